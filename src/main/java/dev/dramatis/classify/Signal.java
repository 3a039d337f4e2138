package dev.dramatis.classify;

/**
 * A feature of the voice found in a text, with the part that shows it.
 *
 * @param amount how much of it, in the feature's own unit: most are 1 where present
 */
record Signal(String feature, double amount, int start, int end) {
  /** This signal with another of the same feature, shown by the first's part. */
  Signal plus(Signal other) {
    return new Signal(feature, amount + other.amount, start, end);
  }
}
