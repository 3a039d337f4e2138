package dev.dramatis.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The score interval for a binomial proportion, without continuity correction: Wilson, "Probable
 * inference, the law of succession, and statistical inference", JASA 22 (1927). Near its nominal
 * level on average, not for every proportion, so it is for display.
 */
public final class Wilson {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Wilson() {}

  /** The interval for {@code successes} in {@code trials}; from 0 to 1 without trials. */
  public static Interval interval(int successes, int trials, double alphaPerSide) {
    Counts.check(successes, trials);
    double z = NORMAL.inverseSurvivalProbability(Level.checked(alphaPerSide));
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double n = trials;
    double share = successes / n;
    double centre = share + z * z / (2 * n);
    double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    double scale = 1 + z * z / n;
    // At the ends the exact limit is 0 or 1, which rounding may miss.
    return new Interval(
        successes == 0 ? 0 : (centre - half) / scale,
        successes == trials ? 1 : (centre + half) / scale);
  }
}
