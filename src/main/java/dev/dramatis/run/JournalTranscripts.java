package dev.dramatis.run;

import dev.dramatis.classify.Classification;
import dev.dramatis.model.ToolCall;
import dev.dramatis.suite.Mode;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Transcripts read from the journal, one at a time, in the order of the plan. */
final class JournalTranscripts implements TranscriptSource {
  private final List<Plan> plans;
  private final JournalIndex index;

  JournalTranscripts(List<Plan> plans, JournalIndex index) {
    this.plans = List.copyOf(plans);
    this.index = index;
  }

  @Override
  public void forEach(String suite, Consumer<Transcript> consumer) {
    for (Plan plan : plans) {
      if (plan.suite().id().equals(suite)) {
        for (int i = 0; i < plan.size(); i++) {
          of(plan.trial(i), index).ifPresent(consumer);
        }
      }
    }
  }

  /** The conversation of one trial; empty if it was never asked. */
  static Optional<Transcript> of(Trial trial, JournalIndex index) {
    return index.trial(trial.id()).map(found -> transcript(trial, found, index.labels(trial.id())));
  }

  private static Transcript transcript(Trial trial, TrialRow row, Optional<LabelRow> labels) {
    List<Transcript.Turn> turns = new ArrayList<>();
    for (int i = 0; i < row.turns().size(); i++) {
      TrialRow.Turn turn = row.turns().get(i);
      Map<String, Classification> given = given(trial, row, labels, i);
      turns.add(
          new Transcript.Turn(
              turn.user(),
              turn.prefill().orElse(""),
              turn.response().text(),
              turn.response().calls().stream().map(ToolCall::shown).toList(),
              turn.response().outcome().name().toLowerCase(java.util.Locale.ROOT),
              turn.response().finishReason().orElse(""),
              given));
    }
    return new Transcript(
        row.trial(),
        row.suite(),
        row.arm(),
        row.probe(),
        row.repeat(),
        row.turns().isEmpty() ? 0 : row.turns().get(0).shown(),
        trial.arm().mode() == Mode.COMPLETION || trial.arm().mode() == Mode.SCORING,
        turns,
        row.failure().map(failure -> failure.message()).orElse(""));
  }

  /** The labels of one turn. */
  private static Map<String, Classification> given(
      Trial trial, TrialRow row, Optional<LabelRow> labels, int turn) {
    int classifiedFrom = trial.arm().everyTurn() ? 0 : row.turns().size() - 1;
    Map<String, Classification> given = new LinkedHashMap<>();
    if (turn >= classifiedFrom) {
      labels.ifPresent(
          all ->
              all.labels()
                  .forEach(
                      (name, list) -> given.put(name, list.turns().get(turn - classifiedFrom))));
    }
    return given;
  }

  /** The same trial with all that was sent and came back. */
  static AskedTrial asked(Trial trial, TrialRow row, Optional<LabelRow> labels) {
    List<AskedTrial.Turn> turns = new ArrayList<>();
    for (int i = 0; i < row.turns().size(); i++) {
      turns.add(new AskedTrial.Turn(row.turns().get(i).response(), given(trial, row, labels, i)));
    }
    return new AskedTrial(trial, row.at(), turns, row.failure());
  }
}
