package dev.dramatis.finetune;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param firstPoll before a job is looked at for the first time; each further wait is half as long
 *     again
 * @param longestPoll the most between two looks
 * @param settle between two looks at a provider's list for what may have been made there
 * @param deadline for everything; jobs go on at the provider all the same
 * @param active jobs that train at a time, at most
 */
public record Patience(
    Duration firstPoll, Duration longestPoll, Duration settle, Duration deadline, int active) {
  /** Looks at a list before what may have been made is taken not to have been. */
  static final int SETTLING_LOOKS = 3;

  public Patience {
    if (firstPoll.isNegative()
        || longestPoll.compareTo(firstPoll) < 0
        || settle.isNegative()
        || deadline.isNegative()
        || active < 1) {
      throw new IllegalArgumentException("waits must not be negative, and one job at least runs");
    }
  }

  /** A second to a minute between looks, a day for all, four jobs at a time. */
  public static Patience standard() {
    return new Patience(
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(5),
        Duration.ofHours(24),
        4);
  }

  Duration after(Duration wait) {
    Duration next = wait.isZero() ? firstPoll : wait.multipliedBy(3).dividedBy(2);
    return next.compareTo(longestPoll) > 0 ? longestPoll : next;
  }
}
