package dev.dramatis.verdict;

import dev.dramatis.stats.BettingMean;
import dev.dramatis.stats.GaffkeBound;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The per-unit contrasts of one claim, part by part; the estimates of the parts add. */
record Effects(List<Part> parts) {
  Effects {
    parts = List.copyOf(parts);
  }

  /** The sum of the parts' means; empty when a part has no unit. */
  OptionalDouble estimate() {
    double sum = 0;
    for (Part part : parts) {
      OptionalDouble mean = part.mean();
      if (mean.isEmpty()) {
        return mean;
      }
      sum += mean.getAsDouble();
    }
    return OptionalDouble.of(sum);
  }

  /** The least contrast that is possible. */
  double lo() {
    return parts.stream().mapToDouble(Part::lo).sum();
  }

  /** The greatest contrast that is possible. */
  double hi() {
    return parts.stream().mapToDouble(Part::hi).sum();
  }

  /** How many independent observations there are: the units of the smallest part. */
  int units() {
    return parts.stream().mapToInt(part -> part.units().size()).min().orElse(0);
  }

  /** How many units have no value in some cell. */
  int lost() {
    return parts.stream().mapToInt(Part::lost).sum();
  }

  List<UnitEffect> unitEffects() {
    return parts.stream().flatMap(part -> part.units().stream()).map(Part.Unit::overall).toList();
  }

  /**
   * The contrasts that a scope does not refute; all that are possible if there are no data.
   *
   * <p>For these very probes, by betting: all trials of all rounds at bets that no outcome changes,
   * so that their means only have to average to the contrast. For probes made the same way, by
   * Gaffke's bound over the units.
   */
  Interval interval(Scope scope, double alphaPerSide) {
    double[] x =
        switch (scope) {
          case THESE_PROBES -> observationsByRound();
          case PROBES_MADE_THE_SAME_WAY -> observations();
        };
    if (x.length == 0) {
      return new Interval(lo(), hi());
    }
    return switch (scope) {
      case THESE_PROBES -> BettingMean.interval(x, lo(), hi(), alphaPerSide);
      case PROBES_MADE_THE_SAME_WAY -> GaffkeBound.interval(x, lo(), hi(), alphaPerSide);
    };
  }

  /** The one-sided p-value of a claim, from Gaffke's bound; 1 without data. */
  double pValue(Bound bound) {
    double m = bound.margin();
    if (bound instanceof Bound.Above) {
      return pValueAbove(m);
    }
    return bound instanceof Bound.Below
        ? pValueBelow(m)
        : Math.max(pValueAbove(-m), pValueBelow(m));
  }

  private double pValueAbove(double m) {
    double[] x = observations();
    // One side of a band may lie beyond what the contrast can be, as with a rate.
    return x.length == 0 || m >= hi()
        ? 1
        : m < lo() ? 0 : GaffkeBound.pValueAbove(x, lo(), hi(), m);
  }

  private double pValueBelow(double m) {
    double[] x = observations();
    return x.length == 0 || m <= lo()
        ? 1
        : m > hi() ? 0 : GaffkeBound.pValueBelow(x, lo(), hi(), m);
  }

  /** One number per independent observation. */
  double[] observations() {
    return fold(parts.stream().map(Part::effects).toList());
  }

  /** One number per observation and round. */
  private double[] observationsByRound() {
    int rounds = parts.stream().mapToInt(Part::rounds).min().orElse(0);
    double[] all = {};
    for (int round = 0; round < rounds; round++) {
      int repeat = round;
      double[] folded = fold(parts.stream().map(part -> part.effectsIn(repeat)).toList());
      double[] longer = Arrays.copyOf(all, all.length + folded.length);
      System.arraycopy(folded, 0, longer, all.length, folded.length);
      all = longer;
    }
    return all;
  }

  /**
   * Makes one observation of the k-th of each part. A larger part is dealt out in turn and
   * averaged, which leaves every observation's expectation the sum of the parts' means.
   */
  private static double[] fold(List<double[]> parts) {
    int size = parts.stream().mapToInt(part -> part.length).min().orElse(0);
    double[] folded = new double[size];
    if (size == 0) {
      return folded;
    }
    for (double[] part : parts) {
      double[] sums = new double[size];
      int[] counts = new int[size];
      for (int i = 0; i < part.length; i++) {
        sums[i % size] += part[i];
        counts[i % size]++;
      }
      for (int i = 0; i < size; i++) {
        folded[i] += sums[i] / counts[i];
      }
    }
    return folded;
  }

  /** Only the units of one kind. */
  Effects ofKind(String kind) {
    return new Effects(parts.stream().map(part -> part.ofKind(kind)).toList());
  }

  /** As many units, with those of the other kinds again in the place of one kind. */
  Effects replacing(String kind) {
    return new Effects(parts.stream().map(part -> part.replacing(kind)).toList());
  }
}
