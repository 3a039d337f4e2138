package dev.dramatis.model;

/** What became of a request: a response, or a call that failed. */
public sealed interface CallResult permits Response, FailedCall {
  /** How many times it was sent. */
  int attempts();
}
