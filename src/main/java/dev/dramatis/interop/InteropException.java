package dev.dramatis.interop;

/** A file cannot be taken or written; the message says where and what to do. */
public final class InteropException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InteropException(String message) {
    super(message);
  }

  InteropException(String message, Throwable cause) {
    super(message, cause);
  }
}
