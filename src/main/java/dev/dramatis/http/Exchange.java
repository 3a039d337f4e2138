package dev.dramatis.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** What became of one call after all its attempts. */
public sealed interface Exchange {
  /** Attempts that reached for the wire; 0 if the call was refused or never got a permit. */
  int attempts();

  /** From the start of the call to its end, waits included. */
  Duration total();

  /** The server gave a reply that the call's reader accepted. */
  record Replied(HttpReply reply, int attempts, Duration total) implements Exchange {
    public Replied {
      requireNonNull(reply, "reply");
      requireNonNull(total, "total");
    }
  }

  /** The server gave a reply after which trying again is pointless; the reason is redacted. */
  record Rejected(HttpReply reply, String reason, int attempts, Duration total)
      implements Exchange {
    public Rejected {
      requireNonNull(reply, "reply");
      requireNonNull(reason, "reason");
      requireNonNull(total, "total");
    }
  }

  /**
   * No usable reply came within the call's attempts and time.
   *
   * @param lastReply of the last attempt that got one
   * @param message redacted, in words for people
   */
  record Failed(
      FailureKind kind, Optional<HttpReply> lastReply, String message, int attempts, Duration total)
      implements Exchange {
    public Failed {
      requireNonNull(kind, "kind");
      requireNonNull(lastReply, "lastReply");
      requireNonNull(message, "message");
      requireNonNull(total, "total");
    }
  }
}
