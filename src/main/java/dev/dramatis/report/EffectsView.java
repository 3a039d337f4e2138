package dev.dramatis.report;

import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.UnitEffect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The effects of a claim, unit by unit: a dot for each, stacked where they fall together, and a
 * table.
 *
 * @param height of the drawing
 * @param kinds whether any unit has a kind
 * @param grouped whether any unit has a group
 * @param left how many units stand between the two halves of the table and are left out
 */
public record EffectsView(
    int suite,
    String name,
    String height,
    String base,
    List<Dot> dots,
    String zero,
    List<String> margins,
    IntervalPlot.Scale scale,
    List<Row> rows,
    boolean kinds,
    boolean grouped,
    int left) {
  /** Rows of the table: the strongest effects of either end, so that a page stays usable. */
  private static final int MOST_ROWS = 400;

  private static final int BINS = 40;
  private static final double WIDTH = IntervalPlot.WIDTH;
  private static final double STEP = 4.2;
  private static final double TALLEST = 160;

  /** A stack that is taller is dealt out over several columns side by side. */
  private static final int TALLEST_STACK = 40;

  private static final int MOST_ABREAST = 5;

  public EffectsView {
    dots = List.copyOf(dots);
    margins = List.copyOf(margins);
    rows = List.copyOf(rows);
  }

  /** A unit in the drawing. */
  public record Dot(String x, String y, String r) {}

  /** A unit in the table, with the ids of the probes behind it. */
  public record Row(String unit, String kind, String group, String effect, String probe) {}

  static Optional<EffectsView> of(int suiteIndex, Suite suite, ClaimResult claim) {
    if (claim.effects().isEmpty()) {
      return Optional.empty();
    }
    boolean rate = MeasureWords.isRate(claim.claim().contrast());
    List<Double> values =
        new ArrayList<>(claim.effects().stream().map(UnitEffect::effect).toList());
    values.add(claim.claim().bound().margin());
    Axis axis = IntervalPlot.axis(values);
    Map<Integer, Integer> stacks = new TreeMap<>();
    claim.effects().forEach(unit -> stacks.merge(bin(axis, unit), 1, Integer::sum));
    int highest = stacks.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    int abreast = Math.min(MOST_ABREAST, (highest + TALLEST_STACK - 1) / TALLEST_STACK);
    int rows = (highest + abreast - 1) / abreast;
    double step = Math.min(STEP, TALLEST / rows);
    double base = rows * step + 10;
    Map<Integer, Integer> placed = new TreeMap<>();
    List<Dot> dots = new ArrayList<>();
    List<UnitEffect> sorted =
        claim.effects().stream().sorted(Comparator.comparingDouble(UnitEffect::effect)).toList();
    for (UnitEffect unit : sorted) {
      int place = placed.merge(bin(axis, unit), 1, Integer::sum) - 1;
      int row = place / abreast;
      double aside = (place % abreast - (abreast - 1) / 2.0) * step;
      dots.add(
          new Dot(
              Axis.coordinate(axis.at(unit.effect()) + aside),
              Axis.coordinate(base - (row + 0.5) * step),
              Axis.coordinate(step * 0.42)));
    }
    List<String> margins = new ArrayList<>();
    margins.add(axis.x(claim.claim().bound().margin()));
    if (claim.claim().bound() instanceof Bound.Within within) {
      margins.add(axis.x(-within.margin()));
    }
    return Optional.of(
        new EffectsView(
            suiteIndex,
            claim.effects().size()
                + " units from "
                + effect(sorted.get(0), rate)
                + " to "
                + effect(sorted.get(sorted.size() - 1), rate),
            Axis.coordinate(base + 24),
            Axis.coordinate(base),
            dots,
            axis.x(0),
            margins,
            IntervalPlot.Scale.of(axis),
            rows(suite, sorted, rate),
            sorted.stream().anyMatch(unit -> unit.kind().isPresent()),
            sorted.stream().anyMatch(unit -> unit.group().isPresent()),
            Math.max(0, sorted.size() - MOST_ROWS)));
  }

  private static int bin(Axis axis, UnitEffect unit) {
    return (int) Math.round((axis.at(unit.effect()) / WIDTH) * BINS);
  }

  private static List<Row> rows(Suite suite, List<UnitEffect> sorted, boolean rate) {
    Map<String, String> probes = new TreeMap<>();
    suite
        .probes()
        .forEach(
            probe -> probes.merge(probe.unit(), probe.id(), (some, next) -> some + ", " + next));
    List<Row> rows = new ArrayList<>();
    for (int i = sorted.size() - 1; i >= 0; i--) {
      if (i >= MOST_ROWS / 2 && i < sorted.size() - MOST_ROWS / 2) {
        continue;
      }
      UnitEffect unit = sorted.get(i);
      rows.add(
          new Row(
              Visible.line(unit.unit()),
              Visible.line(unit.kind().orElse("")),
              Visible.line(unit.group().orElse("")),
              effect(unit, rate),
              Visible.line(probes.getOrDefault(unit.unit(), unit.unit()))));
    }
    return rows;
  }

  private static String effect(UnitEffect unit, boolean rate) {
    return rate ? Numbers.percent(unit.effect()) : Numbers.points(unit.effect()) + " pp";
  }
}
