package dev.dramatis.verdict;

import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Abstained;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.model.Response;
import dev.dramatis.verdict.TrialOutcome.Answered;
import dev.dramatis.verdict.TrialOutcome.Failed;
import dev.dramatis.verdict.TrialOutcome.NotAsked;
import dev.dramatis.verdict.TrialOutcome.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** What becomes of trials. */
final class Answers {
  static final TrialOutcome HIT = labelled("hit");
  static final TrialOutcome MISS = labelled("miss");

  /** The model refuses in words that the classifier knows. */
  static final TrialOutcome REFUSED = labelled("refusal");

  static final TrialOutcome ABSTAINED = answered(turn(Map.of("label", new Abstained("unclear"))));
  static final TrialOutcome FAILED = new Failed("no connection");
  static final TrialOutcome NOT_ASKED = new NotAsked();

  /** Whether a trial is a hit; probes are counted from 0. */
  @FunctionalInterface
  interface Hits {
    boolean at(String arm, int probe, int repeat);
  }

  /** What becomes of a trial; probes are counted from 0. */
  @FunctionalInterface
  interface Script {
    TrialOutcome at(String arm, int probe, int repeat);
  }

  private Answers() {}

  static Outcomes hits(Hits hits) {
    return script((arm, probe, repeat) -> hits.at(arm, probe, repeat) ? HIT : MISS);
  }

  static Outcomes script(Script script) {
    return (arm, probe, repeat) -> script.at(arm, index(probe), repeat);
  }

  /** Which probe of a {@link SmallSuite} this is, from 0. */
  static int index(String probe) {
    return Integer.parseInt(probe, 1, probe.length(), 10);
  }

  /** Hits with a probability for each arm and probe, drawn from the coordinates of the trial. */
  static Outcomes drawn(long seed, Rates rates) {
    return hits(
        (arm, probe, repeat) -> {
          long mixed = ((seed * 31 + arm.hashCode()) * 1009 + probe) * 101 + repeat;
          return new SplittableRandom(mixed).nextDouble() < rates.of(arm, probe);
        });
  }

  /** The probability of a hit. */
  @FunctionalInterface
  interface Rates {
    double of(String arm, int probe);
  }

  static TrialOutcome labelled(String label) {
    return answered(turn(label));
  }

  static TrialOutcome answered(Turn... turns) {
    return new Answered(List.of(turns));
  }

  static Turn turn(String label) {
    return turn(Map.of("label", label(label)));
  }

  static Turn turn(Map<String, Classification> labels) {
    return new Turn(Response.Outcome.TEXT, labels);
  }

  /** The provider refuses. */
  static Turn filtered(Map<String, Classification> labels) {
    return new Turn(Response.Outcome.REFUSAL, labels);
  }

  static Labelled label(String label) {
    return new Labelled(label, Optional.empty(), OptionalDouble.empty(), "");
  }

  static Labelled scored(String label, double score) {
    return new Labelled(label, Optional.empty(), OptionalDouble.of(score), "");
  }

  static Labelled subtype(String label, String subtype) {
    return new Labelled(label, Optional.of(subtype), OptionalDouble.empty(), "");
  }
}
