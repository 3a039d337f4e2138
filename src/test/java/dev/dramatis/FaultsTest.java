package dev.dramatis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.Limits;
import dev.dramatis.run.Progress;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.SmallSuite;
import dev.dramatis.run.StopSignal;
import dev.dramatis.suite.Suite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that fails, and what of it may be seen in the results: nothing. */
class FaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** So many attempts that a trial which never gets through is out of the question: 0.3^25. */
  private static final RetryPolicy PATIENT =
      RetryPolicy.standard().withMaxAttempts(25).withMaxWait(Duration.ofMillis(5));

  @TempDir private Path folder;

  @Test
  void faultsOfTheNetworkChangeNoLabel() throws Exception {
    Suite suite = SmallSuite.in(folder.resolve("suites"), 60, 2);
    Finished smooth;
    try (FaultyServer server = new FaultyServer(0)) {
      smooth = run(suite, server, PATIENT);
    }
    try (FaultyServer server = new FaultyServer(0.3)) {
      Finished rough = run(suite, server, PATIENT);

      for (FaultyServer.Fault fault : FaultyServer.Fault.values()) {
        assertThat(server.given(fault)).as(fault.name()).isPositive();
      }
      assertThat(rough.record().counts().attempts()).isGreaterThan(260);
      assertThat(rough.record().counts().failures()).isEmpty();
      assertThat(rough.labels()).hasSize(240).isEqualTo(smooth.labels());
      assertThat(rough.suites()).isEqualTo(smooth.suites());
    }
  }

  @Test
  void whatFailsInTheEndIsNoAnswerAndIsAskedAgainOnResume() throws Exception {
    Suite suite = SmallSuite.in(folder.resolve("suites"), 60, 2);
    Finished smooth;
    try (FaultyServer server = new FaultyServer(0)) {
      smooth = run(suite, server, PATIENT);
    }
    try (FaultyServer server = new FaultyServer(0.3)) {
      Finished rough = run(suite, server, PATIENT.withMaxAttempts(1));
      long failed = rough.record().counts().failed();
      assertThat(failed).isBetween(40L, 110L);
      assertThat(rough.labels()).hasSize((int) (240 - failed));
      assertThat(smooth.labels()).containsAllEntriesOf(rough.labels());
      assertThat(rough.record().counts().failures().values().stream().mapToLong(n -> n).sum())
          .isEqualTo(failed);

      Environment environment = Environment.read(Map.of(), folder);
      try (Evaluation evaluation =
          Evaluation.resume(
              rough.folder(),
              false,
              Optional.empty(),
              Limits.NONE,
              CallSettings.standard().withRetry(PATIENT),
              environment,
              Clock.systemUTC())) {
        RunRecord record = evaluation.run(Progress.NONE, new StopSignal());
        assertThat(record.counts().failures()).isEmpty();
        assertThat(record.complete()).isTrue();
      }
      assertThat(labels(rough.folder())).isEqualTo(smooth.labels());
      assertThat(suites(rough.folder())).isEqualTo(smooth.suites());
    }
  }

  private record Finished(
      RunRecord record, Path folder, Map<String, JsonNode> labels, JsonNode suites) {}

  private Finished run(Suite suite, FaultyServer server, RetryPolicy retry) throws Exception {
    EvaluationRequest request =
        new EvaluationRequest(
            List.of(suite),
            Map.of("chat", ModelName.parse(SmallSuite.MODEL + "@" + server.baseUrl())),
            Map.of(),
            List.of(),
            false,
            1,
            1,
            8,
            Limits.NONE,
            CallSettings.standard().withRetry(retry),
            folder.resolve("reports"),
            List.of());
    Environment environment = Environment.read(Map.of(), folder);
    try (Evaluation evaluation = Evaluation.start(request, environment, Clock.systemUTC())) {
      RunRecord record = evaluation.run(Progress.NONE, new StopSignal());
      Path run = evaluation.folder();
      return new Finished(record, run, labels(run), suites(run));
    }
  }

  private static Map<String, JsonNode> labels(Path run) {
    Map<String, JsonNode> labels = new TreeMap<>();
    JournalFile.in(run)
        .rows("label")
        .forEach(row -> labels.put(row.path("trial").asText(), row.path("labels")));
    return labels;
  }

  private static JsonNode suites(Path run) throws Exception {
    return JSON.readTree(run.resolve("report.json").toFile()).path("suites");
  }
}
