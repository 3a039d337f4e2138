package dev.dramatis.stats;

import java.util.OptionalDouble;

/**
 * How a classifier did on items whose true class is known.
 *
 * <p>Intervals are {@link ClopperPearson}; from 0 to 1 where no item of the class was seen.
 */
public record Detection(
    int truePositives, int falseNegatives, int trueNegatives, int falsePositives) {
  public Detection {
    Counts.check(truePositives, truePositives + falseNegatives);
    Counts.check(trueNegatives, trueNegatives + falsePositives);
    if (falseNegatives < 0 || falsePositives < 0) {
      throw new IllegalArgumentException("fewer than no errors");
    }
  }

  /** The share of positives that were found; empty without positives. */
  public OptionalDouble sensitivity() {
    return share(truePositives, positives());
  }

  /** The share of negatives that were left alone; empty without negatives. */
  public OptionalDouble specificity() {
    return share(trueNegatives, negatives());
  }

  public Interval sensitivityInterval(double alphaPerSide) {
    return ClopperPearson.interval(truePositives, positives(), alphaPerSide);
  }

  public Interval specificityInterval(double alphaPerSide) {
    return ClopperPearson.interval(trueNegatives, negatives(), alphaPerSide);
  }

  public int positives() {
    return truePositives + falseNegatives;
  }

  public int negatives() {
    return trueNegatives + falsePositives;
  }

  private static OptionalDouble share(int part, int whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
