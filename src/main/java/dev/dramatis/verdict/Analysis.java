package dev.dramatis.verdict;

import dev.dramatis.stats.BettingMean;
import dev.dramatis.stats.GaffkeBound;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;

/**
 * What the effects of one claim say at a level, in both scopes.
 *
 * @param theseProbes by betting over the rounds of the plan, all trials of a round at one bet
 * @param sameWay by Gaffke's bound over the units
 */
record Analysis(Interval theseProbes, Interval sameWay) {
  /** Both intervals at a level, given in tail probability per side. */
  static Analysis of(Effects effects, int repeats, double alphaPerSide) {
    double lo = effects.lo();
    double hi = effects.hi();
    double[] rounds = effects.observationsByRound(repeats);
    double[] units = effects.observations();
    Interval everything = new Interval(lo, hi);
    return new Analysis(
        rounds.length == 0 ? everything : BettingMean.interval(rounds, lo, hi, alphaPerSide),
        units.length == 0 ? everything : GaffkeBound.interval(units, lo, hi, alphaPerSide));
  }

  Interval interval(Scope scope) {
    return switch (scope) {
      case THESE_PROBES -> theseProbes;
      case PROBES_MADE_THE_SAME_WAY -> sameWay;
    };
  }

  /** The one-sided p-value of a claim, from Gaffke's bound; 1 without data. */
  static double pValue(Effects effects, Bound bound) {
    double[] x = effects.observations();
    double lo = effects.lo();
    double hi = effects.hi();
    double m = bound.margin();
    if (x.length == 0) {
      return 1;
    }
    if (bound instanceof Bound.Above) {
      return GaffkeBound.pValueAbove(x, lo, hi, m);
    } else if (bound instanceof Bound.Below) {
      return GaffkeBound.pValueBelow(x, lo, hi, m);
    }
    return Math.max(GaffkeBound.pValueAbove(x, lo, hi, -m), GaffkeBound.pValueBelow(x, lo, hi, m));
  }
}
