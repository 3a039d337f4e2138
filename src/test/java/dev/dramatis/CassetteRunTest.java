package dev.dramatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.model.Abilities;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.Limits;
import dev.dramatis.run.Progress;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.WorldServer;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.Suite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassetteRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "sk-recorded-0123456789abcdefghij";

  @TempDir private Path folder;
  private Suite suite;

  @BeforeEach
  void writeSuite() throws Exception {
    suite = JudgedSuite.in(folder.resolve("suites"));
  }

  private static CallSettings calls(Optional<Path> record, Optional<Path> replay) {
    return new CallSettings(
        RetryPolicy.standard(), false, true, record, replay, Abilities.NONE, Map.of());
  }

  private RunRecord run(URI server, Map<String, String> variables, CallSettings calls, long seed)
      throws Exception {
    EvaluationRequest request =
        new EvaluationRequest(
            List.of(suite),
            Map.of("chat", ModelName.parse("openai-compatible/psm@" + server)),
            Map.of(),
            List.of(ModelName.parse("openai-compatible/judge@" + server)),
            false,
            seed,
            1,
            8,
            Limits.NONE,
            calls,
            folder.resolve("reports"),
            List.of());
    try (Evaluation evaluation =
        Evaluation.start(request, Environment.read(variables, folder), Clock.systemUTC())) {
      return evaluation.run(Progress.NONE, new StopSignal());
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

  private List<String> labels(RunRecord record) throws Exception {
    List<String> labels = new ArrayList<>();
    Path run = folder.resolve("reports").resolve(record.run());
    for (String line : JudgedSuite.journal(run).split("\n")) {
      JsonNode row = JSON.readTree(line);
      if (row.path("row").asText().equals("label")) {
        labels.add(row.path("trial").asText() + row.path("labels"));
      }
    }
    labels.sort(null);
    return labels;
  }

  @Test
  void aRecordedRunReplaysWithoutServerAndKeyToTheSameLabels() throws Exception {
    Path cassette = folder.resolve("cassette");
    RunRecord recorded;
    URI url;
    try (WorldServer server = server()) {
      url = server.baseUrl();
      recorded =
          run(
              url,
              Map.of("OPENAI_COMPATIBLE_API_KEY", KEY),
              calls(Optional.of(cassette), Optional.empty()),
              1);
    }

    RunRecord replayed = run(url, Map.of(), calls(Optional.empty(), Optional.of(cassette)), 1);

    assertThat(replayed.complete()).isTrue();
    assertThat(replayed.counts().failed()).isZero();
    assertThat(labels(replayed)).isEqualTo(labels(recorded));
    assertThat(replayed.suites().get(0).primary().verdict())
        .isEqualTo(recorded.suites().get(0).primary().verdict());
    assertThat(replayed.counts().attempts()).isEqualTo(recorded.counts().attempts());
  }

  @Test
  void repeatsReplayAsThemselves() throws Exception {
    Path cassette = folder.resolve("cassette");
    URI url;
    RunRecord recorded;
    try (WorldServer server = server()) {
      url = server.baseUrl();
      recorded = run(url, Map.of(), calls(Optional.of(cassette), Optional.empty()), 1);
    }
    List<String> texts = new ArrayList<>();
    for (String line : Files.readAllLines(cassette.resolve("cassette.jsonl"))) {
      String purpose = JSON.readTree(line).path("purpose").asText();
      if (!purpose.equals("preflight")) {
        texts.add(purpose);
      }
    }
    assertThat(texts).doesNotHaveDuplicates();

    // Another order of the probes asks the same trials.
    RunRecord other = run(url, Map.of(), calls(Optional.empty(), Optional.of(cassette)), 2);
    assertThat(labels(other)).isEqualTo(labels(recorded));
  }

  @Test
  void whatIsNotRecordedEndsTheRunAndSaysSo() throws Exception {
    Path cassette = folder.resolve("cassette");
    Files.createDirectories(cassette);
    Files.writeString(cassette.resolve("cassette.jsonl"), "");
    RunRecord record =
        run(
            URI.create("http://127.0.0.1:9/v1"),
            Map.of(),
            calls(Optional.empty(), Optional.of(cassette)),
            1);

    assertThat(record.complete()).isFalse();
    assertThat(record.counts().failures().keySet())
        .anyMatch(
            message -> message.contains("--record") && message.contains("recording holds no"));
    assertThatThrownBy(
            () ->
                run(
                    URI.create("http://127.0.0.1:9/v1"),
                    Map.of(),
                    calls(Optional.empty(), Optional.of(folder.resolve("none"))),
                    1))
        .hasMessageContaining("there is no recording");
  }

  @Test
  void aTornLastLineIsPassedOverAndRecordedOver() throws Exception {
    Path cassette = folder.resolve("cassette");
    Path file = cassette.resolve("cassette.jsonl");
    URI url;
    try (WorldServer server = server()) {
      url = server.baseUrl();
      run(url, Map.of(), calls(Optional.of(cassette), Optional.empty()), 1);
      String whole = Files.readString(file);
      Files.writeString(file, whole.substring(0, whole.length() - 20));
      run(url, Map.of(), calls(Optional.of(cassette), Optional.empty()), 1);
    }
    for (String line : Files.readAllLines(file)) {
      assertThat(JSON.readTree(line).path("key").asText()).hasSize(64);
    }
  }

  @Test
  void noKeyIsInARecording() throws Exception {
    Path cassette = folder.resolve("cassette");
    try (WorldServer server = server()) {
      run(
          server.baseUrl(),
          Map.of("OPENAI_COMPATIBLE_API_KEY", KEY),
          calls(Optional.of(cassette), Optional.empty()),
          1);
    }
    Path planted = folder.resolve("planted.jsonl");
    Files.writeString(planted, "x" + KEY + "y");
    assertThat(holdsKey(planted)).isTrue();
    assertThat(holdsKey(cassette.resolve("cassette.jsonl"))).isFalse();
  }

  private static boolean holdsKey(Path file) throws Exception {
    String text = Files.readString(file);
    return text.contains(KEY)
        || text.contains(
            Base64.getEncoder()
                .encodeToString(KEY.getBytes(StandardCharsets.UTF_8))
                .substring(0, 20));
  }
}
