package dev.dramatis.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A horizontal scale of shares or contrasts, in the units of a drawing.
 *
 * @param from the value at its left end
 * @param to the value at its right end
 * @param left the drawing's coordinate of the left end
 * @param right of the right end
 */
record Axis(double from, double to, double left, double right) {
  private static final double[] STEPS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1};
  private static final int MOST_TICKS = 7;

  /** A scale over whole steps that holds every value and 0. */
  static Axis over(List<Double> values, double left, double right) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    least = Math.min(least, 0);
    most = Math.max(most, 0.05);
    double step = step(most - least);
    return new Axis(
        Math.floor(least / step + 1e-9) * step, Math.ceil(most / step - 1e-9) * step, left, right);
  }

  private static double step(double range) {
    for (double step : STEPS) {
      if (range / step <= MOST_TICKS - 1) {
        return step;
      }
    }
    return Math.ceil(range / (MOST_TICKS - 1));
  }

  /** The coordinate of a value. */
  double at(double value) {
    double inside = Math.max(from, Math.min(to, value));
    return left + (inside - from) / (to - from) * (right - left);
  }

  /** The coordinate as an attribute. */
  String x(double value) {
    return coordinate(at(value));
  }

  /** The values that are marked. */
  List<Double> ticks() {
    double step = step(to - from);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; from + i * step <= to + 1e-9; i++) {
      ticks.add(from + i * step);
    }
    return ticks;
  }

  /** A coordinate to a tenth of a unit. */
  static String coordinate(double value) {
    return Numbers.fixed(value, 1).replace('\u2212', '-');
  }
}
