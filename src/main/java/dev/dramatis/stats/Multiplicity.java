package dev.dramatis.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrections for testing several hypotheses at once. Adjusted values keep the order of the
 * arguments; a hypothesis is rejected at level q if its adjusted value is at most q.
 */
public final class Multiplicity {
  private Multiplicity() {}

  /**
   * Adjusted p-values for the false discovery rate of independent tests: Benjamini and Hochberg,
   * "Controlling the false discovery rate", JRSS-B 57 (1995).
   */
  public static double[] benjaminiHochberg(double[] pValues) {
    check(pValues);
    Integer[] order = ascending(pValues);
    double[] adjusted = new double[pValues.length];
    double least = 1;
    for (int rank = pValues.length; rank >= 1; rank--) {
      int at = order[rank - 1];
      least = Math.min(least, pValues[at] * pValues.length / rank);
      adjusted[at] = least;
    }
    return adjusted;
  }

  /**
   * Adjusted p-values for the probability of any false rejection: Holm, "A simple sequentially
   * rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
   */
  public static double[] holm(double[] pValues) {
    check(pValues);
    Integer[] order = ascending(pValues);
    double[] adjusted = new double[pValues.length];
    double most = 0;
    for (int rank = 1; rank <= pValues.length; rank++) {
      int at = order[rank - 1];
      most = Math.max(most, Math.min(1, pValues[at] * (pValues.length - rank + 1)));
      adjusted[at] = most;
    }
    return adjusted;
  }

  /**
   * Adjusted levels for the false discovery rate by e-values, dependent in any way: Wang and
   * Ramdas, "False discovery rate control with e-values", JRSS-B 84 (2022). It is {@link
   * #benjaminiHochberg} applied to the inverse e-values.
   *
   * @param eValues at least 0; infinite if a hypothesis is refuted outright
   */
  public static double[] eBenjaminiHochberg(double[] eValues) {
    double[] inverses = new double[eValues.length];
    for (int i = 0; i < eValues.length; i++) {
      if (!(eValues[i] >= 0)) {
        throw new IllegalArgumentException("an e-value of " + eValues[i]);
      }
      inverses[i] = Math.min(1, 1 / eValues[i]);
    }
    return benjaminiHochberg(inverses);
  }

  private static Integer[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .toArray(Integer[]::new);
  }

  private static void check(double[] pValues) {
    for (double p : pValues) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("a p-value of " + p);
      }
    }
  }
}
