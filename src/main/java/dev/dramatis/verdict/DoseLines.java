package dev.dramatis.verdict;

import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SweepPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The dose curves of a suite: one for every arm that sweeps a single number. */
final class DoseLines {
  private DoseLines() {}

  static List<DoseLine> of(Suite suite, Outcomes outcomes) {
    Map<String, List<Arm>> sweeps = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (Arm arm : suite.arms()) {
      // Of several models that were trained alike the first stands for all.
      arm.sweep()
          .filter(point -> seen.add(arm.condition()))
          .filter(point -> x(point).isPresent())
          .ifPresent(
              point -> sweeps.computeIfAbsent(point.arm(), name -> new ArrayList<>()).add(arm));
    }
    List<DoseLine> lines = new ArrayList<>();
    sweeps.forEach(
        (name, arms) -> {
          Prediction drawn = prediction(suite, arms);
          lines.add(line(suite, outcomes, name, arms, drawn));
        });
    return lines;
  }

  /** The first prediction that uses a point of the sweep, else the primary. */
  private static Prediction prediction(Suite suite, List<Arm> arms) {
    Optional<Prediction> using =
        suite.predictions().stream()
            .filter(
                prediction ->
                    arms.stream().map(Arm::condition).anyMatch(prediction.arms()::contains))
            .findFirst();
    return using.orElseGet(
        () ->
            suite.predictions().stream()
                .filter(prediction -> prediction.role() == Role.PRIMARY)
                .findFirst()
                .orElseThrow());
  }

  private static DoseLine line(
      Suite suite, Outcomes outcomes, String name, List<Arm> arms, Prediction prediction) {
    Measure measure = prediction.claims().get(0).measure();
    List<DoseLine.Point> points = new ArrayList<>();
    for (Arm arm : arms) {
      Contrast rate =
          new Contrast(
              Contrast.Kind.RATE, Map.of(new Cell(arm.condition(), Optional.empty()), 1.0));
      SeededEffects effects =
          SeededEffects.read(
              suite,
              outcomes,
              rate,
              asked ->
                  new UnitReader(
                      suite,
                      asked,
                      measure.least(),
                      outcome -> MeasureReader.read(measure, outcome),
                      MissingRule.LEAVE_OUT));
      OptionalDouble mean = effects.estimate();
      if (mean.isPresent()) {
        points.add(
            new DoseLine.Point(
                arm.sweep().map(DoseLines::x).orElseThrow().orElseThrow(),
                mean.getAsDouble(),
                effects.interval(Scope.PROBES_MADE_THE_SAME_WAY, Levels.ALPHA_PER_SIDE),
                effects.units()));
      }
    }
    points.sort(Comparator.comparingDouble(DoseLine.Point::x));
    String over =
        arms.get(0).sweep().map(point -> point.values().keySet().iterator().next()).orElse("");
    return new DoseLine(name, over, prediction.id(), points, Optional.empty());
  }

  /** The swept number; empty for sweeps of several names or of words. */
  private static OptionalDouble x(SweepPoint point) {
    if (point.values().size() != 1) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(point.values().values().iterator().next()));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
