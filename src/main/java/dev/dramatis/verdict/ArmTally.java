package dev.dramatis.verdict;

import dev.dramatis.model.Response;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Suite;
import java.util.function.Predicate;

/** Counts what became of an arm's trials. */
final class ArmTally {
  private int trials;
  private int labelled;
  private int refused;
  private int abstained;
  private int failed;
  private int notAsked;
  private int truncated;
  private int empty;

  private ArmTally() {}

  static ArmCounts of(Suite suite, Arm arm, Outcomes outcomes) {
    ArmTally tally = new ArmTally();
    for (Probe probe : suite.probes()) {
      if (arm.takes(probe)) {
        for (int repeat = 0; repeat < suite.sampling().repeats(); repeat++) {
          tally.add(outcomes.of(arm.id(), probe.id(), repeat));
        }
      }
    }
    return new ArmCounts(
        arm.id(),
        tally.trials,
        tally.labelled,
        tally.refused,
        tally.abstained,
        tally.failed,
        tally.notAsked,
        tally.truncated,
        tally.empty);
  }

  private void add(TrialOutcome outcome) {
    trials++;
    if (outcome instanceof TrialOutcome.NotAsked) {
      notAsked++;
    } else if (outcome instanceof TrialOutcome.Failed) {
      failed++;
    } else if (outcome instanceof TrialOutcome.Answered answered) {
      if (MeasureReader.isRefusal(outcome)) {
        refused++;
      } else if (MeasureReader.isUnlabelled(outcome)) {
        abstained++;
      } else {
        labelled++;
      }
      truncated += answered.turns().stream().anyMatch(is(Response.Outcome.TRUNCATED)) ? 1 : 0;
      empty += answered.turns().stream().anyMatch(is(Response.Outcome.EMPTY)) ? 1 : 0;
    }
  }

  private static Predicate<TrialOutcome.Turn> is(Response.Outcome outcome) {
    return turn -> turn.outcome() == outcome;
  }
}
