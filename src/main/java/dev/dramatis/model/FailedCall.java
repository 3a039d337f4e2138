package dev.dramatis.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call that brought no response.
 *
 * @param status the last HTTP status, if a reply came at all
 * @param message for a person; holds no secret
 * @param requestBody the body as it was sent, if it got as far as that
 */
public record FailedCall(
    Kind kind, OptionalInt status, String message, int attempts, Optional<String> requestBody)
    implements CallResult {
  /** What else would fail as well. */
  public enum Kind {
    /** Asking again later may help. */
    RETRYABLE,
    /** This request cannot succeed as it is; another may. */
    FATAL,
    /** No request to the endpoint can: wrong key, unknown model, no credit, a wrong address. */
    UNUSABLE_ENDPOINT
  }

  public FailedCall {
    requireNonNull(kind, "kind");
    requireNonNull(status, "status");
    requireNonNull(message, "message");
    requireNonNull(requestBody, "requestBody");
  }

  /** A request that was not sent, since the endpoint cannot be asked so. */
  static FailedCall refused(Ability.Unable unable) {
    return new FailedCall(Kind.FATAL, OptionalInt.empty(), unable.reason(), 0);
  }

  /** A failed call of which the body is not kept. */
  public FailedCall(Kind kind, OptionalInt status, String message, int attempts) {
    this(kind, status, message, attempts, Optional.empty());
  }
}
