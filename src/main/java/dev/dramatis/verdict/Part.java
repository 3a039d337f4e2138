package dev.dramatis.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The effects of the cells of a contrast that share their probes, unit by unit.
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

    private boolean isOf(String kind) {
      return overall.kind().equals(Optional.of(kind));
    }
  }

  /** Empty without units. */
  OptionalDouble mean() {
    return units.stream().mapToDouble(unit -> unit.overall().effect()).average();
  }

  double[] effects() {
    return units.stream().mapToDouble(unit -> unit.overall().effect()).toArray();
  }

  int rounds() {
    return units.isEmpty() ? 0 : units.get(0).byRepeat().size();
  }

  double[] effectsIn(int repeat) {
    return units.stream()
        .map(unit -> unit.byRepeat().get(repeat))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }

  /** Only the units of one kind. */
  Part ofKind(String kind) {
    return new Part(units.stream().filter(unit -> unit.isOf(kind)).toList(), lo, hi, lost);
  }

  /** As many units, with those of the other kinds again in the place of one kind. */
  Part replacing(String kind) {
    List<Unit> others = units.stream().filter(unit -> !unit.isOf(kind)).toList();
    int gone = units.size() - others.size();
    List<Unit> replaced = new ArrayList<>(others);
    for (int i = 0; i < gone && !others.isEmpty(); i++) {
      replaced.add(others.get((int) ((long) i * others.size() / gone)));
    }
    return new Part(replaced, lo, hi, lost);
  }
}
