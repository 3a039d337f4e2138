package dev.dramatis.verdict;

import dev.dramatis.classify.Classification;
import dev.dramatis.model.Response;
import java.util.List;
import java.util.Map;

/** What became of one trial, as far as a verdict needs to know. */
public sealed interface TrialOutcome {
  /** Its conversation was had; one entry for every reply that is classified. */
  record Answered(List<Turn> turns) implements TrialOutcome {
    public Answered {
      turns = List.copyOf(turns);
      if (turns.isEmpty()) {
        throw new IllegalArgumentException("an answered trial has at least one reply");
      }
    }
  }

  /** A call of it failed. */
  record Failed(String reason) implements TrialOutcome {}

  /** It was never asked. */
  record NotAsked() implements TrialOutcome {}

  /** One classified reply, with what each classifier of the suite made of it. */
  record Turn(Response.Outcome outcome, Map<String, Classification> labels) {
    public Turn {
      labels = Map.copyOf(labels);
    }
  }
}
