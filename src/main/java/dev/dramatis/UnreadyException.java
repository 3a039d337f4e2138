package dev.dramatis;

/** A model cannot be asked; found out before the first call that costs. */
public final class UnreadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message naming every such model, with what to do
   */
  public UnreadyException(String message) {
    super(message);
  }
}
