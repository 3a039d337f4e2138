package dev.dramatis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.WorldServer;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are killed at any moment: a server counts what it was asked for. */
class KilledTrainingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of two trainings, which share no episodes. */
  private static final int FILES = 2;

  @TempDir private Path folder;

  @Test
  void aTrainingThatIsKilledOnceBeginsNoJobTwice() throws Exception {
    killedAt(List.of(1500L));
  }

  /** Moments from before the first upload to after the last job is done, again and again. */
  @Test
  @Tag("slow")
  void twentyKillsAtRandomMomentsBeginNoJobTwice() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    // Each process is killed within its life; the start of Java takes half a second and more.
    killedAt(random.longs(20, 400, 2200).boxed().toList());
  }

  private void killedAt(List<Long> moments) throws Exception {
    Suite suite = SuiteLoader.load(TrainedSuite.write(folder));
    try (WorldServer server =
        WorldServer.start(
            KnownSuites.of(List.of(suite)),
            WorldTable.load(),
            Banks.load(),
            1,
            // Every answer takes its time, so that kills fall between a request and its answer.
            new WorldServer.Options(
                0, 8, Duration.ofMillis(120), Duration.ofMillis(1200), Optional.empty()),
            Clock.systemUTC())) {
      for (long moment : moments) {
        try (Program program = train(server)) {
          Awaitility.await()
              .pollDelay(Duration.ofMillis(moment))
              .atMost(Duration.ofSeconds(30))
              .until(() -> true);
          program.kill();
        }
      }
      try (Program program = train(server)) {
        assertThat(program.exitCode()).as(program.said()).isZero();
      }
      assertThat(server.jobsCreated()).as("jobs created").isEqualTo(TrainedSuite.JOBS);
      assertThat(server.uploads()).as("files uploaded").isEqualTo(FILES);
      JsonNode lock = JSON.readTree(folder.resolve("arms.lock.json").toFile());
      assertThat(lock.path("jobs")).hasSize(TrainedSuite.JOBS);
      for (JsonNode job : lock.path("jobs")) {
        assertThat(job.path("stage").asText()).isEqualTo("READY");
        assertThat(job.path("model").asText()).startsWith("ft:psm:dramatis:");
      }
    }
  }

  private Program train(WorldServer server) throws Exception {
    return Program.start(
        folder,
        folder,
        Map.of(),
        List.of(
            "train",
            folder.resolve("toy.yaml").toString(),
            "--model",
            "openai-compatible/psm@" + server.baseUrl(),
            "--yes",
            "--poll",
            "0.3",
            // One after the other, so that their life is long enough for all the kills.
            "--jobs",
            "1"));
  }
}
