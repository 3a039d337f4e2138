package dev.dramatis.http;

/** A recording cannot be read or written. */
public final class CassetteException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  CassetteException(String message, Throwable cause) {
    super(message, cause);
  }

  CassetteException(String message) {
    super(message);
  }
}
