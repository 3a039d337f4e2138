package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.TrainedSuite;
import dev.dramatis.finetune.LockEntry;
import dev.dramatis.finetune.TrainingLock;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.WorldServer;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train}, and {@code run} with what was trained, against the local server of the worlds. */
class TrainCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir private Path folder;
  private Cli cli;
  private Path suite;

  @BeforeEach
  void write() throws IOException {
    cli = new Cli(folder);
    suite = TrainedSuite.write(folder);
  }

  private WorldServer server(Duration training) throws Exception {
    return WorldServer.start(
        KnownSuites.of(List.of(SuiteLoader.load(suite))),
        WorldTable.load(),
        Banks.load(),
        1,
        new WorldServer.Options(0, 8, Duration.ZERO, training, Optional.empty()),
        Clock.systemUTC());
  }

  private Cli.Called call(WorldServer server, String command, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                suite.toString(),
                "--model",
                "openai-compatible/psm@" + server.baseUrl(),
                "--poll",
                "0.05"));
    arguments.addAll(List.of(more));
    return cli.call(arguments.toArray(String[]::new));
  }

  /** Calls, and goes away once so many jobs were created and stand in the lock. */
  private void leaveOnceBegun(WorldServer server, int jobs, String command, String... more)
      throws InterruptedException {
    Thread caller = new Thread(() -> call(server, command, more));
    caller.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                server.jobsCreated() == jobs
                    && TrainingLock.read(folder).jobs().stream()
                        .allMatch(job -> job.stage() == LockEntry.Stage.TRAINING));
    caller.interrupt();
    caller.join();
  }

  @Test
  void theDeadlineEndsTheWaitAndNotTheJobs() throws Exception {
    try (WorldServer server = server(Duration.ofHours(1))) {
      Cli.Called called = call(server, "train", "--yes", "--seeds", "1", "--deadline", "0.0001");

      assertThat(called.code()).isEqualTo(4);
      assertThat(called.err()).contains("deadline is over", "goes on");
    }
  }

  private JsonNode primary() throws IOException {
    try (Stream<Path> reports = Files.walk(folder.resolve("reports"))) {
      Path report =
          reports.filter(file -> file.endsWith("report.json")).max(Path::compareTo).orElseThrow();
      for (JsonNode prediction :
          JSON.readTree(report.toFile()).path("suites").get(0).path("predictions")) {
        if (prediction.path("id").asText().equals("spreads")) {
          return prediction;
        }
      }
    }
    throw new AssertionError("no primary");
  }

  @Test
  void runTrainsWhatIsMissingAndAsksIt() throws Exception {
    try (WorldServer server = server(SHORT)) {
      Cli.Called first = call(server, "run", "--train", "--yes");

      assertThat(first.code()).as(first.err()).isZero();
      assertThat(first.out()).contains("spreads", "SUPPORTED");
      assertThat(server.jobsCreated()).isEqualTo(TrainedSuite.JOBS);
      assertThat(server.uploads()).isEqualTo(2);

      Cli.Called second = call(server, "run", "--train", "--yes");

      assertThat(second.code()).isZero();
      assertThat(server.jobsCreated()).as("no job is begun twice").isEqualTo(TrainedSuite.JOBS);
    }
  }

  @Test
  void aModelTrainedOverHttpAnswersAsOneTrainedInProcess() throws Exception {
    try (WorldServer server = server(SHORT)) {
      assertThat(call(server, "run", "--train", "--yes", "--reports", "reports/http").code())
          .isZero();
    }
    JsonNode http = primary();
    assertThat(cli.call("run", suite.toString(), "--reports", "reports/process").code()).isZero();
    JsonNode process = primary();

    assertThat(process.path("claims").get(0).path("estimate").isNumber()).isTrue();
    assertThat(http.path("claims").get(0)).isEqualTo(process.path("claims").get(0));
  }

  @Test
  void whatWasNotTrainedIsNotTestedAndSaidBeforehand() throws Exception {
    try (WorldServer server = server(SHORT)) {
      Cli.Called called = call(server, "run");

      assertThat(called.err())
          .contains("not tested: spreads", "no model \"narrow\" was trained", "train");
      assertThat(primary().path("verdict").asText()).isEqualTo("NOT_TESTED");
      assertThat(server.jobsCreated()).isZero();
    }
  }

  @Test
  void nothingIsBegunUnlessSomebodyAgrees() throws Exception {
    try (WorldServer server = server(SHORT)) {
      Cli.Called called = call(server, "train");

      assertThat(called.code()).isEqualTo(2);
      assertThat(called.out()).contains("toy/narrow", "toy/matched", "6 jobs would be begun");
      assertThat(called.err()).contains("--yes");
      assertThat(server.uploads()).isZero();
      assertThat(server.jobsCreated()).isZero();
    }
  }

  @Test
  void jobsAreShownCancelledAndBegunAnewByWish() throws Exception {
    try (WorldServer server = server(Duration.ofHours(1))) {
      leaveOnceBegun(server, 2, "train", "--yes", "--seeds", "1");
      assertThat(call(server, "train", "--status", "--seeds", "1").out())
          .contains("toy/narrow, seed 1", "training", "ftjob-");

      assertThat(call(server, "train", "--cancel", "--seeds", "1").code()).isZero();
      Cli.Called failed = call(server, "train", "--yes", "--seeds", "1");
      assertThat(failed.code()).isEqualTo(4);
      assertThat(failed.err()).contains("No model of toy/narrow, seed 1", "cancelled", "--retry");
      assertThat(server.jobsCreated()).isEqualTo(2);

      leaveOnceBegun(server, 4, "train", "--retry", "--yes", "--seeds", "1");
      assertThat(server.jobsCreated()).as("begun anew under another name").isEqualTo(4);
      assertThat(server.uploads()).as("the episodes were there already").isEqualTo(2);
    }
  }

  @Test
  void uploadedFilesAreRemovedByWish() throws Exception {
    try (WorldServer server = server(SHORT)) {
      assertThat(call(server, "train", "--yes", "--seeds", "1").code()).isZero();

      Cli.Called asked = call(server, "train", "--gc", "--seeds", "1");
      assertThat(asked.code()).isEqualTo(2);
      assertThat(asked.out()).contains("file file-000001");

      assertThat(call(server, "train", "--gc", "--yes", "--seeds", "1").code()).isZero();
      assertThat(call(server, "train", "--gc", "--yes", "--seeds", "1").err())
          .contains("nothing of ours");

      assertThat(call(server, "run", "--seeds", "1").code())
          .as("models outlive the files that they were made of")
          .isZero();
      assertThat(server.jobsCreated()).isEqualTo(2);
    }
  }

  @Test
  void anotherProcessMayNotTrainWithTheSameLock() throws Exception {
    try (WorldServer server = server(SHORT);
        TrainingLock held = TrainingLock.hold(folder)) {
      Cli.Called called = call(server, "train", "--yes");

      assertThat(held.jobs()).isEmpty();
      assertThat(called.code()).isEqualTo(4);
      assertThat(called.err()).contains("Another process is training");
      assertThat(server.jobsCreated()).isZero();
    }
  }

  @Test
  void aLockThatCannotBeReadStopsEverything() throws Exception {
    Files.writeString(folder.resolve("arms.lock.json"), "{\"version\": 1, \"jobs\": [{");
    try (WorldServer server = server(SHORT)) {
      Cli.Called called = call(server, "train", "--yes");

      assertThat(called.code()).isEqualTo(4);
      assertThat(called.err()).contains("arms.lock.json", "cannot be read", "put back");
      assertThat(server.jobsCreated()).isZero();
    }
  }

  @Test
  void modelsTrainedElsewhereAreNamedOncePerSeed() throws Exception {
    try (WorldServer server = server(SHORT)) {
      String address = "@" + server.baseUrl();
      Cli.Called called =
          call(
              server,
              "run",
              "--model",
              "chat=openai-compatible/psm" + address,
              "--model",
              "narrow=openai-compatible/psm:toy" + address,
              "--model",
              "narrow=openai-compatible/lookup:toy" + address,
              "--model",
              "matched=openai-compatible/psm:toy" + address,
              "--model",
              "matched=openai-compatible/lookup:toy" + address);

      assertThat(called.err()).contains("4 models trained for the suites");
      assertThat(primary().path("claims").get(0).path("seeds")).hasSize(2);

      Cli.Called uneven =
          call(
              server,
              "run",
              "--model",
              "narrow=openai-compatible/psm:toy" + address,
              "--model",
              "matched=openai-compatible/psm:toy" + address,
              "--model",
              "matched=openai-compatible/lookup:toy" + address);
      assertThat(uneven.code()).isEqualTo(2);
      assertThat(uneven.err()).contains("equally many");
    }
  }

  @Test
  void trainingByProvidersThatTrainNobodyIsRefusedWithTheRemedy() {
    cli.variables.put("ANTHROPIC_API_KEY", "sk-ant-test-0123456789");
    Cli.Called called =
        cli.call("train", suite.toString(), "--model", "anthropic/claude-haiku-4-5", "--yes");

    assertThat(called.code()).isEqualTo(4);
    assertThat(called.err()).contains("anthropic trains no models", "--train-command");
  }

  @Test
  void aCommandOfTheUsersTrains() throws Exception {
    try (WorldServer server = server(SHORT)) {
      // Stands for a trainer: it checks its file and names a model that the server has.
      Path script =
          cli.write(
              "train.sh",
              "test $(wc -l < \"$1\") -eq 200 || exit 3\necho training on $2 with seed $3\n"
                  + "echo psm:toy\n");
      Cli.Called called =
          call(
              server,
              "run",
              "--train",
              "--yes",
              "--seeds",
              "2",
              "--train-command",
              "sh '" + script + "' {episodes} {base} {seed} {epochs}");

      assertThat(called.code()).as(called.err()).isIn(0, 3);
      assertThat(called.err()).contains("exit status 0", "ready: psm:toy");
      assertThat(called.out()).contains("Each job runs on this machine");
      assertThat(primary().path("claims").get(0).path("seeds")).hasSize(2);
    }
  }

  @Test
  void aCommandThatFailsIsShownWithItsLastWords() throws Exception {
    try (WorldServer server = server(SHORT)) {
      Path script = cli.write("train.sh", "echo out of memory at step 3\nexit 7\n");
      Cli.Called called =
          call(
              server,
              "train",
              "--yes",
              "--seeds",
              "1",
              "--train-command",
              "sh '" + script + "' {episodes} {epochs}");

      assertThat(called.code()).isEqualTo(4);
      assertThat(called.err()).contains("exit status 7", "out of memory at step 3");
    }
  }
}
