package dev.dramatis.http;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Waits of one call between attempts: 0.5·2ⁿ s up to 8 s, shortened by up to a quarter at random,
 * as the vendors' own clients do, so that calls which failed together do not return together.
 */
final class Backoff {
  private static final double FIRST_SECONDS = 0.5;
  private static final double MOST_SECONDS = 8;
  private static final double JITTER = 0.25;

  private final SplittableRandom random;

  Backoff(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The wait before a further attempt, after so many failed ones (at least 1). */
  Duration after(int failedAttempts) {
    double seconds = Math.min(MOST_SECONDS, FIRST_SECONDS * Math.pow(2, failedAttempts - 1));
    return Duration.ofNanos(Math.round(seconds * (1 - JITTER * random.nextDouble()) * 1e9));
  }
}
