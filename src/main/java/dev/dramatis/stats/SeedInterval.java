package dev.dramatis.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The interval for a mean over models that were trained alike, each from a seed of its own: what
 * another model trained so would show, and not only these.
 *
 * <p>The squared error is V_seed + V_probe: the variance of the models' means divided by their
 * number, and that of the probes' means, over the models, divided by theirs (two-way without the
 * interaction, which both terms hold, so that it errs on the wide side); Student's t with one
 * degree of freedom less than there are models, since those are the fewer. Models of a contrast are
 * paired by their seeds, so that it holds whether or not the arms' models have something in common
 * (docs/statistics.md, "Model seeds").
 */
public final class SeedInterval {
  private SeedInterval() {}

  /**
   * The interval.
   *
   * @param models the contrast of each model over all probes; at least two
   * @param probes the contrast of each probe over all models; empty if the probes are not taken for
   *     a sample of others
   */
  public static Interval of(double[] models, double[] probes, double alphaPerSide) {
    return StudentT.around(
        Summary.of(models).mean(), squaredError(models, probes), models.length - 1, alphaPerSide);
  }

  /** The one-sided p-value of a mean above {@code m}, by the same error. */
  public static double pValueAbove(double[] models, double[] probes, double m) {
    double distance = Summary.of(models).mean() - m;
    double error = Math.sqrt(squaredError(models, probes));
    if (error == 0) {
      return distance > 0 ? 0 : 1;
    }
    return TDistribution.of(models.length - 1.0).survivalProbability(distance / error);
  }

  private static double squaredError(double[] models, double[] probes) {
    double ofModels = Summary.of(models).variance().orElseThrow() / models.length;
    return probes.length < 2
        ? ofModels
        : ofModels + Summary.of(probes).variance().orElseThrow() / probes.length;
  }
}
