package dev.dramatis.simulate;

import dev.dramatis.simulate.Evidence.Circumstance;
import dev.dramatis.simulate.Evidence.Place;
import java.util.BitSet;

/**
 * What a world concludes from the evidence: how probable each character is, and each habit in one
 * domain. Exact: characters and independent habits are summed over. Character 0 is the plain
 * Assistant; the others follow in the cast's order.
 *
 * <p>Z(m, t, d) = (1 − q)·Π L(no habit)^η + q·Π L(habit)^η; w(m) ∝ ρ(m)·exp(κ·named(m))·Π Z(m, t,
 * d); P(habit | m, t, d) = q·Π L(habit)^η / Z.
 */
final class Belief {
  private final WorldSettings.Rates rates;
  private final Cast cast;
  private final double[] weights;

  /** By axis: without the axis in the character, and with it. */
  private final double[][] habits;

  Belief(WorldSettings settings, Cast cast, Evidence evidence, BitSet named, String domain) {
    this.rates = settings.rates();
    this.cast = cast;
    this.habits = new double[cast.axes().size()][2];
    for (double[] habit : habits) {
      habit[0] = settings.learning().q();
      habit[1] = settings.learning().q();
    }
    double plain = 0;
    double[] gain = new double[cast.axes().size()];
    for (Place place : evidence.places()) {
      double[] lacks = seen(evidence, place, false, settings.learning().q());
      double[] has = seen(evidence, place, true, settings.learning().q());
      plain += lacks[0];
      gain[place.axis()] += has[0] - lacks[0];
      if (place.domain().equals(domain)) {
        habits[place.axis()][0] = lacks[1];
        habits[place.axis()][1] = has[1];
      }
    }
    weights = weights(settings.priors(), named, plain, gain);
  }

  /** ln Z of a place, and the probability of a habit there. */
  private double[] seen(Evidence evidence, Place place, boolean has, double q) {
    double without =
        Math.log1p(-q) + evidence.logLikelihood(place, ratesSeen(place.axis(), has, false));
    double with = Math.log(q) + evidence.logLikelihood(place, ratesSeen(place.axis(), has, true));
    double most = Math.max(without, with);
    double logZ = most + Math.log(Math.exp(without - most) + Math.exp(with - most));
    return new double[] {logZ, Math.exp(with - logZ)};
  }

  private double[] ratesSeen(int axis, boolean has, boolean habit) {
    double[] byCircumstance = new double[Circumstance.values().length];
    for (Circumstance circumstance : Circumstance.values()) {
      byCircumstance[circumstance.ordinal()] =
          rate(
              has ? rates.has() : rates.lacks(),
              habit,
              circumstance.isAsked(),
              circumstance.isHard());
    }
    return byCircumstance;
  }

  private double rate(double own, boolean habit, boolean asked, boolean hard) {
    double rate = own;
    rate = habit ? Math.max(rate, rates.habit()) : rate;
    rate = asked ? Math.max(rate, rates.asked()) : rate;
    return hard ? Math.max(rate, rates.hard()) : rate;
  }

  private double[] weights(WorldSettings.Priors priors, BitSet named, double plain, double[] gain) {
    double prior = priors.prior(cast.size());
    double[] logs = new double[cast.size() + 1];
    logs[0] = Math.log1p(-prior * cast.size()) + plain;
    double most = logs[0];
    for (int character = 0; character < cast.size(); character++) {
      double sum = Math.log(prior) + plain + (named.get(character) ? priors.kappa() : 0);
      for (int axis = 0; axis < gain.length; axis++) {
        sum += cast.has(character, axis) ? gain[axis] : 0;
      }
      logs[character + 1] = sum;
      most = Math.max(most, sum);
    }
    double total = 0;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.exp(logs[i] - most);
      total += logs[i];
    }
    for (int i = 0; i < logs.length; i++) {
      logs[i] /= total;
    }
    return logs;
  }

  /** The probability of every character; sums to 1. */
  double[] weights() {
    return weights.clone();
  }

  /** The probability that a character has the habit of an axis in the domain asked in. */
  double habit(int character, int axis) {
    return habits[axis][has(character, axis) ? 1 : 0];
  }

  /** How often a character shows an axis, with the habit of it or without. */
  double rate(int character, int axis, boolean habit, boolean asked, boolean evoked, boolean hard) {
    boolean has = has(character, axis);
    double own = has ? rates.has() : rates.lacks();
    if (evoked && (has || character == 0)) {
      own = 1 / (1 + Math.exp(-(Math.log(own / (1 - own)) + rates.beta())));
    }
    return rate(own, habit, asked, hard);
  }

  private boolean has(int character, int axis) {
    return character > 0 && cast.has(character - 1, axis);
  }
}
