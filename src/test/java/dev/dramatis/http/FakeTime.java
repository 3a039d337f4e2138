package dev.dramatis.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until somebody sleeps, and remembers for how long they did. */
public final class FakeTime extends Clock implements Ticker, Sleeper {
  /** When every fake time begins. */
  public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private final AtomicLong passed = new AtomicLong();
  private final List<Duration> slept = new CopyOnWriteArrayList<>();

  @Override
  public long nanos() {
    return passed.get();
  }

  @Override
  public void sleep(Duration wait) throws InterruptedException {
    if (Thread.interrupted()) throw new InterruptedException();
    slept.add(wait);
    pass(wait);
  }

  /** Lets time go by without a sleep. */
  public void pass(Duration time) {
    passed.addAndGet(time.toNanos());
  }

  /** The sleeps so far, in order. */
  public List<Duration> slept() {
    return slept;
  }

  @Override
  public Instant instant() {
    return START.plusNanos(passed.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
