package dev.dramatis.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Watches the same units over nights for a change of their mean, at a stated rate of false alarms.
 *
 * <p>While nothing changes, the values of a unit are exchangeable over nights, and units are
 * independent of each other. So a night's p-value comes from a permutation test: in every unit,
 * which of its values so far is tonight's is drawn anew, and the mean distance of tonight's values
 * from the earlier ones is compared with the one that was seen. By the argument of conformal
 * prediction such p-values, with ties broken at random, are independent and uniform: Vovk,
 * Gammerman and Shafer, "Algorithmic Learning in a Random World" (2005), chapters 2 and 7; Vovk,
 * "Testing randomness online", Statistical Science 36 (2021). It holds within units as it does for
 * whole observations, since given what values a unit has had, which was the last says nothing of
 * the order of the others.
 *
 * <p>A p-value becomes an e-value by averaging κ p^(κ − 1) over a grid of κ, and e-values add up to
 * the Shiryaev–Roberts statistic R = (1 + R) e. R minus the number of nights is a martingale, so
 * the mean time to a false alarm is at least the threshold: Shin, Ramdas and Rinaldo, "E-detectors:
 * a nonparametric framework for sequential change detection", New England Journal of Statistics in
 * Data Science 2 (2024), theorem 2.4. After an alarm it starts again with that night as the first.
 *
 * <p>Not safe for use by several threads.
 */
public final class ChangeDetector {
  private static final double[] KAPPAS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

  /** Permutations a night; the least p-value is about one in as many. */
  private static final int DRAWS = 4999;

  /** Sums that differ by less than this differ by rounding. */
  private static final double TIED = 1e-9;

  private final double threshold;
  private final SplittableRandom random;
  private final List<List<Double>> values = new ArrayList<>();
  private final List<Double> logs = new ArrayList<>();
  private double evidence;
  private int nights;

  /**
   * @param nightsPerFalseAlarm how many nights there are between false alarms on average, at least;
   *     more than 1
   * @param seed of the permutations
   */
  public ChangeDetector(double nightsPerFalseAlarm, long seed) {
    if (!(nightsPerFalseAlarm > 1)) {
      throw new IllegalArgumentException(
          "the nights between false alarms must be more than 1, not " + nightsPerFalseAlarm);
    }
    this.threshold = nightsPerFalseAlarm;
    this.random = new SplittableRandom(seed);
  }

  /**
   * What a night showed.
   *
   * @param p of no change until tonight; 1 on the first night
   * @param evidence the statistic, which is an alarm from {@code nightsPerFalseAlarm} on
   * @param changedSince if this is an alarm: how many nights ago things most likely changed, 0
   *     being tonight
   */
  public record Look(double p, double evidence, OptionalInt changedSince) {}

  /**
   * Takes the values of one night.
   *
   * @param units one place for every unit, always in the same order; empty where it has none
   * @throws IllegalArgumentException if there are more or fewer units than before
   */
  public Look add(List<OptionalDouble> units) {
    if (nights == 0) {
      values.clear();
      units.forEach(unit -> values.add(new ArrayList<>()));
    } else if (units.size() != values.size()) {
      throw new IllegalArgumentException(units.size() + " units where there were " + values.size());
    }
    nights++;
    double p = p(units);
    for (int i = 0; i < units.size(); i++) {
      if (units.get(i).isPresent()) {
        values.get(i).add(units.get(i).getAsDouble());
      }
    }
    if (nights == 1) {
      return new Look(1, 0, OptionalInt.empty());
    }
    double e = eValue(p);
    logs.add(Math.log(e));
    evidence = (1 + evidence) * e;
    double shown = evidence;
    if (evidence < threshold) {
      return new Look(p, shown, OptionalInt.empty());
    }
    OptionalInt since = OptionalInt.of(mostLikely());
    evidence = 0;
    logs.clear();
    nights = 1;
    values.clear();
    for (OptionalDouble unit : units) {
      List<Double> first = new ArrayList<>();
      unit.ifPresent(first::add);
      values.add(first);
    }
    return new Look(p, shown, since);
  }

  /** A uniform number while nothing has changed; 1 where nothing can be told. */
  private double p(List<OptionalDouble> units) {
    List<double[]> bags = new ArrayList<>();
    double seen = 0;
    for (int i = 0; i < units.size(); i++) {
      List<Double> earlier = values.get(i);
      if (units.get(i).isPresent() && !earlier.isEmpty()) {
        double[] bag = new double[earlier.size() + 1];
        double sum = 0;
        for (int k = 0; k < earlier.size(); k++) {
          bag[k] = earlier.get(k);
          sum += bag[k];
        }
        bag[earlier.size()] = units.get(i).getAsDouble();
        sum += bag[earlier.size()];
        // The distance of each value from the mean of the others.
        for (int k = 0; k < bag.length; k++) {
          bag[k] = bag[k] - (sum - bag[k]) / (bag.length - 1);
        }
        seen += bag[earlier.size()];
        if (Arrays.stream(bag).anyMatch(distance -> Math.abs(distance) > TIED)) {
          bags.add(bag);
        }
      }
    }
    int more = 0;
    int tied = 1;
    double size = Math.abs(seen);
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double[] bag : bags) {
        sum += bag[random.nextInt(bag.length)];
      }
      double drawn = Math.abs(sum);
      if (drawn > size + TIED) {
        more++;
      } else if (drawn >= size - TIED) {
        tied++;
      }
    }
    return (more + (1 - random.nextDouble()) * tied) / (DRAWS + 1);
  }

  /** At most 1 on average where p is uniform: each term integrates to 1 over (0, 1]. */
  private static double eValue(double p) {
    double sum = 0;
    for (double kappa : KAPPAS) {
      sum += kappa * Math.pow(p, kappa - 1);
    }
    return sum / KAPPAS.length;
  }

  /** How many nights ago the product of the e-values since then was largest. */
  private int mostLikely() {
    double sum = 0;
    double largest = Double.NEGATIVE_INFINITY;
    int best = 0;
    for (int back = 0; back < logs.size(); back++) {
      sum += logs.get(logs.size() - 1 - back);
      if (sum > largest) {
        largest = sum;
        best = back;
      }
    }
    return best;
  }
}
