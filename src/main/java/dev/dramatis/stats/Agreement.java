package dev.dramatis.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/** Chance-corrected agreement between raters who assign categories. */
public final class Agreement {
  /**
   * Cohen's κ.
   *
   * @param standardError of a κ that need not be 0, in large samples: Fleiss, Cohen and Everitt,
   *     "Large sample standard errors of kappa and weighted kappa", Psychological Bulletin 72
   *     (1969)
   */
  public record Kappa(double value, double standardError) {}

  private Agreement() {}

  /**
   * Cohen's κ of two raters: Cohen, "A coefficient of agreement for nominal scales", Educational
   * and Psychological Measurement 20 (1960). Empty if there are no items, or if both raters put all
   * items into one category, where it is not defined.
   *
   * @param counts items by category of the first rater (row) and of the second (column); square
   */
  public static Optional<Kappa> cohenKappa(int[][] counts) {
    int categories = counts.length;
    double[] rows = new double[categories];
    double[] columns = new double[categories];
    double total = 0;
    for (int i = 0; i < categories; i++) {
      if (counts[i].length != categories) {
        throw new IllegalArgumentException(
            "a row of " + counts[i].length + " counts for " + categories + " categories");
      }
      for (int j = 0; j < categories; j++) {
        rows[i] += count(counts[i][j]);
        columns[j] += counts[i][j];
        total += counts[i][j];
      }
    }
    double observed = 0;
    double expected = 0;
    for (int i = 0; i < categories; i++) {
      observed += counts[i][i] / total;
      expected += rows[i] * columns[i] / (total * total);
    }
    if (total == 0 || expected >= 1) {
      return Optional.empty();
    }
    double kappa = (observed - expected) / (1 - expected);
    double variance = 0;
    for (int i = 0; i < categories; i++) {
      for (int j = 0; j < categories; j++) {
        double marginal =
            i == j
                ? 1 - (rows[i] + columns[i]) / total * (1 - kappa)
                : (columns[i] + rows[j]) / total * (1 - kappa);
        variance += counts[i][j] / total * marginal * marginal;
      }
    }
    double bias = kappa - expected * (1 - kappa);
    double spread = Math.max(0, variance - bias * bias);
    return Optional.of(new Kappa(kappa, Math.sqrt(spread / total) / (1 - expected)));
  }

  /**
   * Krippendorff's α for nominal categories, any number of raters, and missing ratings:
   * Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), sections C and D. Empty if
   * no two ratings are of the same unit, or if all such ratings are alike, where it is not defined.
   *
   * @param ratings per unit, how many raters chose each category; a unit with fewer than two
   *     ratings does not count
   */
  public static OptionalDouble krippendorffAlpha(int[][] ratings) {
    int categories = ratings.length == 0 ? 0 : ratings[0].length;
    double[] totals = new double[categories];
    double pairable = 0;
    double disagreement = 0;
    for (int[] unit : ratings) {
      if (unit.length != categories) {
        throw new IllegalArgumentException(
            "a unit of " + unit.length + " counts for " + categories + " categories");
      }
      double raters = 0;
      for (int chosen : unit) {
        raters += count(chosen);
      }
      if (raters >= 2) {
        pairable += raters;
        for (int category = 0; category < categories; category++) {
          totals[category] += unit[category];
          disagreement += unit[category] * (raters - unit[category]) / (raters - 1);
        }
      }
    }
    double chance = 0;
    for (double chosen : totals) {
      chance += chosen * (pairable - chosen);
    }
    return chance == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - (pairable - 1) * disagreement / chance);
  }

  private static int count(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("a count of " + number);
    }
    return number;
  }
}
