package dev.dramatis.http;

import java.time.Duration;

/**
 * How long and how often one call may try.
 *
 * @param maxAttempts at least 1, which means no retry
 * @param attemptTimeout for one attempt, from its start to the last byte of the body
 * @param maxWait longest wait between two attempts; a server that asks for more ends the call
 * @param deadline for the whole call: permits, attempts and waits
 */
public record RetryPolicy(
    int maxAttempts, Duration attemptTimeout, Duration maxWait, Duration deadline) {
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "maxAttempts is " + maxAttempts + ", at least 1 is needed");
    }
    requirePositive(attemptTimeout, "attemptTimeout");
    requirePositive(deadline, "deadline");
    if (maxWait.isNegative()) throw new IllegalArgumentException("maxWait is negative: " + maxWait);
  }

  /**
   * Six attempts of 3 minutes, waits up to 90 seconds, 15 minutes in all: rate limits are published
   * per minute, and a reasoning model may think for minutes before its first byte.
   */
  public static RetryPolicy standard() {
    return new RetryPolicy(
        6, Duration.ofMinutes(3), Duration.ofSeconds(90), Duration.ofMinutes(15));
  }

  /** The same times with another number of attempts. */
  public RetryPolicy withMaxAttempts(int attempts) {
    return new RetryPolicy(attempts, attemptTimeout, maxWait, deadline);
  }

  /** The same with another time for one attempt. */
  public RetryPolicy withAttemptTimeout(Duration timeout) {
    return new RetryPolicy(maxAttempts, timeout, maxWait, deadline);
  }

  /** The same with another longest wait. */
  public RetryPolicy withMaxWait(Duration wait) {
    return new RetryPolicy(maxAttempts, attemptTimeout, wait, deadline);
  }

  /** The same with another time for the whole call. */
  public RetryPolicy withDeadline(Duration total) {
    return new RetryPolicy(maxAttempts, attemptTimeout, maxWait, total);
  }

  private static void requirePositive(Duration value, String name) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " is " + value + ", more than 0 is needed");
    }
  }
}
