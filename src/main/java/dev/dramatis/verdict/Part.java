package dev.dramatis.verdict;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The cells of a contrast that share their probes, unit by unit.
 *
 * @param units in the suite's order
 * @param lo the least effect that is possible
 * @param hi the greatest
 * @param lost units without a value in some cell
 */
record Part(List<Unit> units, double lo, double hi, int lost) {
  Part {
    units = List.copyOf(units);
  }

  /** A unit's effect over all repeats, and in each where every cell has a value. */
  record Unit(UnitEffect overall, List<OptionalDouble> byRepeat) {
    Unit {
      byRepeat = List.copyOf(byRepeat);
    }
  }

  /** Empty without units. */
  OptionalDouble mean() {
    return units.stream().mapToDouble(unit -> unit.overall().effect()).average();
  }

  double[] effects() {
    return units.stream().mapToDouble(unit -> unit.overall().effect()).toArray();
  }

  double[] effectsIn(int repeat) {
    return units.stream()
        .map(unit -> unit.byRepeat().get(repeat))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }
}
