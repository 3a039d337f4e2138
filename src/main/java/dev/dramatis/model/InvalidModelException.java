package dev.dramatis.model;

/** A model that cannot be asked as it is named and set up; says what would be right. */
public final class InvalidModelException extends RuntimeException {
  InvalidModelException(String message) {
    super(message);
  }
}
