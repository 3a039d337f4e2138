package dev.dramatis.stats;

/**
 * Inference by betting on the mean of bounded observations, independent or in whole blocks whose
 * means average to the hypothesis.
 *
 * <p>Wealth against a hypothesis is an e-value: its expectation is at most 1 if the hypothesis
 * holds, at any stopping time. Source of the method and why it holds for rounds: {@link Bets}.
 *
 * <p>Safe for use by several threads.
 */
public final class BettingMean {
  private BettingMean() {}

  /**
   * The natural logarithm of the wealth against the hypothesis that the mean is at most {@code m};
   * positive infinity if the data refute it outright.
   *
   * @param x observations, each from {@code lo} to {@code hi}; their order does not matter
   */
  public static double logWealthAbove(double[] x, double lo, double hi, double m) {
    UnitScale scale = new UnitScale(lo, hi);
    return Bets.logWealth(Tally.of(scale.rise(x)), scale.rise(m));
  }

  /** Like {@link #logWealthAbove}, against the hypothesis that the mean is at least {@code m}. */
  public static double logWealthBelow(double[] x, double lo, double hi, double m) {
    UnitScale scale = new UnitScale(lo, hi);
    return Bets.logWealth(Tally.of(scale.fall(x)), scale.fall(m));
  }

  /**
   * The interval of the means that neither wealth of 1 / {@code alphaPerSide} refutes, found by
   * bisection to 1e-13 of the range. At every time at once, its lower end exceeds the mean with
   * probability at most {@code alphaPerSide}, and so for the upper.
   */
  public static Interval interval(double[] x, double lo, double hi, double alphaPerSide) {
    UnitScale scale = new UnitScale(lo, hi);
    return interval(
        scale, Tally.of(scale.rise(x)), Tally.of(scale.fall(x)), Level.checked(alphaPerSide));
  }

  static Interval interval(UnitScale scale, Tally rises, Tally falls, double alphaPerSide) {
    return new Interval(
        scale.fromRise(Bets.lower(rises, alphaPerSide)),
        scale.fromFall(Bets.lower(falls, alphaPerSide)));
  }
}
