package dev.dramatis.verdict;

import dev.dramatis.stats.Floors;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which verdicts the size of a suite allows on one claim, for probes made the same way. Where no
 * effect at all would decide the claim, it is taken that there is none; else the data most
 * favourable to the verdict.
 *
 * @param units independent observations
 * @param toSupport units needed for SUPPORTED; empty if no number is enough
 * @param toContradict units needed for CONTRADICTED; empty if no number is enough
 */
public record ClaimSize(Claim claim, int units, OptionalInt toSupport, OptionalInt toContradict) {
  /** What remains of 2.5 % for the final look once early stopping has its share. */
  public static final double ALPHA_PER_SIDE = 0.015;

  /**
   * Where each probe is asked once, the bets on these very probes see no more than the bound does
   * and split their stake over a grid of four: they decide at a quarter of the level.
   */
  private static final double SINGLE_REPEAT = 0.25;

  /** The sizes of a prediction's claims, at its share of the level. */
  public static List<ClaimSize> of(Suite suite, Prediction prediction) {
    Levels levels = Levels.of(suite, prediction);
    double share = ALPHA_PER_SIDE / Levels.ALPHA_PER_SIDE;
    if (suite.sampling().repeats() == 1) {
      share *= SINGLE_REPEAT;
    }
    double support = levels.support() * share;
    double contradict = levels.contradict() * share;
    return prediction.claims().stream()
        .map(claim -> of(suite, claim, support, contradict))
        .toList();
  }

  private static ClaimSize of(Suite suite, Claim claim, double support, double contradict) {
    double least = claim.measure().least();
    int units = Integer.MAX_VALUE;
    double lo = 0;
    double hi = 0;
    for (ContrastPart part : ContrastPart.of(suite, claim.contrast())) {
      units = Math.min(units, part.units().size());
      lo += part.lo(least);
      hi += part.hi(least);
    }
    return new ClaimSize(
        claim,
        units,
        toSupport(claim.bound(), support, lo, hi),
        toContradict(claim.bound(), contradict, lo, hi));
  }

  private static OptionalInt toSupport(Bound bound, double alpha, double lo, double hi) {
    double m = bound.margin();
    if (bound instanceof Bound.Above) {
      return m < 0 && lo < m
          ? OptionalInt.of(Floors.unitsToDecide(alpha, m, lo, hi))
          : Floors.above(alpha, m, lo, hi).supported();
    } else if (bound instanceof Bound.Below) {
      return m > 0 && m < hi
          ? OptionalInt.of(Floors.unitsToDecide(alpha, m, lo, hi))
          : Floors.below(alpha, m, lo, hi).supported();
    }
    return Floors.within(alpha, m, lo, hi).supported();
  }

  private static OptionalInt toContradict(Bound bound, double alpha, double lo, double hi) {
    double m = bound.margin();
    if (bound instanceof Bound.Above) {
      return m > 0 && m < hi
          ? OptionalInt.of(Floors.unitsToDecide(alpha, m, lo, hi))
          : Floors.above(alpha, m, lo, hi).contradicted();
    } else if (bound instanceof Bound.Below) {
      return m < 0 && lo < m
          ? OptionalInt.of(Floors.unitsToDecide(alpha, m, lo, hi))
          : Floors.below(alpha, m, lo, hi).contradicted();
    }
    return Floors.within(alpha, m, lo, hi).contradicted();
  }

  /** Whether SUPPORTED can be reached. */
  public boolean canSupport() {
    return toSupport.isPresent() && units >= toSupport.getAsInt();
  }

  /** Whether CONTRADICTED can be reached. */
  public boolean canContradict() {
    return toContradict.isPresent() && units >= toContradict.getAsInt();
  }
}
