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
    int classifiedFrom = trial.arm().everyTurn() ? 0 : row.turns().size() - 1;
    List<Transcript.Turn> turns = new ArrayList<>();
    for (int i = 0; i < row.turns().size(); i++) {
      TrialRow.Turn turn = row.turns().get(i);
      Map<String, Classification> given = new LinkedHashMap<>();
      int place = i - classifiedFrom;
      if (place >= 0) {
        labels.ifPresent(
            all -> all.labels().forEach((name, list) -> given.put(name, list.turns().get(place))));
      }
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
}
