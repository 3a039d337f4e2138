package dev.dramatis.verdict;

import dev.dramatis.stats.Folding;
import dev.dramatis.stats.GaffkeBound;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The per-unit contrasts of one claim, part by part; the estimates of the parts add. */
record Effects(List<Part> parts) {
  /** Beyond it, more rounds of the same probes narrow an interval little and cost time. */
  private static final int MOST_BY_ROUND = 400;

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
    List<UnitEffect> effects = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int part = i;
      parts.get(i).units().forEach(unit -> effects.add(unit.overall().inPart(part)));
    }
    return effects;
  }

  /**
   * The contrasts that a scope does not refute, by Gaffke's bound; all that are possible if there
   * are no data. For probes made the same way it is taken over the units, for these very probes
   * over their rounds, whose means only have to average to the contrast (docs/statistics.md).
   */
  Interval interval(Scope scope, double alphaPerSide) {
    double[] x =
        switch (scope) {
          case THESE_PROBES -> observationsByRound();
          case PROBES_MADE_THE_SAME_WAY -> observations();
        };
    return x.length == 0
        ? new Interval(lo(), hi())
        : GaffkeBound.interval(x, lo(), hi(), alphaPerSide);
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

  /** What bets on these very probes, round by round, have won. */
  Wealth wealth(Bound bound, double attenuation) {
    return Wealth.of(observationsByRound(), lo(), hi(), bound, attenuation);
  }

  /** One number per independent observation. */
  double[] observations() {
    return Folding.fold(parts.stream().map(Part::effects).toList());
  }

  /**
   * One number per observation and round. Where that would be too many, neighbouring rounds are
   * averaged into one, which leaves the mean of all as it was.
   */
  private double[] observationsByRound() {
    int rounds = parts.stream().mapToInt(Part::rounds).min().orElse(0);
    int blocks = Math.max(1, Math.min(rounds, MOST_BY_ROUND / Math.max(1, units())));
    List<double[]> folded = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      int from = block * rounds / blocks;
      int to = (block + 1) * rounds / blocks;
      folded.add(Folding.fold(parts.stream().map(part -> part.effectsIn(from, to)).toList()));
    }
    return folded.stream().flatMapToDouble(Arrays::stream).toArray();
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
