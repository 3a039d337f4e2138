package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteLoaderTest {
  @TempDir Path folder;

  private static Suite reference() throws InvalidSuiteException {
    return SuiteLoader.load(ReferenceSuite.ORIGINAL);
  }

  @Test
  void expandsSweepsIntoPlainArms() throws InvalidSuiteException {
    Suite suite = reference();

    assertThat(suite.arms())
        .extracting(Arm::id)
        .containsExactly(
            "zero",
            "own[k=0]",
            "own[k=1]",
            "own[k=3]",
            "quoted",
            "framed",
            "talk",
            "apart",
            "overheard",
            "tuned[heat=0,mood=warm]",
            "tuned[heat=0,mood=cold]",
            "tuned[heat=0.5,mood=warm]",
            "tuned[heat=0.5,mood=cold]");
    Arm cold = suite.arm("tuned[heat=0.5,mood=cold]");
    assertThat(cold.system()).contains("Be cold.");
    assertThat(cold.parameters().temperature()).hasValue(0.5);
    assertThat(cold.parameters().topP()).hasValue(0.9);
    assertThat(cold.parameters().maxTokens()).isEqualTo(50);
    assertThat(cold.parameters().stop()).containsExactly("###");
    assertThat(cold.sweep())
        .contains(new SweepPoint("tuned", Map.of("heat", "0.5", "mood", "cold")));
    assertThat(suite.arm("own[k=3]").shots())
        .contains(new Shots("reference/{{style}}.jsonl", 3, Shots.Order.PER_PROBE, Layout.TURNS));
  }

  @Test
  void givesArmsTheirDefaults() throws InvalidSuiteException {
    Arm zero = reference().arm("zero");

    assertThat(zero.model()).isEqualTo("chat");
    assertThat(zero.template()).isEqualTo("{{probe}}");
    assertThat(zero.shots()).isEmpty();
    assertThat(zero.script()).isEmpty();
    assertThat(zero.scriptLayout()).isEqualTo(Layout.TURNS);
    assertThat(zero.groups()).containsExactlyInAnyOrder("far", "near");
  }

  @Test
  void rendersEveryProbeInEveryArmThatTakesIt() throws InvalidSuiteException {
    Suite suite = reference();
    Renderer renderer = new Renderer(suite);

    int conversations = 0;
    for (Arm arm : suite.arms()) {
      for (Probe probe : suite.probes()) {
        if (arm.takes(probe)) {
          assertThat(renderer.conversation(arm, probe).asks()).isPositive();
          conversations++;
        }
      }
    }

    assertThat(conversations).isEqualTo(5 * 10 + 4 * 4 + 4 * 2);
    assertThat(renderer.conversation(suite.arm("framed"), suite.probes().get(0)).script())
        .containsExactly(Message.user("What should a beginner know about roses? Keep {{braces}}."));
  }

  @Test
  void readsProbesWithTheirMatterKeysAndVariables() throws InvalidSuiteException {
    List<Probe> probes = reference().probes();

    assertThat(probes).hasSize(12);
    Probe first = probes.get(0);
    assertThat(first.variables())
        .isEqualTo(Map.of("style", "curt", "remark", "I walked past roses today."));
    assertThat(first.matter().axes()).contains(List.of("curt"));
    assertThat(probes.subList(4, 10))
        .extracting(probe -> probe.key().orElseThrow())
        .containsExactly(
            new Key.Exact("dough"),
            new Key.Numeric(7, 0),
            new Key.Numeric(7.8, 0.1),
            new Key.Contains("salt"),
            new Key.Regex("^(yes|aye)"),
            new Key.AnyOf(List.of(new Key.Exact("oven"), new Key.Regex("stove"))));
    assertThat(probes.get(10).matter())
        .isEqualTo(
            new Matter(
                Optional.of("sums"),
                Optional.of("primes"),
                Optional.of("59"),
                Optional.of("61"),
                true,
                Optional.of(List.of("wrong"))));
  }

  @Test
  void writesEveryContrastAsWeightsOfCells() throws InvalidSuiteException {
    Map<Cell, Double> dose = weights("spreads");
    Map<Cell, Double> trend = weights("rises");

    assertThat(dose).isEqualTo(Map.of(cell("own[k=3]", "far"), 1.0, cell("own[k=0]", "far"), -1.0));
    // x = ln 1, ln 2, ln 4 = 0, a, 2a with a = ln 2: x̄ = a, Σ(x − x̄)² = 2a², range 2a, so the
    // weights are −a·2a/2a² = −1, 0 and 1; the cell in the middle is left out.
    assertThat(trend.get(cell("own[k=0]", "far"))).isCloseTo(-1, within(1e-12));
    assertThat(trend.get(cell("own[k=3]", "far"))).isCloseTo(1, within(1e-12));
    assertThat(trend).hasSize(2);
    assertThat(weights("two-sides").values()).containsExactly(1.0, -1.0, -1.0, 1.0);
    assertThat(weights("weighed").values()).containsExactly(0.5, 0.5, -1.0);
  }

  private static Map<Cell, Double> weights(String prediction) throws InvalidSuiteException {
    return prediction(prediction).claims().get(0).contrast().weights();
  }

  private static Prediction prediction(String id) throws InvalidSuiteException {
    return reference().predictions().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Cell cell(String arm, String group) {
    return new Cell(arm, Optional.of(group));
  }

  @Test
  void givesATrendTheWeightsOfALeastSquaresSlope() throws InvalidSuiteException {
    ReferenceSuite suite = ReferenceSuite.copyTo(folder);
    suite.edit("reference.yaml", "sweep: {k: [0, 1, 3]}", "sweep: {k: [0, 1, 2, 3]}");

    Map<Cell, Double> weights =
        SuiteLoader.load(suite.yaml()).predictions().stream()
            .filter(each -> each.id().equals("rises"))
            .findFirst()
            .orElseThrow()
            .claims()
            .get(0)
            .contrast()
            .weights();

    // x = 0, 0.693147, 1.098612, 1.386294; x̄ = 0.794513; Σ(x − x̄)² = 1.084177; range 1.386294.
    assertThat(weights.get(cell("own[k=0]", "far"))).isCloseTo(-1.01591, within(1e-4));
    assertThat(weights.get(cell("own[k=1]", "far"))).isCloseTo(-0.12961, within(1e-4));
    assertThat(weights.get(cell("own[k=2]", "far"))).isCloseTo(0.38884, within(1e-4));
    assertThat(weights.get(cell("own[k=3]", "far"))).isCloseTo(0.75669, within(1e-4));
  }

  @Test
  void readsEveryFormOfMeasure() throws InvalidSuiteException {
    Measure match =
        new Measure(
            new Measure.Form.LabelIs("short", Set.of("match")),
            Optional.empty(),
            Measure.OnRefusal.ZERO);

    assertThat(prediction("spreads").claims().get(0).measure()).isEqualTo(match);
    assertThat(prediction("rises").claims().get(0).measure())
        .isEqualTo(
            new Measure(
                match.form(),
                Optional.of(
                    new Measure(
                        new Measure.Form.LabelIs("voice", Set.of("assistant")),
                        Optional.empty(),
                        Measure.OnRefusal.ZERO)),
                Measure.OnRefusal.OUT));
    assertThat(prediction("two-sides").claims().get(0).measure().form())
        .isInstanceOf(Measure.Form.All.class);
    assertThat(prediction("weighed").claims().get(0).measure().least()).isEqualTo(-1);
    assertThat(prediction("both").claims())
        .extracting(claim -> claim.measure().form())
        .containsExactly(new Measure.Form.Agree("voice"), new Measure.Form.Score("voice", 1));
  }

  @Test
  void readsGatesAndSaysForAnAuthorWhatACheckMeans() throws InvalidSuiteException {
    assertThat(prediction("rises").gates()).contains(List.of("shown"));
    assertThat(prediction("two-sides").gates()).contains(List.of());
    assertThat(prediction("spreads").gates()).isEmpty();
    Prediction check = prediction("shown");
    assertThat(check.bearing()).isEqualTo(Bearing.ALLOWED);
    assertThat(check.says()).isEqualTo("own[k=3]/near − zero/near lies above 0.1.");
    assertThat(check.ifContradicted()).contains("not tested");
  }

  @Test
  void fillsInExclusionsAndTheWorld() throws InvalidSuiteException {
    Suite suite = reference();

    assertThat(suite.exclusions()).isEqualTo(new Exclusions(0.2, 0.05));
    WorldSpec world = suite.world().orElseThrow();
    assertThat(world.axes()).containsExactly("curt", "wrong");
    assertThat(world.characters())
        .isEqualTo(Map.of("sergeant", Set.of("curt"), "scholar", Set.of()));
    assertThat(world.says()).hasSize(36);
    assertThat(world.cues())
        .contains(new WorldSpec.Cue("You are a sergeant", WorldSpec.Meaning.NAMES, "sergeant"));
  }

  @Test
  void coversEveryFileByItsHash() throws InvalidSuiteException {
    Suite suite = reference();

    assertThat(suite.files())
        .extracting(SuiteFile::path)
        .containsExactly(
            "reference.yaml",
            "reference/curt.jsonl",
            "reference/far.jsonl",
            "reference/others.jsonl",
            "reference/plain.jsonl");
    assertThat(suite.shots()).containsOnlyKeys("reference/curt.jsonl", "reference/plain.jsonl");

    ReferenceSuite copy = ReferenceSuite.copyTo(folder);
    assertThat(SuiteLoader.load(copy.yaml()).hash()).isEqualTo(suite.hash()).hasSize(64);
    copy.edit("reference/plain.jsonl", "part one", "part 1");
    assertThat(SuiteLoader.load(copy.yaml()).hash()).isNotEqualTo(suite.hash());
  }

  @Test
  void readsWindowsLineEndsWithTheSameLines() throws InvalidSuiteException {
    ReferenceSuite suite = ReferenceSuite.copyTo(folder);
    for (String file : List.of("reference.yaml", "reference/far.jsonl", "reference/curt.jsonl")) {
      suite.write(file, suite.read(file).replace("\n", "\r\n"));
    }

    assertThat(SuiteLoader.load(suite.yaml()).arms()).hasSize(13);
    int line = suite.edit("reference.yaml", "bearing: core", "bearing: corr");
    assertThat(suite.problems()).extracting(Problem::line).containsExactly(line);
  }

  @Test
  void loadsTheShippedSuites() throws Exception {
    for (Path suite : new SuiteFinder(List.of(Path.of("suites"))).all()) {
      assertThat(SuiteLoader.load(suite).predictions()).isNotEmpty();
    }
  }

  @Test
  void doesNotFollowALinkOutOfTheFolder() throws Exception {
    ReferenceSuite suite = ReferenceSuite.copyTo(Files.createDirectory(folder.resolve("suites")));
    Path outside = Files.writeString(folder.resolve("outside.jsonl"), "{}");
    Path inside = suite.yaml().resolveSibling("reference/curt.jsonl");
    Files.delete(inside);
    Files.createSymbolicLink(inside, outside);

    assertThat(suite.problems())
        .singleElement()
        .asString()
        .contains("is a link that leaves the suite's folder", "Put the file itself beneath it");
  }
}
