package dev.dramatis.verdict;

import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import java.util.Optional;

/** Holds an interval against what was claimed (docs/statistics.md, "Verdict"). */
final class Decision {
  private Decision() {}

  /** The verdict that an interval gives. */
  static Verdict of(Bound bound, Interval interval) {
    double m = bound.margin();
    if (bound instanceof Bound.Above) {
      return verdict(interval.lower() > m, interval.upper() < m);
    } else if (bound instanceof Bound.Below) {
      return verdict(interval.upper() < m, interval.lower() > m);
    }
    return verdict(
        interval.lower() > -m && interval.upper() < m,
        interval.lower() > m || interval.upper() < -m);
  }

  private static Verdict verdict(boolean supported, boolean contradicted) {
    return supported
        ? Verdict.SUPPORTED
        : contradicted ? Verdict.CONTRADICTED : Verdict.INCONCLUSIVE;
  }

  /** In which way a contradicting interval contradicts; empty if none of the words fits. */
  static Optional<Contradiction> contradiction(Bound bound, Interval interval) {
    double m = bound.margin();
    if (!(bound instanceof Bound.Above)) {
      return Optional.of(Contradiction.TOO_LARGE);
    }
    if (interval.upper() < 0) {
      return Optional.of(Contradiction.REVERSED);
    }
    if (interval.lower() > 0 && interval.upper() < m) {
      return Optional.of(Contradiction.TOO_SMALL);
    }
    return interval.lower() > -m && interval.upper() < m
        ? Optional.of(Contradiction.ABSENT)
        : Optional.empty();
  }

  /** By how much an interval clears the bound that it supports; negative if it does not. */
  static double clearance(Bound bound, Interval interval) {
    double m = bound.margin();
    if (bound instanceof Bound.Above) {
      return interval.lower() - m;
    } else if (bound instanceof Bound.Below) {
      return m - interval.upper();
    }
    return Math.min(interval.lower() + m, m - interval.upper());
  }
}
