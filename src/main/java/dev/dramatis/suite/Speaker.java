package dev.dramatis.suite;

/** Who speaks a message. */
public enum Speaker {
  SYSTEM,
  USER,
  ASSISTANT
}
