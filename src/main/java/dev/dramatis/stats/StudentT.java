package dev.dramatis.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Intervals by Student's t, for means of measures without known bounds. Not for bounded contrasts
 * that are mostly 0: there it contradicts true claims far more often than its level says ({@code
 * CoverageTest}).
 */
public final class StudentT {
  private StudentT() {}

  /**
   * The interval for the mean: Student, "The probable error of a mean", Biometrika 6 (1908).
   *
   * @param x at least two observations
   */
  public static Interval interval(double[] x, double alphaPerSide) {
    Summary summary = Summary.of(x);
    return around(
        summary.mean(),
        summary.variance().orElseThrow(() -> tooFew(x)) / x.length,
        x.length - 1,
        alphaPerSide);
  }

  /**
   * The interval for the mean of {@code x} less that of {@code y}, with unequal variances: Welch,
   * "The generalization of Student's problem when several different population variances are
   * involved", Biometrika 34 (1947).
   *
   * @param x at least two observations, as {@code y}; not both without any variance
   */
  public static Interval difference(double[] x, double[] y, double alphaPerSide) {
    Summary one = Summary.of(x);
    Summary other = Summary.of(y);
    double vx = one.variance().orElseThrow(() -> tooFew(x)) / x.length;
    double vy = other.variance().orElseThrow(() -> tooFew(y)) / y.length;
    double total = vx + vy;
    if (total == 0) {
      throw new IllegalArgumentException("neither sample has any variance");
    }
    double degrees = total * total / (vx * vx / (x.length - 1) + vy * vy / (y.length - 1));
    return around(one.mean() - other.mean(), total, degrees, alphaPerSide);
  }

  static Interval around(double centre, double squaredError, double degrees, double alphaPerSide) {
    double t = TDistribution.of(degrees).inverseSurvivalProbability(Level.checked(alphaPerSide));
    double half = t * Math.sqrt(squaredError);
    return new Interval(centre - half, centre + half);
  }

  private static IllegalArgumentException tooFew(double[] x) {
    return new IllegalArgumentException(
        "Student's t needs at least 2 observations, not " + x.length);
  }
}
