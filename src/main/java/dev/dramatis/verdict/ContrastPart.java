package dev.dramatis.verdict;

import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells of a contrast that share their probes, with their weights. A contrast within probes has
 * one part, one that spans groups has a part for each, and the parts share no probe.
 */
public record ContrastPart(List<Probe> probes, Map<Cell, Double> weights) {
  public ContrastPart {
    probes = List.copyOf(probes);
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** The parts of a contrast, in the order in which it names their cells. */
  public static List<ContrastPart> of(Suite suite, Contrast contrast) {
    Map<List<Probe>, Map<Cell, Double>> weights = new LinkedHashMap<>();
    contrast
        .weights()
        .forEach(
            (cell, weight) ->
                weights
                    .computeIfAbsent(suite.probesOf(cell), probes -> new LinkedHashMap<>())
                    .put(cell, weight));
    List<ContrastPart> parts = new ArrayList<>();
    weights.forEach((probes, cells) -> parts.add(new ContrastPart(probes, cells)));
    return parts;
  }

  /** The probes of each unit, in the suite's order. */
  public List<List<Probe>> units() {
    Map<String, List<Probe>> units = new LinkedHashMap<>();
    probes.forEach(
        probe -> units.computeIfAbsent(probe.unit(), unit -> new ArrayList<>()).add(probe));
    return List.copyOf(units.values());
  }

  /** The least value that the part can take, for a measure from {@code least} to 1. */
  double lo(double least) {
    return weights.values().stream().mapToDouble(weight -> Math.min(weight * least, weight)).sum();
  }

  /** The greatest value that the part can take, for a measure from {@code least} to 1. */
  double hi(double least) {
    return weights.values().stream().mapToDouble(weight -> Math.max(weight * least, weight)).sum();
  }
}
