package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** The wait that an error asks for in its body. */
final class BodyWait {
  /** Beyond any wait that is kept. */
  private static final double LONGEST_SECONDS = 365 * 86_400.0;

  private BodyWait() {}

  /**
   * Seconds in {@code retry_after} or {@code metadata.retry_after_seconds}, as gateways give them,
   * or Google's {@code details[].retryDelay} such as "36.4s". What cannot be read asks for none.
   */
  static Optional<Duration> in(JsonNode error) {
    JsonNode metadata = error.path("metadata");
    for (JsonNode place : new JsonNode[] {error, metadata}) {
      for (String field : new String[] {"retry_after", "retry_after_seconds"}) {
        Optional<Duration> wait = seconds(place.path(field).asText());
        if (wait.isPresent()) return wait;
      }
    }
    for (JsonNode detail : error.path("details")) {
      String delay = detail.path("retryDelay").asText();
      if (delay.endsWith("s")) return seconds(delay.substring(0, delay.length() - 1));
    }
    return Optional.empty();
  }

  private static Optional<Duration> seconds(String text) {
    try {
      double seconds = Double.parseDouble(text);
      if (!(seconds >= 0)) return Optional.empty();
      return Optional.of(Duration.ofMillis(Math.round(Math.min(seconds, LONGEST_SECONDS) * 1000)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
