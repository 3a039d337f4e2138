package dev.dramatis.suite;

/** How earlier exchanges reach the model: as turns of its own, or as another speaker's log. */
public enum Layout {
  TURNS,
  QUOTED
}
