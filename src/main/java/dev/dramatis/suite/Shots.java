package dev.dramatis.suite;

/**
 * Exchanges that an arm shows before its probe.
 *
 * @param from the file of exchanges, relative to the suite's folder; may name variables of the
 *     probe
 * @param take how many are shown; 0 shows none
 */
public record Shots(String from, int take, Order order, Layout layout) {
  /** Whether every probe draws its own permutation of the file, or all take it as it stands. */
  public enum Order {
    PER_PROBE,
    FIXED
  }

  public Shots {
    if (take < 0) {
      throw new IllegalArgumentException("take must not be negative: " + take);
    }
  }
}
