package dev.dramatis.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** What a {@link ReplyReader} made of one reply. */
public sealed interface Reading {
  /** The reply is the answer, whatever its status; a refusal by a filter is one too. */
  record Done() implements Reading {}

  /**
   * Another attempt may succeed.
   *
   * @param after the wait that the body asks for; waits in headers are read by the transport
   * @param reason in words for people, such as the provider's error code
   * @param rateLimited whether the account's rate was exceeded, so that fewer calls should fly
   */
  record Retry(Optional<Duration> after, String reason, boolean rateLimited) implements Reading {
    public Retry {
      requireNonNull(after, "after");
      requireNonNull(reason, "reason");
    }
  }

  /** No further attempt can succeed: bad request, bad key, empty account. */
  record Fatal(String reason) implements Reading {
    public Fatal {
      requireNonNull(reason, "reason");
    }
  }
}
