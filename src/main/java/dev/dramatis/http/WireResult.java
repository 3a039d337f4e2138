package dev.dramatis.http;

/** What one attempt brought back from the wire. */
sealed interface WireResult {
  /** A whole reply of any status. */
  record Whole(HttpReply reply) implements WireResult {}

  /**
   * No whole reply.
   *
   * @param message not yet redacted
   */
  record Broken(FailureKind kind, boolean mayPass, String message) implements WireResult {}
}
