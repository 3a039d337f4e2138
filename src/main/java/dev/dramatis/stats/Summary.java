package dev.dramatis.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Size, mean and sample variance of some observations.
 *
 * @param variance with n − 1 in the denominator; empty for a single observation
 */
public record Summary(int count, double mean, OptionalDouble variance) {
  /**
   * The summary of {@code x}, by two passes.
   *
   * @param x at least one observation
   */
  public static Summary of(double[] x) {
    double mean =
        Arrays.stream(x)
            .average()
            .orElseThrow(() -> new IllegalArgumentException("a summary of no observations"));
    double squares = Arrays.stream(x).map(value -> (value - mean) * (value - mean)).sum();
    return new Summary(
        x.length,
        mean,
        x.length == 1 ? OptionalDouble.empty() : OptionalDouble.of(squares / (x.length - 1)));
  }
}
