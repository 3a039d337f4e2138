package dev.dramatis.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands out permits for attempts: an adaptive limit per key under one ceiling, in the order of
 * asking. Thread-safe.
 */
final class Limiter {
  private final int ceiling;
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, KeyLimit> keys = new LinkedHashMap<>();
  private int inFlight;
  private long arrivals;

  Limiter(int ceiling, Ticker ticker) {
    this.ceiling = ceiling;
    this.ticker = ticker;
  }

  /** One thread in the queue. */
  static final class Waiter {
    private final long number;
    private final Duration spacing;
    private final Condition turn;
    private boolean granted;

    private Waiter(long number, Duration spacing, Condition turn) {
      this.number = number;
      this.spacing = spacing;
      this.turn = turn;
    }
  }

  /**
   * Waits for a permit, by the real clock.
   *
   * @param spacing for which no other attempt of the key begins after this one
   * @return empty if patience ran out, or cannot last until the server is ready to hear again
   */
  Optional<Permit> acquire(String key, Duration spacing, Duration patience)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      KeyLimit limit = keys.computeIfAbsent(key, k -> new KeyLimit(ceiling, ticker.nanos()));
      var waiter = new Waiter(arrivals++, spacing, lock.newCondition());
      limit.waiters().add(waiter);
      boolean taken = false;
      try {
        taken = awaitTurn(limit, waiter, patience.toNanos());
      } finally {
        if (!taken) withdraw(limit, waiter);
      }
      return taken ? Optional.of(new Permit(limit, ticker.nanos())) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitTurn(KeyLimit limit, Waiter waiter, long patience)
      throws InterruptedException {
    long left = patience;
    grant();
    while (!waiter.granted) {
      long shut = limit.nanosShut(ticker.nanos());
      if (left <= 0 || shut > left) return false;
      long nap = shut > 0 ? shut : left;
      left -= nap - waiter.turn.awaitNanos(nap);
      grant();
    }
    return true;
  }

  private void withdraw(KeyLimit limit, Waiter waiter) {
    if (waiter.granted) {
      limit.end();
      inFlight--;
      grant();
    } else {
      limit.waiters().remove(waiter);
    }
  }

  /** Serves whoever has waited longest among the keys that have room. */
  private void grant() {
    long now = ticker.nanos();
    while (inFlight < ceiling) {
      Optional<KeyLimit> next = next(now);
      if (next.isEmpty()) return;
      Waiter waiter = next.get().waiters().remove();
      next.get().start(waiter.spacing, now);
      inFlight++;
      waiter.granted = true;
      waiter.turn.signal();
      if (!waiter.spacing.isZero()) {
        // Those who wait for room must now wait for the time, which nobody will call out.
        next.get().waiters().forEach(other -> other.turn.signal());
      }
    }
  }

  private Optional<KeyLimit> next(long now) {
    Optional<KeyLimit> best = Optional.empty();
    long bestNumber = Long.MAX_VALUE;
    for (KeyLimit limit : keys.values()) {
      Waiter first = limit.waiters().peek();
      if (first != null && first.number < bestNumber && limit.hasRoom(now)) {
        best = Optional.of(limit);
        bestNumber = first.number;
      }
    }
    return best;
  }

  int inFlight() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }

  /** Threads in the queue. */
  int waiting() {
    lock.lock();
    try {
      return keys.values().stream().mapToInt(limit -> limit.waiters().size()).sum();
    } finally {
      lock.unlock();
    }
  }

  Map<String, Integer> limits() {
    lock.lock();
    try {
      var limits = new LinkedHashMap<String, Integer>();
      keys.forEach((key, limit) -> limits.put(key, limit.limit()));
      return limits;
    } finally {
      lock.unlock();
    }
  }

  /** The right to have one attempt on the wire; given back by exactly one of its methods. */
  final class Permit {
    private final KeyLimit limit;
    private final long startedAt;

    private Permit(KeyLimit limit, long startedAt) {
      this.limit = limit;
      this.startedAt = startedAt;
    }

    void endClean() {
      end(() -> limit.endClean(ticker.nanos()));
    }

    void endTroubled() {
      end(limit::endTroubled);
    }

    void endLimited(Duration hint) {
      end(
          () -> {
            limit.endLimited(startedAt, hint, ticker.nanos());
            // Those who wait must wake when the key opens, since no permit may be left to end.
            limit.waiters().forEach(waiter -> waiter.turn.signal());
          });
    }

    /** Gives the permit back without a lesson. */
    void endNeutral() {
      end(limit::end);
    }

    private void end(Runnable lesson) {
      lock.lock();
      try {
        lesson.run();
        inFlight--;
        grant();
      } finally {
        lock.unlock();
      }
    }
  }
}
