package dev.dramatis.compare;

import dev.dramatis.stats.Folding;
import dev.dramatis.stats.GaffkeBound;
import dev.dramatis.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How far a contrast moved between two runs, unit by unit: only units of which the same was asked
 * in both count. The interval is Gaffke's bound ({@link GaffkeBound}) on the differences within
 * units, which lie between lo − hi and hi − lo.
 *
 * @param leftOut units of either run that the other did not ask in the same way, or has no value of
 * @param before the contrast of the first run over the paired units
 * @param after the contrast of the second run over them
 * @param interval of after − before, at 2.5 % per side
 * @param p two-sided, of no difference
 * @param units in the suite's order, which no effect has a say in
 * @param range the largest difference that is possible
 */
public record PairedDifference(
    int leftOut,
    double before,
    double after,
    Interval interval,
    double p,
    List<UnitChange> units,
    double range) {
  private static final double ALPHA_PER_SIDE = 0.025;

  public PairedDifference {
    units = List.copyOf(units);
  }

  /** One unit's contrast in both runs. */
  public record UnitChange(String unit, int part, double before, double after) {
    public double difference() {
      return after - before;
    }
  }

  /** After minus before. */
  public double difference() {
    return after - before;
  }

  /** The units that moved most, the foremost first. */
  public List<UnitChange> largest(int most) {
    return units.stream()
        .filter(unit -> unit.difference() != 0)
        .sorted(Comparator.comparingDouble(unit -> -Math.abs(unit.difference())))
        .limit(most)
        .toList();
  }

  /** Pairs what two runs found; empty if they have no unit in common in some part. */
  static Optional<PairedDifference> of(ClaimDigest before, ClaimDigest after) {
    Map<String, Place> known = places(before.units());
    Map<String, Place> now = places(after.units());
    List<UnitChange> changes = new ArrayList<>();
    now.forEach(
        (key, place) -> {
          Place then = known.get(key);
          if (then != null) {
            changes.add(new UnitChange(place.unit(), place.part(), then.effect(), place.effect()));
          }
        });
    int parts = 1 + now.values().stream().mapToInt(Place::part).max().orElse(-1);
    Map<Integer, List<UnitChange>> byPart = byPart(changes);
    if (changes.isEmpty() || byPart.size() < parts) {
      return Optional.empty();
    }
    double range = after.hi() - after.lo();
    double[] x = observations(byPart, range);
    double p =
        Math.min(
            1,
            2
                * Math.min(
                    GaffkeBound.pValueAbove(x, -range, range, 0),
                    GaffkeBound.pValueBelow(x, -range, range, 0)));
    return Optional.of(
        new PairedDifference(
            known.size() + now.size() - 2 * changes.size(),
            mean(byPart, UnitChange::before),
            mean(byPart, UnitChange::after),
            GaffkeBound.interval(x, -range, range, ALPHA_PER_SIDE),
            p,
            changes,
            range));
  }

  /** The interval of the difference at another level. */
  Interval interval(double alphaPerSide) {
    return GaffkeBound.interval(observations(byPart(units), range), -range, range, alphaPerSide);
  }

  private static Map<Integer, List<UnitChange>> byPart(List<UnitChange> units) {
    Map<Integer, List<UnitChange>> byPart = new TreeMap<>();
    units.forEach(
        change -> byPart.computeIfAbsent(change.part(), part -> new ArrayList<>()).add(change));
    return byPart;
  }

  private static double[] observations(Map<Integer, List<UnitChange>> byPart, double range) {
    double[] x =
        Folding.fold(
            byPart.values().stream()
                .map(part -> part.stream().mapToDouble(UnitChange::difference).toArray())
                .toList());
    for (int i = 0; i < x.length; i++) {
      // Effects are kept to six places, which may lie outside of the range by as little.
      x[i] = Math.max(-range, Math.min(range, x[i]));
    }
    return x;
  }

  private static double mean(
      Map<Integer, List<UnitChange>> byPart, ToDoubleFunction<UnitChange> value) {
    return byPart.values().stream()
        .map(part -> part.stream().mapToDouble(value).average())
        .mapToDouble(OptionalDouble::orElseThrow)
        .sum();
  }

  private record Place(String unit, int part, double effect) {}

  /** Units by what was asked; where two of a part ask the same, in their order. */
  private static Map<String, Place> places(Units units) {
    Map<String, Place> places = new LinkedHashMap<>();
    for (int i = 0; i < units.size(); i++) {
      Place place = new Place(units.ids().get(i), units.parts().get(i), units.effects().get(i));
      String key = place.part() + " " + units.asked().get(i);
      int again = 1;
      while (places.putIfAbsent(again == 1 ? key : key + " " + again, place) != null) {
        again++;
      }
    }
    return places;
  }
}
