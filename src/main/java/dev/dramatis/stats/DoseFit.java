package dev.dramatis.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Two forms of a dose curve, fitted by likelihood and compared on doses that they were not fitted
 * to. Drawn only: with a handful of doses the parameters are barely told, and no verdict rests on
 * them.
 *
 * <p>A dose with a mean of y over u units counts as u observations of which u·y show the trait: the
 * units are independent, and their repeats are averaged first. Each dose above 0 is left out in
 * turn, the form is fitted to the others, and its loss is −y·ln p − (1 − y)·ln(1 − p) at its
 * prediction p for the one left out.
 *
 * @param powerLaw fitted to all doses
 * @param mixture fitted to all doses
 * @param powerLawLoss mean loss on the doses left out, per observation, in nats
 * @param mixtureLoss likewise
 * @param leastLoss the loss of a prediction that is the observed mean itself
 * @param noise by how much two losses may differ by chance: 1/(2u) on average
 */
public record DoseFit(
    DoseCurve.PowerLaw powerLaw,
    DoseCurve.Mixture mixture,
    double powerLawLoss,
    double mixtureLoss,
    double leastLoss,
    double noise) {
  /** One more than the mixture has parameters. */
  public static final int FEWEST_DOSES = 5;

  /** A rise under it is no curve. */
  public static final double LEAST_RISE = 0.05;

  private static final double EDGE = 1e-6;
  private static final int STARTS = 4;

  /** One dose: how many shots, the mean rate, and over how many units. */
  public record Dose(double shots, double mean, int units) {}

  /** The fits; empty where the doses are too few or the rate does not rise with them. */
  public static Optional<DoseFit> of(List<Dose> doses) {
    List<Dose> sorted = doses.stream().sorted(Comparator.comparingDouble(Dose::shots)).toList();
    boolean usable =
        sorted.size() >= FEWEST_DOSES
            && sorted.stream().allMatch(dose -> dose.shots() >= 0 && dose.units() > 0)
            && sorted.get(sorted.size() - 1).mean() - sorted.get(0).mean() >= LEAST_RISE;
    if (!usable) {
      return Optional.empty();
    }
    return Optional.of(
        new DoseFit(
            powerLaw(sorted),
            mixture(sorted),
            heldOut(sorted, DoseFit::powerLaw),
            heldOut(sorted, DoseFit::mixture),
            held(sorted).stream().mapToDouble(dose -> loss(dose.mean(), dose)).average().orElse(0),
            held(sorted).stream().mapToDouble(dose -> 0.5 / dose.units()).average().orElse(0)));
  }

  private static List<Dose> held(List<Dose> doses) {
    return doses.stream().filter(dose -> dose.shots() > 0).toList();
  }

  private static double heldOut(List<Dose> doses, Function<List<Dose>, DoseCurve> fit) {
    double sum = 0;
    List<Dose> held = held(doses);
    for (Dose left : held) {
      List<Dose> others = new ArrayList<>(doses);
      others.remove(left);
      sum += loss(fit.apply(others).rate(left.shots()), left);
    }
    return sum / held.size();
  }

  private static double loss(double rate, Dose dose) {
    double p = Math.max(EDGE, Math.min(1 - EDGE, rate));
    return -dose.mean() * Math.log(p) - (1 - dose.mean()) * Math.log(1 - p);
  }

  private static double loss(DoseCurve curve, List<Dose> doses) {
    // Called a million times for one curve.
    double sum = 0;
    for (Dose dose : doses) {
      sum += dose.units() * loss(curve.rate(dose.shots()), dose);
    }
    return sum;
  }

  private static DoseCurve.PowerLaw powerLaw(List<Dose> doses) {
    Function<double[], DoseCurve.PowerLaw> curve =
        u -> new DoseCurve.PowerLaw(12 * u[0], 4 * u[1] * u[1], 3 * u[2] * u[2]);
    return curve.apply(least(3, 17, u -> loss(curve.apply(u), doses)));
  }

  private static DoseCurve.Mixture mixture(List<Dose> doses) {
    Function<double[], DoseCurve.Mixture> curve =
        u -> new DoseCurve.Mixture(u[0], u[1], -14 * u[2], Math.exp(-7 + 9 * u[3]));
    return curve.apply(least(4, 9, u -> loss(curve.apply(u), doses)));
  }

  /**
   * Where a function on the unit cube is least: a grid, and from its best places a search along the
   * axes with halving steps. Deterministic.
   *
   * @param side points of the grid along an axis
   */
  private static double[] least(int dimensions, int side, ToDoubleFunction<double[]> value) {
    record Place(double[] at, double value) {}
    List<Place> best = new ArrayList<>();
    int[] index = new int[dimensions];
    int places = (int) Math.pow(side, dimensions);
    for (int place = 0; place < places; place++) {
      double[] at = new double[dimensions];
      for (int axis = 0; axis < dimensions; axis++) {
        at[axis] = index[axis] / (side - 1.0);
      }
      double here = value.applyAsDouble(at);
      if (best.size() < STARTS || here < best.get(STARTS - 1).value()) {
        best.add(new Place(at, here));
        best.sort(Comparator.comparingDouble(Place::value));
        best.subList(Math.min(STARTS, best.size()), best.size()).clear();
      }
      for (int axis = 0; axis < dimensions && ++index[axis] == side; axis++) {
        index[axis] = 0;
      }
    }
    double[] least = best.get(0).at();
    double lowest = best.get(0).value();
    for (Place start : best) {
      double[] at = descend(start.at(), 1.0 / side, value);
      double reached = value.applyAsDouble(at);
      if (reached < lowest) {
        least = at;
        lowest = reached;
      }
    }
    return least;
  }

  private static double[] descend(double[] start, double first, ToDoubleFunction<double[]> value) {
    double[] at = start.clone();
    double lowest = value.applyAsDouble(at);
    for (double step = first; step > 1e-6; step /= 2) {
      // Bounded: along a valley the axes zigzag, and a smaller step goes on where this one stops.
      for (int round = 0; round < 100; round++) {
        double before = lowest;
        for (int axis = 0; axis < at.length; axis++) {
          for (double sign : new double[] {-1, 1}) {
            double[] moved = at.clone();
            moved[axis] = Math.max(0, Math.min(1, moved[axis] + sign * step));
            double reached = value.applyAsDouble(moved);
            if (reached < lowest) {
              at = moved;
              lowest = reached;
            }
          }
        }
        if (!(lowest < before)) {
          break;
        }
      }
    }
    return at;
  }
}
