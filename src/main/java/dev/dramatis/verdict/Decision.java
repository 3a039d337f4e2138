package dev.dramatis.verdict;

import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import java.util.Optional;

/** Holds an interval against what was claimed (docs/statistics.md, "Verdict"). */
final class Decision {
  private Decision() {}

  /**
   * The verdict that an interval gives.
   *
   * @param attenuation at most 1: the least factor by which errors of a judge may have shrunk the
   *     contrast. What says that a contrast is large may rest on the interval as it is; what says
   *     that it is small must hold against the margin times this factor (docs/statistics.md,
   *     "Judges make errors").
   */
  static Verdict of(Bound bound, Interval interval, double attenuation) {
    double m = bound.margin();
    if (bound instanceof Bound.Above) {
      return verdict(isAbove(interval, m, attenuation), isBelow(interval, m, attenuation));
    } else if (bound instanceof Bound.Below) {
      return verdict(isBelow(interval, m, attenuation), isAbove(interval, m, attenuation));
    }
    return verdict(
        isAbove(interval, -m, attenuation) && isBelow(interval, m, attenuation),
        isAbove(interval, m, attenuation) || isBelow(interval, -m, attenuation));
  }

  private static boolean isAbove(Interval interval, double m, double attenuation) {
    return interval.lower() > (m < 0 ? m * attenuation : m);
  }

  private static boolean isBelow(Interval interval, double m, double attenuation) {
    return interval.upper() < (m > 0 ? m * attenuation : m);
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
