package dev.dramatis.run;

import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import dev.dramatis.verdict.Outcomes;
import dev.dramatis.verdict.TrialOutcome;
import java.util.HashMap;
import java.util.Map;

/**
 * The outcomes of a suite's trials: a reference for each trial, equal outcomes kept once. Safe for
 * use by many threads at once.
 */
final class OutcomeTable implements Outcomes {
  private static final TrialOutcome NOT_ASKED = new TrialOutcome.NotAsked();

  /** Scores can make every outcome another; past this many they are no longer shared. */
  private static final int MOST_SHARED = 10_000;

  private final Map<String, Integer> arms = new HashMap<>();
  private final Map<String, Integer> probes = new HashMap<>();
  private final Map<TrialOutcome, TrialOutcome> shared = new HashMap<>();
  private final TrialOutcome[][][] table;

  OutcomeTable(Suite suite) {
    suite.arms().forEach(arm -> arms.put(arm.id(), arms.size()));
    suite.probes().forEach(probe -> probes.put(probe.id(), probes.size()));
    table = new TrialOutcome[arms.size()][probes.size()][suite.sampling().repeats()];
  }

  synchronized void put(Trial trial, TrialOutcome outcome) {
    TrialOutcome kept = shared.getOrDefault(outcome, outcome);
    if (shared.size() < MOST_SHARED) {
      shared.putIfAbsent(kept, kept);
    }
    table[place(arms, trial.arm().id())][place(probes, trial.probe().id())][trial.repeat()] = kept;
  }

  @Override
  public synchronized TrialOutcome of(String arm, String probe, int repeat) {
    TrialOutcome outcome = table[place(arms, arm)][place(probes, probe)][repeat];
    return outcome == null ? NOT_ASKED : outcome;
  }

  private static int place(Map<String, Integer> places, String id) {
    Integer place = places.get(id);
    if (place == null) {
      throw new IllegalArgumentException("not of this suite: " + id);
    }
    return place;
  }
}
