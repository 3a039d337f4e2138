package dev.dramatis.compare;

import dev.dramatis.classify.Classification;
import dev.dramatis.compare.ModelCard.VoiceShare;
import dev.dramatis.stats.GaffkeBound;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.Outcomes;
import dev.dramatis.verdict.TrialOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Counts who spoke in the replies of a suite. */
final class VoiceShares {
  /** The label of a reply that a base model could have written; see docs/voice.md. */
  private static final String BROKE = "base-like";

  private static final double ALPHA_PER_SIDE = 0.025;

  private VoiceShares() {}

  /** A line for every arm with labels; none if the suite has no classifier of the voice. */
  static List<VoiceShare> of(Suite suite, Outcomes outcomes) {
    Optional<String> voice =
        suite.classifiers().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof ClassifierSpec.Voice)
            .map(Map.Entry::getKey)
            .findFirst();
    List<VoiceShare> lines = new ArrayList<>();
    if (voice.isPresent()) {
      for (Arm arm : suite.arms()) {
        VoiceShare line = line(suite, arm, voice.get(), outcomes);
        if (line.replies() > 0) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private static VoiceShare line(Suite suite, Arm arm, String voice, Outcomes outcomes) {
    Map<String, Integer> counts = new TreeMap<>();
    List<Double> units = new ArrayList<>();
    for (Probe probe : suite.probes()) {
      if (arm.takes(probe)) {
        int replies = 0;
        int broken = 0;
        for (int repeat = 0; repeat < suite.sampling().repeats(); repeat++) {
          for (String label : labels(outcomes.of(arm.id(), probe.id(), repeat), voice)) {
            counts.merge(label, 1, Integer::sum);
            replies++;
            broken += label.equals(BROKE) ? 1 : 0;
          }
        }
        if (replies > 0) {
          units.add((double) broken / replies);
        }
      }
    }
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Double> shares = new TreeMap<>();
    counts.forEach((label, count) -> shares.put(label, (double) count / all));
    double[] x = units.stream().mapToDouble(Double::doubleValue).toArray();
    return new VoiceShare(
        arm.id(),
        all,
        shares,
        x.length == 0
            ? OptionalDouble.empty()
            : units.stream().mapToDouble(Double::doubleValue).average(),
        x.length == 0 ? new Interval(0, 1) : GaffkeBound.interval(x, 0, 1, ALPHA_PER_SIDE));
  }

  private static List<String> labels(TrialOutcome outcome, String voice) {
    List<String> labels = new ArrayList<>();
    if (outcome instanceof TrialOutcome.Answered answered) {
      for (TrialOutcome.Turn turn : answered.turns()) {
        if (turn.labels().get(voice) instanceof Classification.Labelled labelled) {
          labels.add(labelled.label());
        }
      }
    }
    return labels;
  }
}
