package dev.dramatis.suite;

/** How a text reaches the model. */
public enum Mode {
  /** As turns of a dialogue, which the server puts into the model's chat template. */
  CHAT,
  /** As raw text that the model goes on with, outside any dialogue. */
  COMPLETION
}
