package dev.dramatis.stats;

import java.util.Arrays;

/**
 * How often each value was seen. Means of a few labels take few values, so it stays small however
 * many observations there are.
 *
 * <p>Not safe for use by several threads.
 */
final class Tally {
  private double[] values = new double[8];
  private int[] counts = new int[8];
  private int distinct;
  private int total;

  static Tally of(double[] observations) {
    Tally tally = new Tally();
    double[] sorted = observations.clone();
    Arrays.sort(sorted);
    for (double value : sorted) {
      tally.add(value);
    }
    return tally;
  }

  void add(double value) {
    int at = Arrays.binarySearch(values, 0, distinct, value);
    if (at >= 0) {
      counts[at]++;
    } else {
      insert(-at - 1, value);
    }
    total++;
  }

  int total() {
    return total;
  }

  int distinct() {
    return distinct;
  }

  double value(int index) {
    return values[index];
  }

  int count(int index) {
    return counts[index];
  }

  private void insert(int at, double value) {
    if (distinct == values.length) {
      values = Arrays.copyOf(values, 2 * distinct);
      counts = Arrays.copyOf(counts, 2 * distinct);
    }
    System.arraycopy(values, at, values, at + 1, distinct - at);
    System.arraycopy(counts, at, counts, at + 1, distinct - at);
    values[at] = value;
    counts[at] = 1;
    distinct++;
  }
}
