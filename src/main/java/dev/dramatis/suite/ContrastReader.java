package dev.dramatis.suite;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the contrasts of predictions as weights of cells. */
final class ContrastReader {
  private final ArmIndex arms;
  private final Problems problems;

  ContrastReader(ArmIndex arms, Problems problems) {
    this.arms = arms;
    this.problems = problems;
  }

  /** The contrast; empty if it, or an arm that it names, is at fault. */
  Optional<Contrast> read(Located at) {
    Map.Entry<String, Located> form = at.entries().entrySet().iterator().next();
    Located value = form.getValue();
    return switch (form.getKey()) {
      case "rate" -> weighted(Contrast.Kind.RATE, List.of(value), 1);
      case "difference" -> weighted(Contrast.Kind.DIFFERENCE, value.items(), 1, -1);
      case "interaction" ->
          weighted(
              Contrast.Kind.INTERACTION,
              value.items().stream().flatMap(pair -> pair.items().stream()).toList(),
              1,
              -1,
              -1,
              1);
      case "weights" -> weights(value);
      case "dose" -> sweep(value).flatMap(points -> dose(value, points));
      case "trend" -> sweep(value).flatMap(points -> trend(value, points));
      // An unknown form is noted already, as an unknown key.
      default -> Optional.empty();
    };
  }

  private Optional<Contrast> weighted(
      Contrast.Kind kind, List<Located> references, double... weights) {
    Map<Cell, Double> cells = new LinkedHashMap<>();
    boolean sound = true;
    for (int i = 0; i < references.size(); i++) {
      Optional<Cell> cell = cell(references.get(i), references.get(i).text());
      if (cell.isEmpty()) {
        sound = false;
      } else if (cells.putIfAbsent(cell.get(), weights[i]) != null) {
        problems.add(
            references.get(i),
            "the cell \"" + cell.get() + "\" stands twice in one contrast. Name different cells.");
        sound = false;
      }
    }
    return sound ? Optional.of(new Contrast(kind, cells)) : Optional.empty();
  }

  private Optional<Contrast> weights(Located at) {
    Map<Cell, Double> cells = new LinkedHashMap<>();
    boolean sound = true;
    for (Map.Entry<String, Located> each : at.entries().entrySet()) {
      double weight = each.getValue().node().doubleValue();
      Optional<Cell> cell = cell(each.getValue(), each.getKey());
      if (weight == 0) {
        problems.add(
            each.getValue(),
            "the weight of \""
                + each.getKey()
                + "\" is 0. Give it another weight, or leave the cell out.");
        sound = false;
      }
      sound &= cell.isPresent();
      cell.ifPresent(known -> cells.put(known, weight));
    }
    return sound ? Optional.of(new Contrast(Contrast.Kind.WEIGHTS, cells)) : Optional.empty();
  }

  private Optional<Cell> cell(Located at, String reference) {
    ArmIndex.Found found = arms.find(reference);
    if (found instanceof ArmIndex.Found.ACell known) {
      return Optional.of(known.cell());
    }
    if (found instanceof ArmIndex.Found.ASweep sweep) {
      String group = sweep.group().map(name -> "/" + name).orElse("");
      List<String> points =
          sweep.points().stream().map(arm -> "\"" + arm.id() + group + "\"").toList();
      problems.add(
          at,
          "arm \""
              + sweep.arm()
              + "\" is a sweep. Say which of its arms: "
              + Names.shortened(points)
              + ".");
    } else if (found instanceof ArmIndex.Found.Nothing) {
      unknown(at, reference);
    }
    return Optional.empty();
  }

  private void unknown(Located at, String reference) {
    int slash = reference.indexOf('/');
    String arm = slash < 0 ? reference : reference.substring(0, slash);
    problems.add(at, "arm \"" + arm + "\" is not defined. " + Names.hint("Arms", arm, arms.ids()));
  }

  /** The arms of a sweep by the number that they take for one name, with their group. */
  private record Points(Map<Double, Cell> byDose, String over) {}

  private Optional<Points> sweep(Located at) {
    Located reference = at.getOrThis("arm");
    String over = at.text("over").orElse("");
    ArmIndex.Found found = arms.find(reference.text());
    if (found instanceof ArmIndex.Found.Nothing) {
      unknown(reference, reference.text());
      return Optional.empty();
    }
    if (found instanceof ArmIndex.Found.ACell cell) {
      problems.add(
          reference,
          "arm \""
              + cell.cell().arm()
              + "\" is one arm. Name an arm with a sweep, without its point.");
      return Optional.empty();
    }
    if (!(found instanceof ArmIndex.Found.ASweep sweep)) {
      return Optional.empty();
    }
    Map<Double, Cell> byDose = new TreeMap<>();
    for (Arm arm : sweep.points()) {
      Map<String, String> values = arm.sweep().map(SweepPoint::values).orElse(Map.of());
      String value = values.get(over);
      if (value == null) {
        problems.add(
            at.getOrThis("over"),
            "arm \""
                + sweep.arm()
                + "\" does not sweep \""
                + over
                + "\". "
                + Names.hint("It sweeps", over, values.keySet()));
        return Optional.empty();
      }
      if (!value.matches("-?[0-9]+(\\.[0-9]+)?")) {
        problems.add(
            at.getOrThis("over"),
            "\""
                + over
                + "\" takes the value \""
                + value
                + "\", which is no number. Sweep over numbers here.");
        return Optional.empty();
      }
      if (byDose.put(Double.parseDouble(value), new Cell(arm.id(), sweep.group())) != null) {
        List<String> others = values.keySet().stream().filter(name -> !name.equals(over)).toList();
        problems.add(
            reference,
            "arm \""
                + sweep.arm()
                + "\" sweeps "
                + String.join(" and ", others)
                + " as well. Fix the value, as in \""
                + sweep.arm()
                + "["
                + String.join(
                    ",", others.stream().map(name -> name + "=" + values.get(name)).toList())
                + "]\".");
        return Optional.empty();
      }
    }
    if (byDose.size() < 2) {
      problems.add(reference, "the sweep has one value. Give it two or more.");
      return Optional.empty();
    }
    return Optional.of(new Points(byDose, over));
  }

  private Optional<Contrast> dose(Located at, Points points) {
    TreeMap<Double, Cell> byDose = new TreeMap<>(points.byDose());
    Cell zero = byDose.get(0.0);
    if (zero == null || byDose.lastKey() <= 0) {
      problems.add(
          at,
          "a dose is the highest point minus point 0, and \""
              + points.over()
              + "\" takes "
              + Names.shortened(byDose.keySet().stream().map(Numbers::show).toList())
              + ". Add 0 to the sweep, or use trend or a difference.");
      return Optional.empty();
    }
    Map<Cell, Double> cells = new LinkedHashMap<>();
    cells.put(byDose.lastEntry().getValue(), 1.0);
    cells.put(zero, -1.0);
    return Optional.of(new Contrast(Contrast.Kind.DOSE, cells));
  }

  private Optional<Contrast> trend(Located at, Points points) {
    if (points.byDose().keySet().stream().anyMatch(dose -> dose < 0)) {
      problems.add(
          at,
          "a trend runs over ln(1 + " + points.over() + "). Sweep over numbers from 0 upwards.");
      return Optional.empty();
    }
    return Optional.of(new Contrast(Contrast.Kind.TREND, trendWeights(points.byDose())));
  }

  /**
   * The least-squares slope over x = ln(1 + dose), times the range of x, as weights of the cell
   * means: (x_j − x̄)(x_max − x_min) / Σ(x_i − x̄)².
   */
  private static Map<Cell, Double> trendWeights(Map<Double, Cell> byDose) {
    double[] x = byDose.keySet().stream().mapToDouble(Math::log1p).toArray();
    double mean = Arrays.stream(x).average().orElseThrow();
    double squares = Arrays.stream(x).map(each -> (each - mean) * (each - mean)).sum();
    double range = x[x.length - 1] - x[0];
    Map<Cell, Double> weights = new LinkedHashMap<>();
    int j = 0;
    for (Cell cell : byDose.values()) {
      double weight = (x[j++] - mean) * range / squares;
      // A dose in the very middle says nothing about the slope.
      if (Math.abs(weight) > 1e-12) {
        weights.put(cell, weight);
      }
    }
    return weights;
  }
}
