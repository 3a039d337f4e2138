package dev.dramatis.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Threads that work through numbered tasks in order, several at a time, until there are no more or
 * a stop is asked for; what is in flight then has a few seconds to finish. Used again and again by
 * one caller.
 */
final class Workers {
  /**
   * How long calls in flight may go on once a stop is asked for. Containers and CI systems kill
   * what has not ended ten seconds after SIGTERM, and the reports need some of them.
   */
  static final Duration GRACE = Duration.ofSeconds(6);

  /** Longer than a call may take with all its attempts and waits. */
  private static final Duration NO_PROGRESS = Duration.ofMinutes(20);

  private final StopSignal stop;
  private final Runnable tick;
  private final LongSupplier nanos;
  private final AtomicLong lastProgress;

  /** A task by its number. */
  interface Task {
    void run(int number) throws InterruptedException;
  }

  /**
   * @param tick is run again and again while there is work
   * @param nanos a monotonic clock
   */
  Workers(StopSignal stop, Runnable tick, LongSupplier nanos) {
    this.stop = stop;
    this.tick = tick;
    this.nanos = nanos;
    this.lastProgress = new AtomicLong(nanos.getAsLong());
  }

  /** Notes that something was finished. */
  void progressed() {
    lastProgress.set(nanos.getAsLong());
  }

  /**
   * Runs the tasks from 0 to {@code size} − 1.
   *
   * @param concurrency tasks at once, at most
   */
  void run(int size, int concurrency, Task task) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(concurrency, size); i++) {
      Thread thread = new Thread(() -> work(size, next, task, faults), "trial-worker-" + (i + 1));
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    try {
      watch(threads);
    } catch (InterruptedException e) {
      stop.stop(StopSignal.Reason.INTERRUPTED);
      threads.forEach(Thread::interrupt);
      throw e;
    }
    Throwable fault = faults.poll();
    if (fault instanceof Error error) {
      throw error;
    } else if (fault instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Waits for the threads; after a stop for the grace time only, then interrupts them. */
  private void watch(List<Thread> threads) throws InterruptedException {
    long stoppedAt = 0;
    boolean stopping = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        thread.join(50);
        tick.run();
        long now = nanos.getAsLong();
        if (now - lastProgress.get() > NO_PROGRESS.toNanos()) {
          stop.stop(StopSignal.Reason.NO_PROGRESS);
        }
        if (stop.reason().isPresent() && !stopping) {
          stopping = true;
          stoppedAt = now;
        }
        if (stopping && now - stoppedAt > GRACE.toNanos()) {
          threads.forEach(Thread::interrupt);
        }
      }
    }
  }

  private void work(
      int size, AtomicInteger next, Task task, ConcurrentLinkedQueue<Throwable> faults) {
    try {
      for (int i = next.getAndIncrement();
          i < size && stop.reason().isEmpty();
          i = next.getAndIncrement()) {
        task.run(i);
      }
    } catch (InterruptedException e) {
      // What was in flight is not journalled, and so will be asked again.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      faults.add(e);
      stop.stop(StopSignal.Reason.TOO_MANY_FAILURES);
    }
  }
}
