package dev.dramatis.compare;

/** A digest cannot be read or written; the message says where and what to do. */
public final class DigestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DigestException(String message) {
    super(message);
  }

  DigestException(String message, Throwable cause) {
    super(message, cause);
  }
}
