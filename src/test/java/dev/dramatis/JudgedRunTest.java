package dev.dramatis;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.Limits;
import dev.dramatis.run.Progress;
import dev.dramatis.run.Relabelling;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.WorldServer;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.stats.Detection;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.verdict.JudgeScore;
import dev.dramatis.verdict.Mark;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PSM = "simulated/psm";

  @TempDir private Path folder;
  private Suite suite;

  @BeforeEach
  void writeSuite() throws Exception {
    suite = JudgedSuite.in(folder.resolve("suites"));
  }

  private Evaluation start(String model, List<String> judges, Limits limits) {
    return start(model, judges, false, limits);
  }

  private Evaluation start(String model, List<String> judges, boolean self, Limits limits) {
    return Evaluation.start(
        new EvaluationRequest(
            List.of(suite),
            Map.of("chat", ModelName.parse(model)),
            Map.of(),
            judges.stream().map(ModelName::parse).toList(),
            self,
            3,
            1,
            8,
            limits,
            CallSettings.standard(),
            folder.resolve("reports"),
            List.of()),
        Environment.read(Map.of(), folder),
        Clock.systemUTC());
  }

  private RunRecord run(String model, String... judges) throws Exception {
    try (Evaluation evaluation = start(model, List.of(judges), Limits.NONE)) {
      return evaluation.run(Progress.NONE, new StopSignal());
    }
  }

  private static PredictionResult primary(RunRecord record) {
    return record.suites().get(0).primary();
  }

  private static JudgeScore score(RunRecord record) {
    return requireNonNull(record.suites().get(0).judges().get("glum"));
  }

  private static Detection yes(JudgeScore score) {
    return requireNonNull(score.labels().get("yes"));
  }

  private Path folderOf(RunRecord record) {
    return folder.resolve("reports").resolve(record.run());
  }

  private static List<JsonNode> rows(Path run, String kind) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : JudgedSuite.journal(run).split("\n")) {
      JsonNode row = JSON.readTree(line);
      if (row.path("row").asText().equals(kind)) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void simulatedModelsAreJudgedByTheSimulatedJudgeAndSupported() throws Exception {
    RunRecord record = run(PSM);

    assertThat(record.judges()).containsExactly("simulated/judge");
    assertThat(primary(record).verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(primary(record).marks()).extracting(Mark::kind).contains(Mark.Kind.JUDGE_DEPENDENT);
    assertThat(rows(folderOf(record), "judgement"))
        .hasSize(JudgedSuite.trials() + JudgedSuite.GOLD);
    assertThat(rows(folderOf(record), "label")).hasSize(JudgedSuite.trials());
    JudgeScore score = score(record);
    assertThat(score.items()).isEqualTo(JudgedSuite.GOLD);
    assertThat(yes(score).sensitivity().getAsDouble()).isBetween(0.80, 1.0);
    assertThat(record.counts().judgements()).isEqualTo(JudgedSuite.trials() + JudgedSuite.GOLD);
    assertThat(record.counts().spendUsd()).hasValue(0);
  }

  /**
   * A judge costs as much in an arm that nothing reads its labels in, and a quoted log would tell
   * it which arm a reply is of.
   */
  @Test
  void aJudgeIsAskedWhereItsLabelsAreReadAndSeesNoQuotedLog() throws Exception {
    Path rubric = suite.file().resolveSibling("judged/rubric.yaml");
    Files.writeString(rubric, Files.readString(rubric) + "sees: both\n");
    String yaml =
        Files.readString(suite.file())
            .replace(
                "  plain: {}\n",
                """
                  plain:
                    script: [{user: "Well?"}, {assistant: "A telltale line."}]
                    as: quoted
                    template: "{{probe}}"
                  apart: {system: Be brief.}
                """)
            .replace(
                "predictions:\n",
                """
                  short: {kind: words, atMost: 50}
                predictions:
                  is-short:
                    role: secondary
                    bearing: allowed
                    says: It is short.
                    contrast: {rate: apart}
                    measure: {classifier: short, is: [match]}
                    above: 0.30
                    ifSupported: It is.
                    ifContradicted: It is not.
                    rivals: [none]
                """);
    suite = SuiteLoader.load(Files.writeString(suite.file().resolveSibling("apart.yaml"), yaml));

    RunRecord record = run(PSM);

    Path run = folderOf(record);
    assertThat(rows(run, "trial")).hasSize(JudgedSuite.trials() * 3 / 2);
    assertThat(JudgedSuite.journal(run)).contains("A telltale line.");
    assertThat(rows(run, "judgement"))
        .hasSize(JudgedSuite.trials() + JudgedSuite.GOLD)
        .noneMatch(row -> row.toString().contains("telltale"));
    assertThat(record.suites().get(0).predictions())
        .extracting(PredictionResult::verdict)
        .containsOnly(Verdict.SUPPORTED);
    assertThat(record.complete()).isTrue();
  }

  @Test
  void aJudgeUnderTheBarLeavesThePredictionUntested() throws Exception {
    PredictionResult result = primary(run(PSM, "simulated/judge@0.50,0.60"));

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(result.reason()).contains("under the suite's bar").contains("gold items");
  }

  @Test
  void aJudgeOfWhichNothingIsKnownLeavesThePredictionUntested() throws Exception {
    Path rubric = suite.file().resolveSibling("judged/rubric.yaml");
    Files.writeString(rubric, Files.readString(rubric).replace("gold: judged/gold.jsonl\n", ""));
    suite = SuiteLoader.load(suite.file());
    PredictionResult result = primary(run(PSM));

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(result.reason()).contains("no gold items").contains("judgeBar");

    String yaml = Files.readString(suite.file());
    Files.writeString(
        suite.file(),
        yaml.replace(
            "predictions:\n", "judgeBar: {sensitivity: 0, specificity: 0}\npredictions:\n"));
    suite = SuiteLoader.load(suite.file());
    assertThat(primary(run(PSM)).verdict()).isEqualTo(Verdict.SUPPORTED);
  }

  @Test
  void withoutAJudgeThePredictionIsNotTestedAndSaysWhy() throws Exception {
    try (WorldServer server = server()) {
      RunRecord record = run("openai-compatible/psm@" + server.baseUrl());

      assertThat(record.judges()).isEmpty();
      assertThat(primary(record).verdict()).isEqualTo(Verdict.NOT_TESTED);
      assertThat(primary(record).reason()).contains("--judge");
      assertThat(record.complete()).isTrue();
    }
  }

  private WorldServer server() throws Exception {
    return WorldServer.start(
        KnownSuites.of(List.of(suite)),
        WorldTable.load(),
        Banks.load(),
        1,
        new WorldServer.Options(0, 8, Duration.ZERO),
        Clock.systemUTC());
  }

  @Test
  void aModelThatIsTestedDoesNotJudgeUnlessTold() throws Exception {
    assertThatThrownBy(() -> start(PSM, List.of(PSM), Limits.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--self-judge");
    try (Evaluation evaluation = start(PSM, List.of(PSM), true, Limits.NONE)) {
      assertThat(evaluation.manifest().judges()).containsExactly(PSM);
    }
  }

  @Test
  void aPanelDecidesByMajority() throws Exception {
    RunRecord record =
        run(PSM, "simulated/judge@1,1", "simulated/judge@1.0,1.0", "simulated/judge@0,0");

    JudgeScore score = score(record);
    assertThat(yes(score).sensitivity()).hasValue(1);
    assertThat(yes(score).specificity()).hasValue(1);
    assertThat(score.alpha().getAsDouble()).isLessThan(0.2);
    assertThat(primary(record).verdict()).isEqualTo(Verdict.SUPPORTED);
  }

  @Test
  void aJudgeThatFailsIsAskedAgainOnResumeAndNothingElseIs() throws Exception {
    Path run;
    try (WorldServer server = server()) {
      String psm = "openai-compatible/psm@" + server.baseUrl();
      String judge = "openai-compatible/judge@" + server.baseUrl();
      try (Evaluation evaluation =
          start(
              psm,
              List.of(judge),
              new Limits(
                  OptionalDouble.empty(),
                  OptionalLong.of(150),
                  Optional.empty(),
                  OptionalLong.empty()))) {
        StopSignal stop = new StopSignal();
        RunRecord record = evaluation.run(Progress.NONE, stop);
        run = evaluation.folder();
        assertThat(stop.reason()).contains(StopSignal.Reason.CALL_CAP);
        assertThat(record.complete()).isFalse();
        assertThat(primary(record).verdict()).isEqualTo(Verdict.NOT_TESTED);
        assertThat(server.requests()).isEqualTo(150);
      }
      try (Evaluation evaluation =
          Evaluation.resume(
              run,
              false,
              Optional.empty(),
              Limits.NONE,
              CallSettings.standard(),
              Environment.read(Map.of(), folder),
              Clock.systemUTC())) {
        RunRecord record = evaluation.run(Progress.NONE, new StopSignal());
        assertThat(record.complete()).isTrue();
        assertThat(primary(record).verdict()).isEqualTo(Verdict.SUPPORTED);
      }
      assertThat(server.requests()).isEqualTo(2L * JudgedSuite.trials() + JudgedSuite.GOLD);
    }
  }

  @Test
  void anotherJudgeChangesLabelsAloneAndSaysHowMany() throws Exception {
    RunRecord first = run(PSM, "simulated/judge@1,1");
    Path parent = folderOf(first);
    try (Evaluation evaluation =
        Evaluation.reclassify(
            parent,
            folder.resolve("reports"),
            List.of(ModelName.parse("simulated/judge@0.85,0.95")),
            false,
            false,
            4,
            Limits.NONE,
            CallSettings.standard(),
            List.of(),
            Environment.read(Map.of(), folder),
            Clock.systemUTC())) {
      RunRecord second = evaluation.run(Progress.NONE, new StopSignal());

      assertThat(second.parent()).contains(first.run());
      assertThat(second.deviations()).isEmpty();
      assertThat(rows(evaluation.folder(), "trial")).isEqualTo(rows(parent, "trial"));
      Relabelling.Change change = requireNonNull(evaluation.changes(parent).get("glum"));
      assertThat(change.compared()).isEqualTo(JudgedSuite.trials());
      assertThat(change.changed()).isEqualTo(differing(parent, evaluation.folder()));
      assertThat(change.changed()).isBetween(5L, 50L);
    }
  }

  private static long differing(Path one, Path other) throws Exception {
    List<String> first = labels(one);
    List<String> second = labels(other);
    first.removeAll(second);
    return first.size();
  }

  private static List<String> labels(Path run) throws Exception {
    List<String> labels = new ArrayList<>();
    for (JsonNode row : rows(run, "label")) {
      labels.add(row.path("trial").asText() + row.at("/labels/glum/turns/0/label").asText());
    }
    return labels;
  }

  @Test
  void aSuiteThatChangedAfterTheRunMakesItsRelabellingNotPreregistered() throws Exception {
    Path parent = folderOf(run(PSM));
    Path file = folder.resolve("suites/judged.yaml");
    Files.writeString(file, Files.readString(file).replace("above: 0.30", "above: 0.90"));
    try (Evaluation evaluation =
        Evaluation.reclassify(
            parent,
            folder.resolve("reports"),
            List.of(),
            false,
            true,
            4,
            Limits.NONE,
            CallSettings.standard(),
            List.of(),
            Environment.read(Map.of(), folder),
            Clock.systemUTC())) {
      RunRecord record = evaluation.run(Progress.NONE, new StopSignal());

      assertThat(record.deviations()).singleElement().asString().contains("not preregistered");
      assertThat(primary(record).verdict()).isNotEqualTo(Verdict.SUPPORTED);
      assertThat(rows(evaluation.folder(), "judgement"))
          .as("the same judge is not asked again")
          .hasSameSizeAs(rows(parent, "judgement"));
    }
  }

  @Test
  void aBudgetNeedsAPriceAndIsNeverExceeded() throws Exception {
    Limits cent =
        new Limits(
            OptionalDouble.of(0.01), OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
    assertThatThrownBy(() -> start("openai-compatible/x@http://127.0.0.1:9/v1", List.of(), cent))
        .hasMessageContaining("price of openai-compatible/x is not known");

    WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    server.start();
    try {
      // By the table, 2 and 8 USD a million: 100 tokens in and 100 out are a tenth of a cent.
      server.stubFor(
          post(anyUrl())
              .willReturn(
                  okJson(
                      """
                      {"model":"gpt-4.1","choices":[{"index":0,"finish_reason":"stop",
                       "message":{"role":"assistant","content":"Fine."}}],
                       "usage":{"prompt_tokens":100,"completion_tokens":100}}
                      """)));
      Environment environment =
          Environment.read(
              Map.of("OPENAI_API_KEY", "sk-none", "OPENAI_BASE_URL", server.baseUrl() + "/v1"),
              folder);
      EvaluationRequest request =
          new EvaluationRequest(
              List.of(suite),
              Map.of("chat", ModelName.parse("openai/gpt-4.1")),
              Map.of(),
              List.of(),
              false,
              3,
              1,
              4,
              cent,
              CallSettings.standard(),
              folder.resolve("reports"),
              List.of());
      StopSignal stop = new StopSignal();
      RunRecord record;
      try (Evaluation evaluation = Evaluation.start(request, environment, Clock.systemUTC())) {
        record = evaluation.run(Progress.NONE, stop);
      }
      assertThat(stop.reason()).contains(StopSignal.Reason.BUDGET);
      int sent = server.getAllServeEvents().size();
      assertThat(sent).isBetween(5, 10);
      assertThat(record.counts().spendUsd().getAsDouble())
          .isCloseTo(sent * 0.001, within(1e-9))
          .isLessThanOrEqualTo(0.01 + 1e-9);

      // Labelled again, it is not charged for what was asked before.
      try (Evaluation again =
          Evaluation.reclassify(
              folderOf(record),
              folder.resolve("reports"),
              List.of(ModelName.parse("simulated/judge")),
              false,
              false,
              4,
              cent,
              CallSettings.standard(),
              List.of(),
              environment,
              Clock.systemUTC())) {
        StopSignal other = new StopSignal();
        assertThat(again.run(Progress.NONE, other).counts().spendUsd()).hasValue(0);
        assertThat(other.reason()).isEmpty();
      }
    } finally {
      server.stop();
    }
  }
}
