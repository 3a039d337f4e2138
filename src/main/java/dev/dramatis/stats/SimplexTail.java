package dev.dramatis.stats;

/**
 * An upper bound of the far tail of Σ Dᵢ x₍ᵢ₎ over i = 1…n + 1, with x₍ₙ₊₁₎ = 1 and D uniform on
 * the simplex.
 *
 * <p>D is (E₁, …, Eₙ₊₁) / Σ Eᵢ for independent exponentials, so the sum is at least v if and only
 * if Σ Eᵢ (x₍ᵢ₎ − v) ≥ 0. By Chernoff's inequality that has at most the probability Π 1 / (1 − t
 * (x₍ᵢ₎ − v)), for every t from 0 to 1 / (1 − v). The logarithm of the product is convex in t; the
 * least is found by golden section.
 */
final class SimplexTail {
  /** Of the golden section; leaves a bracket of less than 1e-12 of the range. */
  private static final int STEPS = 60;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private SimplexTail() {}

  /**
   * At least the probability that the sum reaches a value.
   *
   * @param x n values in [0, 1]
   */
  static double atLeast(double[] x, double value) {
    if (value >= 1) {
      return value > 1 ? 0 : Double.MIN_NORMAL;
    }
    double mean = 1 - value;
    for (double each : x) {
      mean += each - value;
    }
    if (mean >= 0) {
      return 1;
    }
    double low = 0;
    double high = 1 / (1 - value);
    for (int step = 0; step < STEPS; step++) {
      double one = high - GOLDEN * (high - low);
      double other = low + GOLDEN * (high - low);
      if (logProduct(x, value, one) < logProduct(x, value, other)) {
        high = other;
      } else {
        low = one;
      }
    }
    return Math.min(1, Math.exp(logProduct(x, value, (low + high) / 2)));
  }

  /** The least value, to 1e-12, that is reached with at most this probability by the bound. */
  static double quantile(double[] x, double share) {
    double reached = 0;
    double beyond = 1;
    while (beyond - reached > 1e-12) {
      double middle = (reached + beyond) / 2;
      if (atLeast(x, middle) > share) {
        reached = middle;
      } else {
        beyond = middle;
      }
    }
    return beyond;
  }

  private static double logProduct(double[] x, double value, double t) {
    double log = -logOf(1 - t * (1 - value));
    for (double each : x) {
      log -= logOf(1 - t * (each - value));
    }
    return log;
  }

  /** The product is infinite where a factor is not positive. */
  private static double logOf(double factor) {
    return factor > 0 ? Math.log(factor) : Double.NEGATIVE_INFINITY;
  }
}
