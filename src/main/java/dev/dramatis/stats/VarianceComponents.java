package dev.dramatis.stats;

import java.util.Arrays;

/**
 * The variance ω² of the means of units and the variance σ² of repeats within a unit.
 *
 * @param between ω², at least 0
 * @param within σ², at least 0
 */
public record VarianceComponents(double between, double within) {
  public VarianceComponents {
    if (!(between >= 0 && within >= 0)) {
      throw new IllegalArgumentException("variances of " + between + " and " + within);
    }
  }

  /**
   * Estimates by analysis of variance, one-way with random units: σ² is the mean square within, ω²
   * the excess of the mean square between, divided by the effective number of repeats, and 0 if
   * there is no excess. Searle, Casella and McCulloch, "Variance Components" (1992), section 3.6.
   *
   * @param repeatsOfUnits a row of at least one value per unit; at least two units, and at least
   *     one with two values
   */
  public static VarianceComponents of(double[][] repeatsOfUnits) {
    int units = repeatsOfUnits.length;
    double total = 0;
    double squaredSizes = 0;
    double sum = 0;
    for (double[] repeats : repeatsOfUnits) {
      total += repeats.length;
      squaredSizes += (double) repeats.length * repeats.length;
      sum += Arrays.stream(repeats).sum();
    }
    if (units < 2 || total <= units) {
      throw new IllegalArgumentException(
          "variance components need 2 units and a repeat, not "
              + units
              + " units with "
              + (int) total
              + " values");
    }
    double within = 0;
    double between = 0;
    for (double[] repeats : repeatsOfUnits) {
      double mean = Summary.of(repeats).mean();
      within += Arrays.stream(repeats).map(value -> (value - mean) * (value - mean)).sum();
      between += repeats.length * (mean - sum / total) * (mean - sum / total);
    }
    double meanWithin = within / (total - units);
    double meanBetween = between / (units - 1);
    double effectiveRepeats = (total - squaredSizes / total) / (units - 1);
    return new VarianceComponents(
        Math.max(0, (meanBetween - meanWithin) / effectiveRepeats), meanWithin);
  }

  /** ω² + σ² / K: the variance of the mean of {@code repeats} repeats of one unit. */
  public double ofUnitMean(int repeats) {
    return between + within / positive(repeats, "repeats");
  }

  /** ω² / n + σ² / (n K): the variance of the mean of a cell. */
  public double ofCellMean(int units, int repeats) {
    return ofUnitMean(repeats) / positive(units, "units");
  }

  private static int positive(int number, String what) {
    if (number < 1) {
      throw new IllegalArgumentException(number + " " + what);
    }
    return number;
  }
}
