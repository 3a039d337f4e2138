package dev.dramatis.compare;

import java.util.List;

/**
 * Something other than chance in which two runs differ.
 *
 * @param name what differs within its kind: a role, an arm, a classifier; may be empty
 * @param before as the first run had it; empty if it had none
 * @param after as the second run has it
 * @param suites in which it does; empty where it concerns the whole run
 */
public record Condition(Kind kind, String name, String before, String after, List<String> suites) {
  /** What it is that differs. */
  public enum Kind {
    MODEL,
    SERVED_MODEL,
    SETTINGS,
    SUITE,
    CLASSIFIER,
    JUDGE,
    SAMPLING,
    REPEATS,
    MARGIN,
    PROGRAM,
    WORLD_SEED,
    SAME_ANSWERS
  }

  public Condition {
    suites = List.copyOf(suites);
  }
}
