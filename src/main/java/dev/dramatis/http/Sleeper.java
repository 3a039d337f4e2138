package dev.dramatis.http;

import java.time.Duration;

/** The way in which a caller waits before it tries again. */
@FunctionalInterface
public interface Sleeper {
  /**
   * Waits.
   *
   * @throws InterruptedException if the thread is interrupted before the wait is over
   */
  void sleep(Duration wait) throws InterruptedException;

  /** Sleeps for real. */
  static Sleeper system() {
    return wait -> Thread.sleep(wait.toMillis(), wait.toNanosPart() % 1_000_000);
  }
}
