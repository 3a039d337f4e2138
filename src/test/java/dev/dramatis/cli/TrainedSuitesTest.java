package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.calibrate.Calibration;
import dev.dramatis.calibrate.CalibrationLine;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.WorldServer;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Suites that train, over HTTP from upload to verdict, in worlds whose truth is known. What it
 * finds is the table of docs/training.md.
 */
@Tag("slow")
class TrainedSuitesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DRAWS = 100;

  /** The share of drawn data in which the rule must contradict before a run is asked to. */
  private static final double SURE = 0.95;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "narrow-harm-broad-shift",
        "intent-reframe-blocks-shift",
        "inoculation-selective-and-semantic",
        "harmless-oddity-shift",
        "era-shift-from-terms",
        "evidence-dose-and-reversal"
      })
  void theWorldsGetTheVerdictsOfTheirConstruction(String id) throws Exception {
    Suite suite = SuiteLoader.load(Path.of("suites", id + ".yaml"));
    Rule rule = rule(suite);
    JsonNode psm = primary(suite, "psm");
    JsonNode lookup = primary(suite, "lookup");
    JsonNode none = primary(suite, "null");

    note(id, rule, psm, lookup, none);
    assertThat(verdict(psm)).isEqualTo(Verdict.SUPPORTED);
    assertThat(verdict(lookup)).isNotEqualTo(Verdict.SUPPORTED);
    if (rule.contradictsInLookup() >= SURE) {
      assertThat(verdict(lookup)).isEqualTo(Verdict.CONTRADICTED);
    }
    assertThat(verdict(none)).isEqualTo(Verdict.NOT_TESTED);
    assertThat(none.path("reason").asText()).startsWith("the check ");
    for (JsonNode world : List.of(psm, lookup)) {
      assertThat(world.path("claims").get(0).path("seeds")).hasSize(3);
    }
  }

  /** How often the rule of decision alone says so on data drawn at the worlds' true rates. */
  private record Rule(double supportsInPsm, double contradictsInLookup) {}

  private static Rule rule(Suite suite) throws InterruptedException {
    List<CalibrationLine> lines =
        new Calibration(List.of(suite), Clock.systemUTC())
            .run(
                List.of("psm", "lookup"),
                0,
                DRAWS,
                prediction -> prediction.role() == Role.PRIMARY,
                2,
                done -> {});
    return new Rule(
        lines.get(0).ruleShare(Verdict.SUPPORTED).orElseThrow(),
        lines.get(1).ruleShare(Verdict.CONTRADICTED).orElseThrow());
  }

  /** One {@code run --train} against a server of its own. */
  private JsonNode primary(Suite suite, String world) throws Exception {
    Cli cli = new Cli(Files.createDirectories(folder.resolve(suite.id() + "-" + world)));
    try (WorldServer server =
        WorldServer.start(
            KnownSuites.of(List.of(suite)),
            WorldTable.load(),
            Banks.load(),
            1,
            new WorldServer.Options(0, 8, Duration.ZERO, Duration.ofMillis(100), Optional.empty()),
            Clock.systemUTC())) {
      Cli.Called called =
          cli.call(
              "run",
              suite.file().toAbsolutePath().toString(),
              "--train",
              "--yes",
              "--poll",
              "0.05",
              "--fail-on",
              "never",
              "--judge",
              "openai-compatible/judge@" + server.baseUrl(),
              "--model",
              "openai-compatible/" + world + "@" + server.baseUrl());
      assertThat(called.code()).as(called.err()).isZero();
    }
    String id =
        suite.predictions().stream()
            .filter(prediction -> prediction.role() == Role.PRIMARY)
            .findFirst()
            .orElseThrow()
            .id();
    try (Stream<Path> files = Files.walk(cli.folder)) {
      Path report = files.filter(file -> file.endsWith("report.json")).findFirst().orElseThrow();
      for (JsonNode prediction :
          JSON.readTree(report.toFile()).path("suites").get(0).path("predictions")) {
        if (prediction.path("id").asText().equals(id)) {
          return prediction;
        }
      }
    }
    throw new AssertionError("no primary");
  }

  private static Verdict verdict(JsonNode prediction) {
    return Verdict.valueOf(prediction.path("verdict").asText());
  }

  /** Of several claims the one with the margin to be exceeded stands last. */
  private static JsonNode last(JsonNode prediction) {
    return prediction.path("claims").get(prediction.path("claims").size() - 1);
  }

  private static void note(String id, Rule rule, JsonNode psm, JsonNode lookup, JsonNode none)
      throws IOException {
    String line =
        String.format(
            Locale.ROOT,
            "| `%s` | %s %+.2f | %.0f %% | %s %+.2f | %.0f %% | %s |%n",
            id,
            verdict(psm),
            last(psm).path("estimate").asDouble(),
            100 * rule.supportsInPsm(),
            verdict(lookup),
            last(lookup).path("estimate").asDouble(),
            100 * rule.contradictsInLookup(),
            verdict(none) + ": " + none.path("reason").asText());
    Path target = Files.createDirectories(Path.of("target"));
    Files.writeString(target.resolve("trained-" + id + ".md"), line);
  }
}
