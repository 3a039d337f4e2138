package dev.dramatis.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact interval for a binomial proportion: Clopper and Pearson, "The use of confidence or
 * fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934).
 */
public final class ClopperPearson {
  private ClopperPearson() {}

  /** The interval for {@code successes} in {@code trials}; from 0 to 1 without trials. */
  public static Interval interval(int successes, int trials, double alphaPerSide) {
    Counts.check(successes, trials);
    double level = Level.checked(alphaPerSide);
    int failures = trials - successes;
    double lower =
        successes == 0
            ? 0
            : BetaDistribution.of(successes, failures + 1.0).inverseCumulativeProbability(level);
    double upper =
        failures == 0
            ? 1
            : BetaDistribution.of(successes + 1.0, failures).inverseSurvivalProbability(level);
    return new Interval(lower, upper);
  }
}
