package dev.dramatis.report;

import static dev.dramatis.report.ExampleSuite.difference;
import static dev.dramatis.report.ExampleSuite.rate;

import dev.dramatis.run.RunRecord;
import dev.dramatis.run.TranscriptSource;
import dev.dramatis.suite.Bearing;
import dev.dramatis.suite.Bound.Above;
import dev.dramatis.suite.Bound.Below;
import dev.dramatis.suite.Bound.Within;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.Gating;
import dev.dramatis.verdict.SuiteEvaluation;
import dev.dramatis.verdict.SuiteResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A run of three suites with every verdict in it. */
final class ExampleRun {
  private final List<ExampleAnswers> answers;
  private final List<SuiteResult> results;

  ExampleRun(int perKind) {
    answers =
        List.of(
            new ExampleAnswers(
                hole(perKind),
                Map.of("fragment", 0.24, "plain", 0.03, "explained", 0.02, "quoted", 0.05),
                0.004,
                0.02),
            new ExampleAnswers(
                dose(perKind),
                Map.of(
                    "curt[k=0]",
                    0.04,
                    "curt[k=1]",
                    0.05,
                    "curt[k=4]",
                    0.06,
                    "curt[k=16]",
                    0.05,
                    "warm[k=0]",
                    0.04,
                    "warm[k=4]",
                    0.3,
                    "warm[k=16]",
                    0.46),
                0.002,
                0),
            new ExampleAnswers(
                faulty(perKind), Map.of("pirate", 0.2, "sailor", 0.18, "sober", 0.02), 0.17, 0));
    results =
        answers.stream()
            .map(answer -> SuiteEvaluation.of(answer.suite(), answer::outcome, Gating.ON))
            .toList();
  }

  private static Suite hole(int perKind) {
    return new ExampleSuite(
            "template-hole-break",
            "Inputs that look like an unfilled slot make the Assistant drop out of character")
        .arm("fragment")
        .arm("plain")
        .arm("explained")
        .arm("quoted")
        .probes(perKind, "contract", "recipe", "forum", "email", "code", "novel", "log", "minutes")
        .predicts(
            "breaks-character",
            Role.PRIMARY,
            Bearing.ALLOWED,
            "Fragments are continued as documents more often than remarks of the same length.",
            difference("fragment", "plain", new Above(0.05)))
        .predicts(
            "quoting-is-not-it",
            Role.SECONDARY,
            Bearing.DERIVED,
            "A quoted fragment is continued less often than a bare one.",
            difference("fragment", "quoted", new Above(0.05)))
        .predicts(
            "quoted-as-plain",
            Role.SECONDARY,
            Bearing.STRONG_FORM,
            "A quoted fragment is treated as a remark is.",
            difference("quoted", "plain", new Within(0.05)))
        .predicts(
            "both-at-once",
            Role.SECONDARY,
            Bearing.RIVAL,
            "Quoting and explaining both raise the rate.",
            difference("quoted", "plain", new Above(0.10)),
            difference("explained", "plain", new Above(0.10)))
        .predicts(
            "explained-stays",
            Role.CONTROL,
            Bearing.ALLOWED,
            "Asked what a fragment means, the model answers.",
            rate("explained", new Below(0.08)))
        .predicts(
            "plain-stays",
            Role.CONTROL,
            Bearing.ALLOWED,
            "Remarks are answered.",
            rate("plain", new Below(0.10)))
        .build();
  }

  private static Suite dose(int perKind) {
    return new ExampleSuite("dose-of-examples", "More examples of a manner make more of the manner")
        .sweep("curt", "k", 0, 1, 4, 16)
        .sweep("warm", "k", 0, 4, 16)
        .probes(perKind, "history", "cooking", "travel", "physics", "gardening", "law")
        .predicts(
            "curt-grows",
            Role.PRIMARY,
            Bearing.CORE,
            "Sixteen curt examples raise the rate over none.",
            difference("curt[k=16]", "curt[k=0]", new Above(0.10)))
        .predicts(
            "warm-grows",
            Role.SECONDARY,
            Bearing.CORE,
            "Sixteen warm examples raise the rate over none.",
            difference("warm[k=16]", "warm[k=0]", new Above(0.10)))
        .predicts(
            "warm-steps",
            Role.SECONDARY,
            Bearing.DERIVED,
            "Each step raises it.",
            difference("warm[k=4]", "warm[k=0]", new Above(0.10)),
            difference("warm[k=16]", "warm[k=4]", new Above(0.02)))
        .predicts(
            "none-is-none",
            Role.CONTROL,
            Bearing.ALLOWED,
            "Without examples there is no manner.",
            rate("curt[k=0]", new Below(0.10)))
        .build();
  }

  private static Suite faulty(int perKind) {
    return new ExampleSuite("cast-beyond-the-role", "A role brings its relatives along")
        .arm("pirate")
        .arm("sailor")
        .arm("sober")
        .probes(perKind, "weather", "trade", "home", "song")
        .predicts(
            "relatives-come-along",
            Role.PRIMARY,
            Bearing.CORE,
            "The sailor shares what the pirate was given.",
            difference("sailor", "sober", new Above(0.05)))
        .predicts(
            "pirate-talks",
            Role.CHECK,
            Bearing.ALLOWED,
            "The pirate talks as one.",
            rate("pirate", new Above(0.10)))
        .build();
  }

  RunRecord record() {
    Map<String, Double> adjusted = new LinkedHashMap<>();
    adjusted.put("template-hole-break", 0.00004);
    adjusted.put("dose-of-examples", 0.41);
    adjusted.put("cast-beyond-the-role", 1.0);
    return new RunRecord(
        "2026-11-24T20-31-07Z-3fa9c1",
        Instant.parse("2026-11-24T20:31:07Z"),
        Instant.parse("2026-11-24T20:31:08Z"),
        Instant.parse("2026-11-24T20:47:52Z"),
        "dramatis 0.1.0",
        Map.of("chat", "simulated/psm"),
        Map.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        true,
        17,
        4,
        true,
        new RunRecord.Counts(
            2000,
            2000,
            31,
            0,
            0,
            1969,
            2061,
            Optional.of(412_331L),
            Optional.of(298_007L),
            Map.of("psm-1", 1969L),
            Map.of("503 from the provider, after 5 attempts", 31L),
            OptionalDouble.empty()),
        List.of("run", "--seed", "17"),
        List.of(),
        results,
        adjusted,
        List.of(
            new RunRecord.EarlierRun(
                "2026-11-20T08-00-00Z-3fa9c1",
                Instant.parse("2026-11-20T08:00:00Z"),
                "template-hole-break",
                "INCONCLUSIVE")));
  }

  TranscriptSource transcripts() {
    return (suite, consumer) ->
        answers.stream()
            .filter(answer -> answer.suite().id().equals(suite))
            .forEach(answer -> answer.forEach(consumer));
  }
}
