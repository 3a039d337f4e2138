package dev.dramatis.calibrate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.classify.Classifier;
import dev.dramatis.classify.Classifiers;
import dev.dramatis.classify.Subject;
import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.InMemoryRun;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Bearing;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Renderer;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.verdict.Gating;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteEvaluation;
import dev.dramatis.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole evaluations in the simulated worlds against the truth that the worlds know. */
class CalibrationTest {
  private static final WorldTable TABLE = WorldTable.load();
  private static final Banks BANKS = Banks.load();

  @TempDir private Path folder;

  @Test
  void inventedSuitesGetTheVerdictsThatTheTruthImplies() throws Exception {
    int contradicted = 0;
    for (int seed = 1; seed <= 8; seed++) {
      Suite draft = InventedSuite.write(folder.resolve("draft" + seed), seed, 0.1);
      double truth = trueDifference(draft, "psm");
      // A claim beyond what the measure can reach would be refused, so those truths get a true one.
      boolean holds = seed % 2 == 0 || truth > 0.75;
      contradicted += holds ? 0 : 1;
      double margin = holds ? truth - 0.2 : truth + 0.2;
      Suite suite = InventedSuite.write(folder.resolve("suite" + seed), seed, margin);

      PredictionResult primary = primary(suite, "psm", seed, Gating.ON);

      assertThat(primary.verdict())
          .as("seed %d: true difference %.3f, margin %.3f", seed, truth, margin)
          .isEqualTo(holds ? Verdict.SUPPORTED : Verdict.CONTRADICTED);
      assertThat(primary.claims().get(0).interval().contains(truth)).isTrue();
    }
    assertThat(contradicted).as("predictions that were false").isBetween(2, 6);
  }

  @Test
  void inTheNullWorldAnInventedDifferenceIsExactlyZero() throws Exception {
    for (int seed = 1; seed <= 4; seed++) {
      Suite suite = InventedSuite.write(folder.resolve("null" + seed), seed, 0.15);

      assertThat(trueDifference(suite, "null")).isBetween(-1e-9, 1e-9);
      assertThat(primary(suite, "null", seed, Gating.ON).verdict()).isEqualTo(Verdict.CONTRADICTED);
    }
  }

  @Test
  void theDialReachesAnyTrueEffectBetweenTheWorlds() throws Exception {
    Suite suite = InventedSuite.write(folder.resolve("dial"), 2, 0.1);
    double whole = trueDifference(suite, "psm");

    assertThat(trueDifference(suite, "dial@0.5")).isCloseTo(0.5 * whole, within(1e-9));
  }

  /**
   * Two ways to the same share: evaluations with every conversation had, and data drawn at rates
   * that are summed over replies. The margin lies where the rule often cannot decide.
   */
  @Test
  void theRuleAloneDecidesAsOftenAsWholeEvaluationsDo() throws Exception {
    Suite draft = InventedSuite.write(folder.resolve("draft"), 4, 0.1);
    Suite suite =
        InventedSuite.write(folder.resolve("close"), 4, trueDifference(draft, "psm") - 0.04);
    int seeds = 30;
    int draws = 300;

    CalibrationLine line =
        new Calibration(List.of(suite), Clock.systemUTC())
            .run(List.of("psm"), seeds, draws, prediction -> true, 2, done -> {})
            .get(0);

    double rule = line.ruleShare(Verdict.SUPPORTED).orElseThrow();
    double whole = (double) line.gatesOff().getOrDefault(Verdict.SUPPORTED, 0) / seeds;
    assertThat(rule).isBetween(0.15, 0.85);
    assertThat(whole)
        .isCloseTo(rule, within(4 * Math.sqrt(rule * (1 - rule) * (1.0 / seeds + 1.0 / draws))));
  }

  @Test
  @Tag("slow")
  void manyShotsAreEvidenceInPsmAloneAndTheReversedPredictionIsContradicted() throws Exception {
    Suite suite = SuiteLoader.load(Path.of("suites/k-shot-dose-curve.yaml"));

    assertThat(primary(suite, "psm", 1, Gating.ON).verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(primary(suite, "lookup", 1, Gating.ON).verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(primary(suite, "copycat", 1, Gating.ON).verdict()).isNotEqualTo(Verdict.SUPPORTED);
    PredictionResult untested = primary(suite, "null", 1, Gating.ON);
    assertThat(untested.verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(untested.reason()).contains("shown-where-shown");
    assertThat(primary(reversed(suite), "psm", 1, Gating.ON).verdict())
        .isEqualTo(Verdict.CONTRADICTED);
  }

  /** The table of docs/statistics.md; over all suites, 20 seeds in each world. */
  @Test
  @Tag("slow")
  void overTwentySeedsEachWorldGetsTheVerdictsOfItsConstruction() throws Exception {
    int seeds = 20;
    List<CalibrationLine> lines =
        new Calibration(
                shipped().stream().filter(suite -> suite.trainings().isEmpty()).toList(),
                Clock.systemUTC())
            .run(
                List.of("psm", "lookup", "copycat", "null"),
                seeds,
                100,
                prediction -> prediction.role() == Role.PRIMARY,
                2,
                done -> {});

    StringBuilder table = new StringBuilder("| suite | world | gates on | gates off | rule |\n");
    for (CalibrationLine line : lines) {
      if (line.prediction().role() != Role.PRIMARY) {
        continue;
      }
      table.append(
          "| %s | %s | %s | %s | %s |%n"
              .formatted(line.suite(), line.world(), line.gatesOn(), line.gatesOff(), line.rule()));
      if (line.world().equals("lookup")
          && line.ruleShare(Verdict.CONTRADICTED).orElseThrow() >= 0.95) {
        // Fewer than 16 of 20 at a rate of 0.95 happens once in 390 suites.
        assertThat(line.gatesOff().getOrDefault(Verdict.CONTRADICTED, 0))
            .as(line.suite() + " in lookup")
            .isGreaterThanOrEqualTo(16);
      }
      boolean counts =
          line.prediction().bearing() == Bearing.CORE
              || line.prediction().bearing() == Bearing.DERIVED;
      int supported = line.gatesOn().getOrDefault(Verdict.SUPPORTED, 0);
      if (line.world().equals("psm") && counts) {
        assertThat(supported).as(line.suite()).isGreaterThanOrEqualTo(18);
      } else if (!line.world().equals("psm") && counts) {
        // 2.5 % of 20 is a half; three or more by chance happen once in 70 tables.
        assertThat(supported).as(line.suite() + " in " + line.world()).isLessThanOrEqualTo(2);
        assertThat(line.gatesOff().getOrDefault(Verdict.SUPPORTED, 0)).isLessThanOrEqualTo(2);
      }
    }
    Files.writeString(Path.of("target/calibration.md"), table.toString());
  }

  /**
   * Suites that train ask three models of everything, so that fewer seeds have to do. In copycat
   * what was trained recurs wherever it is asked, so that a primary which asks for that very thing
   * holds there too; its suite says so.
   */
  @Test
  @Tag("slow")
  void suitesThatTrainGetTheVerdictsOfTheirWorlds() throws Exception {
    int seeds = 2;
    List<CalibrationLine> lines =
        new Calibration(
                shipped().stream().filter(suite -> !suite.trainings().isEmpty()).toList(),
                Clock.systemUTC())
            .run(List.of("psm", "lookup", "null"), seeds, 0, prediction -> false, 2, done -> {});
    int decided = 0;
    for (CalibrationLine line : lines) {
      Bearing bearing = line.prediction().bearing();
      if (line.prediction().role() != Role.PRIMARY
          || (bearing != Bearing.CORE && bearing != Bearing.DERIVED)) {
        continue;
      }
      int supported = line.gatesOn().getOrDefault(Verdict.SUPPORTED, 0);
      if (line.world().equals("psm")) {
        decided += supported;
      } else {
        assertThat(supported).as(line.suite() + " in " + line.world()).isZero();
        assertThat(line.gatesOn().getOrDefault(Verdict.NOT_TESTED, 0))
            .as(line.suite() + " in " + line.world())
            .isEqualTo(line.world().equals("null") ? seeds : 0);
      }
    }
    // Of some thirty evaluations; each is to be decided in nine of ten.
    assertThat(decided).isGreaterThanOrEqualTo(seeds * 12);
  }

  @Test
  @Tag("slow")
  void everyShippedPrimaryThatPsmSupportsIsContradictedWhenReversed() throws Exception {
    for (Suite suite : shipped()) {
      if (primary(suite, "psm", 3, Gating.ON).verdict() == Verdict.SUPPORTED) {
        assertThat(primary(reversed(suite), "psm", 3, Gating.ON).verdict())
            .as(suite.id())
            .isEqualTo(Verdict.CONTRADICTED);
      }
    }
  }

  private static List<Suite> shipped() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("suites"))) {
      List<Path> suites = files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
      List<Suite> loaded = new ArrayList<>();
      for (Path file : suites) {
        loaded.add(SuiteLoader.load(file));
      }
      return loaded;
    }
  }

  private static SimulatedEndpoint endpoint(Suite suite, String world, long worldSeed) {
    return new SimulatedEndpoint(
        ModelName.parse("simulated/" + world),
        KnownSuites.of(List.of(suite)),
        TABLE,
        BANKS,
        worldSeed);
  }

  private static PredictionResult primary(Suite suite, String world, long seed, Gating gating)
      throws InterruptedException {
    Suite bound = Calibration.trained(suite);
    return SuiteEvaluation.of(
            bound,
            InMemoryRun.of(
                    bound,
                    Map.copyOf(
                        Calibration.endpoints(bound, KnownSuites.of(List.of(bound)), world, seed)),
                    List.of(),
                    seed,
                    Clock.systemUTC())
                .outcomes(),
            gating)
        .primary();
  }

  /** The primary's true contrast, from the exact distribution of texts and the real classifier. */
  private static double trueDifference(Suite suite, String world) {
    SimulatedEndpoint endpoint = endpoint(suite, world, 1);
    Claim claim = suite.predictions().get(0).claims().get(0);
    ClassifierSpec spec = suite.classifiers().get("marked");
    Classifier classifier = Classifiers.of(requireNonNull(spec));
    Renderer renderer = new Renderer(suite);
    double sum = 0;
    for (Map.Entry<Cell, Double> cell : claim.contrast().weights().entrySet()) {
      Arm arm = suite.arm(cell.getKey().arm());
      for (Probe probe : suite.probes()) {
        ChatRequest request =
            new ChatRequest(
                renderer.conversation(arm, probe).request(List.of()),
                arm.parameters(),
                OptionalInt.of(1));
        for (Map.Entry<String, Double> reply :
            endpoint.world(request).distribution(request).entrySet()) {
          boolean match =
              classifier.classify(Subject.of(reply.getKey())) instanceof Labelled labelled
                  && labelled.label().equals("match");
          sum += match ? cell.getValue() * reply.getValue() : 0;
        }
      }
    }
    return sum / suite.probes().size();
  }

  /** The suite with the contrasts of its primary turned round where it claims "above". */
  private static Suite reversed(Suite suite) {
    List<Prediction> predictions =
        suite.predictions().stream()
            .map(
                prediction -> prediction.role() == Role.PRIMARY ? reversed(prediction) : prediction)
            .toList();
    return new Suite(
        suite.file(),
        suite.id(),
        suite.title(),
        suite.claim(),
        suite.source(),
        suite.requires(),
        suite.drawnFrom(),
        suite.tools(),
        suite.arms(),
        suite.probes(),
        suite.shots(),
        suite.trainings(),
        suite.classifiers(),
        predictions,
        suite.sampling(),
        suite.exclusions(),
        suite.judgeBar(),
        suite.world(),
        suite.files(),
        suite.hash());
  }

  private static Prediction reversed(Prediction prediction) {
    List<Claim> claims =
        prediction.claims().stream()
            .map(
                claim -> {
                  if (!(claim.bound() instanceof Bound.Above)) {
                    return claim;
                  }
                  Map<Cell, Double> weights = new LinkedHashMap<>();
                  claim.contrast().weights().forEach((cell, w) -> weights.put(cell, -w));
                  return new Claim(
                      new Contrast(claim.contrast().kind(), weights),
                      claim.measure(),
                      claim.bound());
                })
            .toList();
    return new Prediction(
        prediction.id(),
        prediction.role(),
        prediction.bearing(),
        prediction.says(),
        claims,
        prediction.gates(),
        prediction.alternatives(),
        prediction.ifSupported(),
        prediction.ifContradicted(),
        prediction.rivals(),
        prediction.line());
  }
}
