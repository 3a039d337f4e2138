package dev.dramatis.stats;

import java.util.Optional;

/**
 * A confidence sequence for the mean of bounded observations that arrive in blocks, valid at every
 * look after a whole block.
 *
 * <p>A block is what shares one bet fixed beforehand: one observation, one of every kind, or a
 * round of all probes. The stake is split over a fixed grid of bets, so that the joint bet on the
 * next block is the mean of the grid weighted by the wealth that each has earned, a function of the
 * past alone.
 *
 * <p>Wealth is that of now, never its maximum: only the former is an e-value.
 *
 * <p>Not safe for use by several threads.
 */
public final class BettingSequence {
  private final UnitScale scale;
  private final double alphaPerSide;
  private final Tally rises = new Tally();
  private final Tally falls = new Tally();
  private Optional<Interval> running = Optional.empty();

  /**
   * A sequence without observations.
   *
   * @param alphaPerSide one-sided level that is spent on all looks together
   */
  public BettingSequence(double lo, double hi, double alphaPerSide) {
    this.scale = new UnitScale(lo, hi);
    this.alphaPerSide = Level.checked(alphaPerSide);
  }

  /**
   * Takes the observations of one whole block.
   *
   * @throws IllegalArgumentException if one lies outside the bounds; then none is taken
   */
  public void add(double... block) {
    double[] up = scale.rise(block);
    double[] down = scale.fall(block);
    for (int i = 0; i < block.length; i++) {
      rises.add(up[i]);
      falls.add(down[i]);
    }
  }

  /** The number of observations so far. */
  public int size() {
    return rises.total();
  }

  /** Log wealth, now, against the hypothesis that the mean is at most {@code m}. */
  public double logWealthAbove(double m) {
    return Bets.logWealth(rises, scale.rise(m));
  }

  /** Log wealth, now, against the hypothesis that the mean is at least {@code m}. */
  public double logWealthBelow(double m) {
    return Bets.logWealth(falls, scale.fall(m));
  }

  /** The interval by the observations so far. */
  public Interval interval() {
    return BettingMean.interval(scale, rises, falls, alphaPerSide);
  }

  /**
   * Takes a look: the values in the intervals of this and all earlier looks. All of them cover the
   * mean at once with the stated confidence, so it only narrows. If no value is in all, which
   * happens if one of them missed the mean or the mean moved, it starts again with this one.
   */
  public Interval look() {
    Interval now = interval();
    Interval narrowed = running.flatMap(now::intersection).orElse(now);
    running = Optional.of(narrowed);
    return narrowed;
  }
}
