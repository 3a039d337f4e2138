package dev.dramatis.suite;

/**
 * One fault of a file that a user wrote: where it is, what it is, and what would be right.
 *
 * @param line from 1
 */
public record Problem(String file, int line, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
