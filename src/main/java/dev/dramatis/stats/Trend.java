package dev.dramatis.stats;

import java.util.Arrays;

/** The rise over a range of doses, as a weighted sum of the means at each dose. */
public final class Trend {
  private Trend() {}

  /**
   * The weights (x_j − x̄)(x_max − x_min) / Σ(x_i − x̄)² with x = ln(1 + dose): their sum with the
   * means is the least-squares slope on x times its range, the fitted rise from the lowest to the
   * highest dose.
   *
   * @param doses at least two different ones, each at least 0
   * @return a weight per dose, in the same order; they sum to 0
   */
  public static double[] weights(double[] doses) {
    double[] x = Arrays.stream(doses).map(Math::log1p).toArray();
    double least = Arrays.stream(x).min().orElse(0);
    double most = Arrays.stream(x).max().orElse(0);
    if (!(least >= 0 && most > least && most < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a trend needs two different doses, none below 0, not " + Arrays.toString(doses));
    }
    double mean = Summary.of(x).mean();
    double squares = Arrays.stream(x).map(value -> (value - mean) * (value - mean)).sum();
    return Arrays.stream(x).map(value -> (value - mean) * (most - least) / squares).toArray();
  }
}
