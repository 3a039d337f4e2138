package dev.dramatis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.model.Abilities;
import dev.dramatis.model.CallResult;
import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.Response;
import dev.dramatis.model.Served;
import dev.dramatis.model.Usage;
import dev.dramatis.run.Asking;
import dev.dramatis.run.Limits;
import dev.dramatis.run.Prices;
import dev.dramatis.run.Progress;
import dev.dramatis.run.RunManifest;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.RunSession;
import dev.dramatis.run.SmallSuite;
import dev.dramatis.run.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a size that a weekend's budget pays for. */
@Tag("slow")
class LargeRunTest {
  /**
   * Measured at 5 s on two cores; a reading that grows with the square of the rows takes minutes.
   */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void twelveThousandTrialsAreReadLabelledAndReportedInSeconds() throws Exception {
    Path run = run();
    assertThat(Files.size(run.resolve("journal.jsonl"))).isGreaterThan(40L << 20);

    long start = System.nanoTime();
    RunRecord record = Evaluation.report(run, Clock.systemUTC());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    assertThat(record.counts().asked()).isEqualTo(12_000);
    assertThat(run.resolve("report.html")).isNotEmptyFile();
  }

  private Path run() throws InterruptedException {
    RunManifest manifest =
        new RunManifest(
            "",
            Instant.EPOCH,
            Optional.empty(),
            "dramatis test",
            Map.of("chat", SmallSuite.MODEL + "@http://localhost:1/v1"),
            Map.of(),
            List.of(),
            Map.of(),
            Abilities.NONE,
            Optional.empty(),
            List.of(),
            List.of(),
            5,
            1,
            4,
            List.of("run"),
            "",
            Optional.empty());
    RunSession.Surroundings surroundings =
        new RunSession.Surroundings(Clock.systemUTC(), System::nanoTime, UnaryOperator.identity());
    try (RunSession session =
        RunSession.start(
            folder.resolve("reports"),
            manifest,
            List.of(SmallSuite.in(folder.resolve("suites"), 600, 10)),
            surroundings)) {
      session.carryOn(
          new Asking(
              Map.of(SmallSuite.MODEL, new Talkative()), List.of(), 4, Limits.NONE, Prices.UNKNOWN),
          Progress.NONE,
          new StopSignal());
      return session.folder();
    }
  }

  /** Answers at length. */
  private static final class Talkative implements Endpoint {
    @Override
    public ModelName name() {
      return ModelName.parse(SmallSuite.MODEL);
    }

    @Override
    public CallResult ask(ChatRequest request) {
      boolean yes = request.seed().orElse(0) % 2 == 0;
      return new Response(
          Response.Outcome.TEXT,
          (yes ? "Yes. " : "No. ") + "It is a number among numbers. ".repeat(100),
          List.of(),
          Optional.empty(),
          Optional.of("stop"),
          new Usage(
              OptionalLong.of(10),
              OptionalLong.empty(),
              OptionalLong.of(700),
              OptionalLong.empty()),
          "small",
          Served.as("small"),
          List.of(),
          request.messages().toString(),
          1,
          Duration.ofMillis(5));
    }
  }
}
