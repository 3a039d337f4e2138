package dev.dramatis.model;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * A call that brought no response.
 *
 * @param status the last HTTP status, if a reply came at all
 * @param message for a person; holds no secret
 */
public record FailedCall(Kind kind, OptionalInt status, String message, int attempts)
    implements CallResult {
  /** Whether asking again later may help. */
  public enum Kind {
    RETRYABLE,
    FATAL
  }

  public FailedCall {
    requireNonNull(kind, "kind");
    requireNonNull(message, "message");
  }
}
