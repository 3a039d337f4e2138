package dev.dramatis.verdict;

import dev.dramatis.suite.Bound;

/** What a number of units can show. */
final class Size {
  private Size() {}

  /**
   * The margin nearest to 0, of the claim's sign, about which data without any effect could just
   * decide: if every contrast is 0, a mean of m is still possible with probability (1 − m/hi)ⁿ, and
   * one of −m with (1 − m/−lo)ⁿ (docs/statistics.md, "Size"). A band needs both sides.
   *
   * @return at least 0
   */
  static double smallestDecidable(Bound bound, SeededEffects effects, Levels levels) {
    double m = bound.margin();
    // Data without effect contradict "above 0.05" and "below −0.05", and support the opposites.
    boolean contradicts =
        bound instanceof Bound.Above ? m > 0 : bound instanceof Bound.Below && m < 0;
    double range =
        bound instanceof Bound.Within
            ? Math.max(effects.hi(), -effects.lo())
            : m >= 0 ? effects.hi() : -effects.lo();
    double alphaPerSide = contradicts ? levels.contradict() : levels.support();
    int units = effects.units();
    return units == 0 ? range : range * (1 - Math.pow(alphaPerSide, 1.0 / units));
  }
}
