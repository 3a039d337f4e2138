package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks the cells of contrasts against the probes that they hold. */
final class CellCheck {
  private final ArmIndex arms;
  private final List<Probe> probes;
  private final Map<String, ClassifierSpec> classifiers;
  private final Problems problems;
  private final Set<List<Probe>> balanced = new HashSet<>();

  CellCheck(
      ArmIndex arms,
      List<Probe> probes,
      Map<String, ClassifierSpec> classifiers,
      Problems problems) {
    this.arms = arms;
    this.probes = List.copyOf(probes);
    this.classifiers = classifiers;
    this.problems = problems;
  }

  /** Notes what is wrong with the cells of a contrast. */
  void check(Contrast contrast, Located at) {
    Map<Cell, List<Probe>> held = new LinkedHashMap<>();
    for (Cell cell : contrast.weights().keySet()) {
      List<Probe> inCell = held(cell);
      if (inCell.isEmpty()) {
        empty(cell, at);
      } else {
        held.put(cell, inCell);
      }
    }
    if (!overlap(held, at)) {
      held.forEach(
          (cell, inCell) -> {
            if (balanced.add(inCell)) {
              kinds(cell, inCell, at);
            }
          });
    }
  }

  /** Notes which probes lack a key that the measure needs, and which arms lack turns. */
  void check(Contrast contrast, Measure measure, Located at) {
    boolean keyed =
        MeasureReader.classifiers(measure).stream()
            .anyMatch(name -> classifiers.containsKey(name) && classifiers.get(name).needsKey());
    for (Cell cell : contrast.weights().keySet()) {
      List<String> without =
          held(cell).stream().filter(probe -> probe.key().isEmpty()).map(Probe::id).toList();
      if (keyed && !without.isEmpty()) {
        problems.add(
            at,
            "the measure needs a key, and in cell \""
                + cell
                + "\" "
                + count(without.size(), "probe")
                + " of "
                + held(cell).size()
                + " have none: "
                + Names.shortened(without)
                + ". Give them a key, or restrict the cell to a group.");
      }
      foreignKeys(cell, measure, at);
      List<String> probable =
          MeasureReader.classifiers(measure).stream()
              .filter(
                  name -> classifiers.containsKey(name) && classifiers.get(name).needsLogprobs())
              .toList();
      if (!probable.isEmpty() && !arm(cell).logprobs()) {
        problems.add(
            at,
            "the classifier \""
                + probable.get(0)
                + "\" reads probabilities of tokens, and arm \""
                + cell.arm()
                + "\" does not ask for them. Write logprobs: true there.");
      }
      for (String name : MeasureReader.classifiers(measure)) {
        boolean scores = arm(cell).mode() == Mode.SCORING;
        if (classifiers.get(name) instanceof ClassifierSpec.Likelihood != scores) {
          problems.add(
              at,
              scores
                  ? "in arm \""
                      + cell.arm()
                      + "\" the text is given, and \""
                      + name
                      + "\" would label that. Use a classifier of the kind likelihood."
                  : "the classifier \""
                      + name
                      + "\" says how probable a given text is, and arm \""
                      + cell.arm()
                      + "\" gives none. Write scores: TEXT there.");
        }
      }
      if (MeasureReader.comparesTurns(measure) && !arm(cell).everyTurn()) {
        problems.add(
            at,
            "\"agree\" compares the replies of a trial, and arm \""
                + cell.arm()
                + "\" has only its last one classified. Give it a script with two or more user turns "
                + "that the model answers, and classify: every-turn.");
      }
    }
  }

  /** Notes probes whose key is none of the continuations of which it is to name one. */
  private void foreignKeys(Cell cell, Measure measure, Located at) {
    for (String name : MeasureReader.classifiers(measure)) {
      if (!(classifiers.get(name) instanceof ClassifierSpec.Continuation of) || !of.needsKey()) {
        continue;
      }
      List<String> foreign =
          held(cell).stream()
              .filter(
                  probe ->
                      probe.key().isPresent()
                          && !(probe.key().get() instanceof Key.Exact key
                              && of.labels().contains(key.text())))
              .map(Probe::id)
              .toList();
      if (!foreign.isEmpty()) {
        problems.add(
            at,
            "the score of \""
                + name
                + "\" is that of the continuation which a probe's key names, and in cell \""
                + cell
                + "\" "
                + count(foreign.size(), "probe")
                + " of "
                + held(cell).size()
                + " name none: "
                + Names.shortened(foreign)
                + ". Labels: "
                + Names.shortened(of.labels().stream().sorted().toList())
                + ".");
      }
    }
  }

  private Arm arm(Cell cell) {
    return arms.values().stream()
        .filter(arm -> arm.id().equals(cell.arm()))
        .findFirst()
        .orElseThrow();
  }

  private List<Probe> held(Cell cell) {
    Arm arm = arm(cell);
    return probes.stream().filter(probe -> arm.takes(probe) && cell.takes(probe)).toList();
  }

  private void empty(Cell cell, Located at) {
    Set<String> taken = new LinkedHashSet<>();
    probes.stream().filter(arm(cell)::takes).forEach(probe -> probe.group().ifPresent(taken::add));
    problems.add(
        at,
        "the cell \""
            + cell
            + "\" holds no probe. "
            + Names.hint("Groups that the arm takes", cell.group().orElse(""), taken));
  }

  private void kinds(Cell cell, List<Probe> inCell, Located at) {
    Map<String, Set<String>> units = new TreeMap<>();
    inCell.forEach(
        probe ->
            units
                .computeIfAbsent(probe.kind().orElse("(no kind)"), kind -> new HashSet<>())
                .add(probe.unit()));
    if (units.values().stream().map(Set::size).distinct().count() > 1) {
      List<String> counts = new ArrayList<>();
      units.forEach((kind, members) -> counts.add(kind + " " + members.size()));
      problems.add(
          at,
          "kinds weigh the same and must be of equal size, but cell \""
              + cell
              + "\" holds: "
              + Names.shortened(counts)
              + ". Add or leave out probes, or move a kind to a group of its own.");
    }
  }

  private boolean overlap(Map<Cell, List<Probe>> held, Located at) {
    boolean overlap = false;
    List<Cell> cells = List.copyOf(held.keySet());
    for (int i = 0; i < cells.size(); i++) {
      for (int j = i + 1; j < cells.size(); j++) {
        Set<Probe> one = new HashSet<>(held.getOrDefault(cells.get(i), List.of()));
        Set<Probe> other = new HashSet<>(held.getOrDefault(cells.get(j), List.of()));
        Set<Probe> both = new HashSet<>(one);
        both.retainAll(other);
        if (!both.isEmpty() && !one.equals(other)) {
          problems.add(at, partly(cells.get(i), one, cells.get(j), other, both));
          overlap = true;
        }
      }
    }
    return overlap;
  }

  private static String partly(
      Cell first, Set<Probe> one, Cell second, Set<Probe> other, Set<Probe> both) {
    Set<String> shared = new LinkedHashSet<>();
    both.forEach(probe -> probe.group().ifPresent(shared::add));
    String example =
        shared.stream()
            .findFirst()
            .map(group -> first.arm() + "/" + group + " and " + second.arm() + "/" + group)
            .orElse("a group that both take");
    return "cells \""
        + first
        + "\" ("
        + count(one.size(), "probe")
        + ") and \""
        + second
        + "\" ("
        + count(other.size(), "probe")
        + ") share only "
        + both.size()
        + ", so they can be paired neither within probes nor across. Restrict both to one group: "
        + example
        + ".";
  }

  private static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
