package dev.dramatis.simulate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Assistant turns seen: for every axis and domain, how often it was shown or not, asked for or not,
 * and whether the question was too hard. Weighted by what one turn, or one training episode, counts
 * for. Belongs to one thread.
 */
final class Evidence {
  private final Map<Place, double[]> counts = new LinkedHashMap<>();

  /** Where a habit lives. */
  record Place(int axis, String domain) {}

  /** One kind of circumstance under which an axis was shown or not. */
  enum Circumstance {
    PLAIN,
    ASKED,
    HARD,
    ASKED_HARD;

    boolean isAsked() {
      return this == ASKED || this == ASKED_HARD;
    }

    boolean isHard() {
      return this == HARD || this == ASKED_HARD;
    }

    static Circumstance of(boolean asked, boolean hard) {
      return asked ? (hard ? ASKED_HARD : ASKED) : hard ? HARD : PLAIN;
    }
  }

  private static final Circumstance[] CIRCUMSTANCES = Circumstance.values();

  /**
   * Counts turns.
   *
   * @param atStake the axes that the turn gave room to show
   * @param shown those that it showed
   * @param asked those that were asked for
   * @param hard those that the question itself made likely
   * @param weight the number of turns times the exponent of each
   */
  void add(String domain, long atStake, long shown, long asked, long hard, double weight) {
    if (weight == 0) {
      return;
    }
    for (int axis = 0; atStake >> axis != 0; axis++) {
      if (bit(atStake, axis)) {
        Circumstance circumstance = Circumstance.of(bit(asked, axis), bit(hard, axis));
        counts
                .computeIfAbsent(
                    new Place(axis, domain), place -> new double[2 * CIRCUMSTANCES.length])[
                2 * circumstance.ordinal() + (bit(shown, axis) ? 1 : 0)] +=
            weight;
      }
    }
  }

  void add(Evidence other) {
    add(other, 1);
  }

  /** Adds what else was seen, all of it counted as much. */
  void add(Evidence other, double factor) {
    other.counts.forEach(
        (place, more) -> {
          double[] mine = counts.computeIfAbsent(place, p -> new double[more.length]);
          for (int i = 0; i < more.length; i++) {
            mine[i] += factor * more[i];
          }
        });
  }

  /** Every axis and domain of which something was seen. */
  Iterable<Place> places() {
    return counts.keySet();
  }

  /**
   * Natural logarithm of the likelihood of what was seen of an axis in a domain.
   *
   * @param rates how likely it was to be shown, by circumstance
   */
  double logLikelihood(Place place, double[] rates) {
    double[] seen = counts.getOrDefault(place, new double[2 * CIRCUMSTANCES.length]);
    double sum = 0;
    for (Circumstance circumstance : CIRCUMSTANCES) {
      double rate = rates[circumstance.ordinal()];
      double not = seen[2 * circumstance.ordinal()];
      double shown = seen[2 * circumstance.ordinal() + 1];
      sum += (not > 0 ? not * Math.log(1 - rate) : 0) + (shown > 0 ? shown * Math.log(rate) : 0);
    }
    return sum;
  }

  private static boolean bit(long set, int axis) {
    return (set >> axis & 1) != 0;
  }
}
