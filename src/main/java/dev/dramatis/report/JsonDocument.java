package dev.dramatis.report;

import dev.dramatis.run.RunRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The shape of {@code report.json}.
 *
 * @param format name and version of this shape
 * @param run what differs between runs that got the same answers
 * @param conditions what was asked of whom
 */
record JsonDocument(String format, Run run, Conditions conditions, List<JsonSuite> suites) {
  static JsonDocument of(RunRecord record) {
    RunRecord.Counts counts = record.counts();
    return new JsonDocument(
        "dramatis-report/1",
        new Run(
            record.run(),
            record.frozen(),
            record.started(),
            record.finished(),
            record.program(),
            record.arguments(),
            counts.attempts(),
            counts.failures(),
            record.jobs(),
            record.earlier()),
        new Conditions(
            record.simulated() ? Optional.of(Words.SIMULATED) : Optional.empty(),
            record.simulated(),
            record.roles(),
            record.judges(),
            settings(record),
            record.parent(),
            record.seed(),
            record.worldSeed(),
            record.complete(),
            record.deviations(),
            counts.planned(),
            counts.asked(),
            counts.failed(),
            counts.judgements(),
            counts.judgeFailures(),
            counts.calls(),
            counts.inputTokens(),
            counts.outputTokens(),
            counts.served(),
            counts.spendUsd()),
        record.suites().stream()
            .map(suite -> JsonSuite.of(suite, record.adjusted().get(suite.suite().id())))
            .toList());
  }

  private static Map<String, String> settings(RunRecord record) {
    Map<String, String> settings = new LinkedHashMap<>();
    record.endpoints().forEach((label, own) -> settings.put(label, SettingsWords.of(own)));
    return settings;
  }

  record Run(
      String run,
      Instant frozen,
      Instant started,
      Instant finished,
      String program,
      List<String> arguments,
      long attempts,
      Map<String, Long> failures,
      Map<String, String> jobs,
      List<RunRecord.EarlierRun> earlier) {}

  record Conditions(
      Optional<String> note,
      boolean simulated,
      Map<String, String> roles,
      List<String> judges,
      Map<String, String> settings,
      Optional<String> parent,
      long seed,
      long worldSeed,
      boolean complete,
      List<String> deviations,
      long planned,
      long asked,
      long failed,
      long judgements,
      long judgeFailures,
      long calls,
      Optional<Long> inputTokens,
      Optional<Long> outputTokens,
      Map<String, Long> served,
      OptionalDouble spendUsd) {}
}
