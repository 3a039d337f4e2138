package dev.dramatis.verdict;

import dev.dramatis.stats.Floors;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Suite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which verdicts the size of a suite allows on one claim, under the most favourable data.
 *
 * @param units independent observations
 * @param toSupport units needed for SUPPORTED; empty if no number is enough
 * @param toContradict units needed for CONTRADICTED if the effect is exactly 0; for a claim that 0
 *     does not contradict, under the most favourable data; empty if no number is enough
 */
public record ClaimSize(Claim claim, int units, OptionalInt toSupport, OptionalInt toContradict) {
  /** What remains of 2.5 % for the final look once early stopping has its share. */
  public static final double ALPHA_PER_SIDE = 0.015;

  /** The sizes of a prediction's claims, at its share of the level. */
  public static List<ClaimSize> of(Suite suite, Prediction prediction) {
    double share = Levels.of(suite, prediction).support() / Levels.ALPHA_PER_SIDE;
    return prediction.claims().stream()
        .map(claim -> of(suite, claim, ALPHA_PER_SIDE * share))
        .toList();
  }

  private static ClaimSize of(Suite suite, Claim claim, double alpha) {
    Map<List<Probe>, Map<Cell, Double>> parts = new LinkedHashMap<>();
    claim
        .contrast()
        .weights()
        .forEach(
            (cell, weight) ->
                parts
                    .computeIfAbsent(suite.probesOf(cell), probes -> new LinkedHashMap<>())
                    .put(cell, weight));
    int units =
        parts.keySet().stream()
            .mapToInt(probes -> (int) probes.stream().map(Probe::unit).distinct().count())
            .min()
            .orElse(0);
    double lo = 0;
    double hi = 0;
    double least = claim.measure().least();
    for (double weight : claim.contrast().weights().values()) {
      lo += Math.min(weight * least, weight);
      hi += Math.max(weight * least, weight);
    }
    Floors.Units needed = needed(claim.bound(), alpha, lo, hi);
    OptionalInt contradict = needed.contradicted();
    double m = claim.bound().margin();
    if (claim.bound() instanceof Bound.Above && m > 0 && lo <= 0 && m < hi && lo < m) {
      contradict = OptionalInt.of(Floors.unitsToDecide(alpha, m, lo, hi));
    }
    return new ClaimSize(claim, units, needed.supported(), contradict);
  }

  private static Floors.Units needed(Bound bound, double alpha, double lo, double hi) {
    if (bound instanceof Bound.Above above) {
      return Floors.above(alpha, above.margin(), lo, hi);
    } else if (bound instanceof Bound.Below below) {
      return Floors.below(alpha, below.margin(), lo, hi);
    }
    return Floors.within(alpha, bound.margin(), lo, hi);
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
