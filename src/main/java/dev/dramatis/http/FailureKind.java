package dev.dramatis.http;

/** The class of trouble that ended an attempt or a call. */
public enum FailureKind {
  /** The server kept saying that the account's rate is exceeded. */
  RATE_LIMITED,
  /** The server kept giving replies to try again: server errors, unreadable bodies. */
  UNUSABLE_REPLY,
  /** No connection, a reset, a body cut short, a certificate that does not fit. */
  CONNECTION,
  /** An attempt ran out of time. */
  TIMEOUT,
  /** The reply is longer than the transport reads. */
  TOO_LARGE,
  /** The server pointed elsewhere; the key is not carried there. */
  REDIRECT,
  /** The server asks for a longer wait than the call allows. */
  WAIT_TOO_LONG,
  /** The call's total time was over, or would be over before the next attempt. */
  DEADLINE,
  /** Plain HTTP to another machine, never sent. */
  PLAIN_HTTP,
  /** The transport was closed. */
  CLOSED,
  /** A recording that is replayed holds no reply to the call. */
  NOT_RECORDED
}
