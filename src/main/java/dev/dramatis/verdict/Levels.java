package dev.dramatis.verdict;

import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;

/**
 * The tail probabilities per side at which a prediction's claims are held.
 *
 * @param support at which each claim must be supported
 * @param contradict at which one claim contradicts; the share of the level that each claim has
 */
record Levels(double support, double contradict) {
  /** Of a two-sided level of 5 %. */
  static final double ALPHA_PER_SIDE = 0.025;

  /** One primary at the full level; J secondaries share it; checks and controls need no share. */
  static Levels of(Suite suite, Prediction prediction) {
    long secondaries =
        suite.predictions().stream().filter(other -> other.role() == Role.SECONDARY).count();
    double level =
        prediction.role() == Role.SECONDARY ? ALPHA_PER_SIDE / secondaries : ALPHA_PER_SIDE;
    return new Levels(level, level / prediction.claims().size());
  }
}
