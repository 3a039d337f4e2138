package dev.dramatis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.Limits;
import dev.dramatis.run.Progress;
import dev.dramatis.run.StopSignal;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.WorldServer;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.suite.Trial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs over HTTP that are killed, stopped and carried on. */
class EndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "suites/template-hole-break.yaml";
  private static final long SEED = 7;
  private static final int IN_FLIGHT = 8;

  private static Suite suite;
  private static Plan plan;

  @TempDir private Path folder;

  @BeforeAll
  static void loadSuite() throws Exception {
    suite = SuiteLoader.load(Path.of(FILE));
    plan = Plan.of(suite, Map.of("chat", "openai-compatible/psm"), SEED);
  }

  @Test
  void aRunThatIsKilledAndCarriedOnDecidesAsOneThatWasNot() throws Exception {
    try (WorldServer server = server(Duration.ofMillis(15))) {
      killAndResume(server, folder.resolve("killed"), 0.5, uninterrupted());
    }
  }

  @Test
  @Tag("slow")
  void itDoesNotMatterWhenARunIsKilled() throws Exception {
    JsonNode expected = uninterrupted();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10; i++) {
      try (WorldServer server = server(Duration.ofMillis(15))) {
        killAndResume(
            server, folder.resolve("kill-" + i), 0.01 + 0.9 * random.nextDouble(), expected);
      }
    }
  }

  private void killAndResume(WorldServer server, Path reports, double share, JsonNode expected)
      throws Exception {
    try (Program program = run(reports, server.baseUrl())) {
      awaitTrials(program, reports, (int) (share * plan.size()));
      program.kill();
    }
    Path run = runIn(reports);
    JournalFile journal = JournalFile.in(run);
    Set<String> finished = Set.copyOf(journal.answered().keySet());
    assertThat(finished).hasSizeBetween((int) (share * plan.size()), plan.size() - 1);
    journal.tear();

    try (Program program = program("resume", run.toString(), "-j", "" + IN_FLIGHT)) {
      assertThat(program.exitCode()).as(program.said()).isZero();
    }

    assertThat(suites(run)).isEqualTo(expected);
    assertThat(journal.answered()).hasSize(plan.size());
    int askedTwice = 0;
    for (int i = 0; i < plan.size(); i++) {
      Trial trial = plan.trial(i);
      int asked = requests(server, trial);
      assertThat(asked).as(trial.id()).isBetween(1, finished.contains(trial.id()) ? 1 : 2);
      askedTwice += asked - 1;
    }
    assertThat(askedTwice).isLessThanOrEqualTo(IN_FLIGHT);
    assertThat(server.requests()).isEqualTo(plan.size() + (long) askedTwice);
  }

  @Test
  void aRunIsHeldByOneProcessAndStopsWhenItIsTold() throws Exception {
    Path reports = folder.resolve("stopped");
    try (WorldServer server = server(Duration.ofMillis(100));
        Program program = run(reports, server.baseUrl())) {
      awaitTrials(program, reports, 20);
      Path run = runIn(reports);

      try (Program second = program("resume", run.toString())) {
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err()).contains("another process is carrying on this run");
      }
      assertThat(program.isRunning()).isTrue();
      long start = System.nanoTime();
      program.terminate();

      assertThat(program.exitCode()).as(program.said()).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(program.err())
          .contains("interrupted")
          .contains("What was finished is kept. To go on:\n")
          .contains("./dramatis resume " + run);
      JournalFile journal = JournalFile.in(run);
      assertThat(journal.answered()).hasSizeLessThan(plan.size());
      assertThat((long) journal.answered().size()).isEqualTo(server.requests());
      assertThat(journal.rows("label")).hasSameSizeAs(journal.rows("trial"));
      assertThat(run.resolve("report.json")).exists();
    }
  }

  @Test
  @Tag("slow")
  void aServerThatHangsDoesNotHoldAStopBack() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    // Nobody answers: the exchange is left open.
    server.createContext("/", exchange -> asked.incrementAndGet());
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    try (Program program =
        program(
            "run",
            FILE,
            "--no-preflight",
            "--model",
            "openai-compatible/psm@" + url,
            "--reports",
            folder.resolve("hanging").toString())) {
      await().atMost(Duration.ofSeconds(60)).until(() -> asked.get() > 0);
      long start = System.nanoTime();
      program.terminate();

      assertThat(program.exitCode()).as(program.said()).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(program.err()).contains("./dramatis resume");
    } finally {
      server.stop(0);
    }
  }

  private static void awaitTrials(Program program, Path reports, int finished) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              assertThat(program.isRunning()).as(program.said()).isTrue();
              return Program.runs(reports).stream()
                  .anyMatch(run -> JournalFile.in(run).finished() >= finished);
            });
  }

  private static Path runIn(Path reports) {
    List<Path> runs = Program.runs(reports);
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  /** The suites' part of the report of a run that nothing stopped. */
  private JsonNode uninterrupted() throws Exception {
    try (WorldServer server = server(Duration.ZERO)) {
      ModelName model = ModelName.parse("openai-compatible/psm@" + server.baseUrl());
      EvaluationRequest request =
          new EvaluationRequest(
              List.of(suite),
              Map.of("chat", model),
              Map.of(),
              List.of(),
              false,
              SEED,
              1,
              IN_FLIGHT,
              Limits.NONE,
              CallSettings.standard(),
              folder.resolve("uninterrupted"),
              List.of());
      Environment environment = Environment.read(Map.of(), folder);
      try (Evaluation evaluation = Evaluation.start(request, environment, Clock.systemUTC())) {
        assertThat(evaluation.run(Progress.NONE, new StopSignal()).complete()).isTrue();
        return suites(evaluation.folder());
      }
    }
  }

  private static JsonNode suites(Path run) throws IOException {
    JsonNode suites = JSON.readTree(run.resolve("report.json").toFile()).path("suites");
    assertThat(suites.isMissingNode()).isFalse();
    return suites;
  }

  private static int requests(WorldServer server, Trial trial) {
    return server.requests(trial.conversation().request(List.of()), OptionalInt.of(trial.seed()));
  }

  private static WorldServer server(Duration latency) throws IOException {
    return WorldServer.start(
        KnownSuites.of(List.of(requireNonNull(suite))),
        WorldTable.load(),
        Banks.load(),
        1,
        new WorldServer.Options(0, 4, latency),
        Clock.systemUTC());
  }

  private Program run(Path reports, URI url) throws IOException {
    return program(
        "run",
        FILE,
        "--model",
        "openai-compatible/psm@" + url,
        "--reports",
        reports.toString(),
        "--seed",
        "" + SEED,
        "-j",
        "" + IN_FLIGHT,
        "--fail-on",
        "never");
  }

  private Program program(String... arguments) throws IOException {
    return Program.start(folder, Map.of(), List.of(arguments));
  }
}
