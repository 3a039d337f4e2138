package dev.dramatis.model;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How fast an account may be asked: the limits that its provider states, kept by spacing the calls
 * evenly, so that no minute holds more.
 *
 * @param requestsPerMinute retries counted
 * @param tokensPerMinute of prompts, and of replies at their longest, which is how providers reckon
 *     before a reply is written
 */
public record Pace(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute) {
  /** No limit but what the provider's replies teach. */
  public static final Pace FREE = new Pace(OptionalLong.empty(), OptionalLong.empty());

  private static final double MINUTE = Duration.ofMinutes(1).toNanos();

  public Pace {
    if (requestsPerMinute.orElse(1) < 1 || tokensPerMinute.orElse(1) < 1) {
      throw new IllegalArgumentException("a pace is at least 1 a minute");
    }
  }

  /** The shortest time from the start of a call to the start of the next. */
  Duration spacing(long tokens) {
    double byRequests = MINUTE / requestsPerMinute.orElse(Long.MAX_VALUE);
    double byTokens = tokens * MINUTE / tokensPerMinute.orElse(Long.MAX_VALUE);
    return Duration.ofNanos(Math.round(Math.max(byRequests, byTokens)));
  }
}
