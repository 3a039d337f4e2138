package dev.dramatis.stats;

import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** How often a decision rule decides, by simulation. */
public final class Power {
  /** Beyond it, Beta quantiles take seconds to find and differ from the bounds in few draws. */
  private static final double BINARY = 0.98;

  /** Quantiles that stand for a distribution: means are then right to about 1e-4 of the range. */
  private static final int GRID = 4096;

  /**
   * What a fixed design is taken to meet: {@code units} independent contrasts, each a mean of
   * {@code repeats}.
   *
   * @param mean of the contrast, strictly between the bounds
   * @param components variances of the contrast between units and between repeats of one
   */
  public record Design(
      double mean, VarianceComponents components, int units, int repeats, double lo, double hi) {
    public Design {
      if (!(lo < mean && mean < hi)) {
        throw new IllegalArgumentException(
            "a mean of " + mean + " with bounds from " + lo + " to " + hi);
      }
      if (units < 1 || repeats < 1) {
        throw new IllegalArgumentException(units + " units and " + repeats + " repeats");
      }
    }
  }

  private Power() {}

  /**
   * The share of simulated samples that {@code decided} accepts.
   *
   * @param contrast draws the contrast of one unit, from the random numbers it is given alone
   */
  public static double share(
      ToDoubleFunction<SplittableRandom> contrast,
      int units,
      Predicate<double[]> decided,
      int runs,
      long seed) {
    if (runs < 1) {
      throw new IllegalArgumentException(runs + " runs");
    }
    SplittableRandom random = new SplittableRandom(seed);
    int count = 0;
    for (int run = 0; run < runs; run++) {
      double[] sample = new double[units];
      for (int i = 0; i < units; i++) {
        sample[i] = contrast.applyAsDouble(random);
      }
      if (decided.test(sample)) {
        count++;
      }
    }
    return (double) count / runs;
  }

  /**
   * The share of simulated samples of a fixed design whose {@link GaffkeBound} interval is one that
   * {@code reached} accepts.
   */
  public static double fixedDesign(
      Design design, double alphaPerSide, Predicate<Interval> reached, int runs, long seed) {
    return share(
        contrasts(design),
        design.units(),
        x -> reached.test(GaffkeBound.interval(x, design.lo(), design.hi(), alphaPerSide)),
        runs,
        seed);
  }

  /**
   * Draws contrasts with the design's mean and the variance ω² + σ² / K of a unit's mean. They are
   * Beta on the range of the contrast, the usual model of overdispersed shares. From {@link
   * #BINARY} of the variance that a bounded variable can have at most, they are at a bound.
   */
  public static ToDoubleFunction<SplittableRandom> contrasts(Design design) {
    double range = design.hi() - design.lo();
    double mean = (design.mean() - design.lo()) / range;
    double variance = design.components().ofUnitMean(design.repeats()) / (range * range);
    if (variance == 0) {
      return random -> design.mean();
    }
    if (variance >= BINARY * mean * (1 - mean)) {
      return random -> random.nextDouble() < mean ? design.hi() : design.lo();
    }
    double precision = mean * (1 - mean) / variance - 1;
    BetaDistribution beta = BetaDistribution.of(mean * precision, (1 - mean) * precision);
    double[] quantiles = new double[GRID];
    for (int i = 0; i < GRID; i++) {
      quantiles[i] = design.lo() + range * beta.inverseCumulativeProbability((i + 0.5) / GRID);
    }
    return random -> quantiles[random.nextInt(GRID)];
  }
}
