package dev.dramatis.suite;

/** A suite was named that is not there; the message lists those that are. */
public final class UnknownSuiteException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnknownSuiteException(String message) {
    super(message);
  }
}
