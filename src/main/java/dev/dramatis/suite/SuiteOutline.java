package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a suite comes to once it is expanded, for a reader who wants to see that before it is run.
 *
 * @param trials conversations of one run
 * @param calls replies that they ask for
 */
public record SuiteOutline(
    List<ArmOutline> arms,
    List<CellOutline> cells,
    List<ClaimOutline> claims,
    long trials,
    long calls) {
  /**
   * One arm, sweeps expanded.
   *
   * @param shots exchanges that it shows
   * @param probes how many it takes
   * @param replies of one trial
   */
  public record ArmOutline(String id, String model, int shots, int probes, int replies) {}

  /**
   * One cell that some prediction uses.
   *
   * @param units independent observations: probes, siblings counted once
   * @param kinds units of every kind, by name; empty if its probes have no kind
   * @param predictions the ids of those that use it
   */
  public record CellOutline(
      Cell cell, int probes, int units, Map<String, Integer> kinds, List<String> predictions) {}

  /**
   * One claim of a prediction.
   *
   * @param text such as {@code treated − control lies above 0.05.}
   */
  public record ClaimOutline(String prediction, Role role, String text) {}

  public SuiteOutline {
    arms = List.copyOf(arms);
    cells = List.copyOf(cells);
    claims = List.copyOf(claims);
  }

  /** The outline of a loaded suite. */
  public static SuiteOutline of(Suite suite) {
    List<ArmOutline> arms = suite.arms().stream().map(arm -> arm(suite, arm)).toList();
    List<ClaimOutline> claims = new ArrayList<>();
    Map<Cell, Set<String>> users = new LinkedHashMap<>();
    for (Prediction prediction : suite.predictions()) {
      for (Claim claim : prediction.claims()) {
        claims.add(
            new ClaimOutline(prediction.id(), prediction.role(), PredictionText.sentence(claim)));
        for (Cell cell : claim.contrast().weights().keySet()) {
          users.computeIfAbsent(cell, key -> new LinkedHashSet<>()).add(prediction.id());
        }
      }
    }
    List<CellOutline> cells = new ArrayList<>();
    users.forEach((cell, predictions) -> cells.add(cell(suite, cell, predictions)));
    long repeats = suite.sampling().repeats();
    return new SuiteOutline(
        arms,
        cells,
        claims,
        repeats * arms.stream().mapToLong(ArmOutline::probes).sum(),
        repeats * arms.stream().mapToLong(arm -> (long) arm.probes() * arm.replies()).sum());
  }

  private static ArmOutline arm(Suite suite, Arm arm) {
    List<Probe> taken = suite.probes().stream().filter(arm::takes).toList();
    Renderer renderer = new Renderer(suite);
    return new ArmOutline(
        arm.id(),
        arm.model(),
        arm.shots().map(Shots::take).orElse(0),
        taken.size(),
        taken.stream()
            .findFirst()
            .map(first -> renderer.conversation(arm, first).asks())
            .orElse(0));
  }

  private static CellOutline cell(Suite suite, Cell cell, Set<String> predictions) {
    List<Probe> probes = suite.probesOf(cell);
    Set<String> units = new LinkedHashSet<>();
    Map<String, Set<String>> kinds = new TreeMap<>();
    for (Probe probe : probes) {
      units.add(probe.unit());
      probe
          .kind()
          .ifPresent(
              kind -> kinds.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(probe.unit()));
    }
    Map<String, Integer> counts = new TreeMap<>();
    kinds.forEach((kind, members) -> counts.put(kind, members.size()));
    return new CellOutline(cell, probes.size(), units.size(), counts, List.copyOf(predictions));
  }
}
