package dev.dramatis.verdict;

import dev.dramatis.stats.BettingMean;
import dev.dramatis.suite.Bound;

/**
 * What one run says about a claim, as the natural logarithm of the wealth of a gambler who bets on
 * it round by round of these very probes ({@link BettingMean}). Wealth of independent runs
 * multiplies, so logarithms add; e^3.69 = 40 decides at 2.5 %.
 *
 * @param logFor of the bet that the claim holds: an e-value against its opposite
 * @param logAgainst of the bet that it does not
 */
public record Wealth(double logFor, double logAgainst) {
  /** Of a run without data: the stake. */
  public static final Wealth STAKE = new Wealth(0, 0);

  /** What refutes outright would be infinite, which no sum gets over and no file holds. */
  private static final double MOST = 1000;

  public Wealth {
    logFor = Math.max(-MOST, Math.min(MOST, logFor));
    logAgainst = Math.max(-MOST, Math.min(MOST, logAgainst));
  }

  /**
   * The wealth by rounds of observations.
   *
   * @param x from {@code lo} to {@code hi}
   * @param attenuation by how much a judge may have shrunk the contrast; see {@link Decision}
   */
  static Wealth of(double[] x, double lo, double hi, Bound bound, double attenuation) {
    if (x.length == 0) {
      return STAKE;
    }
    Bets bets = new Bets(x, lo, hi, attenuation);
    double m = bound.margin();
    if (bound instanceof Bound.Above) {
      return new Wealth(bets.above(m), bets.below(m));
    } else if (bound instanceof Bound.Below) {
      return new Wealth(bets.below(m), bets.above(m));
    }
    // Inside the band: both its ends have to be refuted. Outside: half the stake on either side.
    return new Wealth(
        Math.min(bets.above(-m), bets.below(m)), logMean(bets.above(m), bets.below(-m)));
  }

  private static double logMean(double first, double second) {
    double larger = Math.max(first, second);
    double smaller = Math.min(first, second);
    return Double.isInfinite(larger)
        ? larger
        : larger + Math.log1p(Math.exp(smaller - larger)) - Math.log(2);
  }

  /** Of the models that were trained alike, the one that says least. */
  Wealth least(Wealth other) {
    return new Wealth(Math.min(logFor, other.logFor), Math.min(logAgainst, other.logAgainst));
  }

  /** Bets on one sample; on what cannot be otherwise there is nothing to win. */
  private record Bets(double[] x, double lo, double hi, double attenuation) {
    private double above(double margin) {
      double m = margin < 0 ? margin * attenuation : margin;
      return m >= hi ? 0 : m < lo ? MOST : BettingMean.logWealthAbove(x, lo, hi, m);
    }

    private double below(double margin) {
      double m = margin > 0 ? margin * attenuation : margin;
      return m <= lo ? 0 : m > hi ? MOST : BettingMean.logWealthBelow(x, lo, hi, m);
    }
  }
}
