package dev.dramatis.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a reply's headers say about trying again. */
final class RetryHint {
  /** Beyond any wait that is kept, and small enough to add up. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private RetryHint() {}

  /** Whether the server says outright that a retry makes sense; empty if it does not say. */
  static Optional<Boolean> shouldRetry(HttpReply reply) {
    return reply
        .header("x-should-retry")
        .map(String::strip)
        .filter(said -> said.equalsIgnoreCase("true") || said.equalsIgnoreCase("false"))
        .map(Boolean::parseBoolean);
  }

  /**
   * How long the server wants to be left alone: {@code retry-after-ms}, else {@code Retry-After} in
   * seconds, whole or not, or as a date (RFC 9110, section 10.2.3). What cannot be read is no hint.
   */
  static Optional<Duration> wait(HttpReply reply, Clock clock) {
    Optional<Duration> millis = reply.header("retry-after-ms").flatMap(text -> seconds(text, 1e-3));
    if (millis.isPresent()) return millis;
    return reply
        .header("retry-after")
        .flatMap(text -> seconds(text, 1).or(() -> until(text, clock)));
  }

  private static Optional<Duration> seconds(String text, double unit) {
    try {
      double seconds = Double.parseDouble(text.strip()) * unit;
      if (Double.isNaN(seconds)) return Optional.empty();
      double kept = Math.max(0, Math.min((double) LONGEST.toSeconds(), seconds));
      return Optional.of(Duration.ofNanos(Math.round(kept * 1e9)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> until(String text, Clock clock) {
    try {
      Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip()));
      Duration wait = Duration.between(clock.instant(), then);
      if (wait.isNegative()) return Optional.of(Duration.ZERO);
      return Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
