package dev.dramatis.suite;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  private static final Map<String, String> MODELS = Map.of("chat", "openai/a", "other", "openai/b");

  @TempDir private Path folder;

  private ReferenceSuite files;
  private Suite suite;

  @BeforeEach
  void loadSuite() throws Exception {
    files = ReferenceSuite.copyTo(folder);
    suite = SuiteLoader.load(files.yaml());
  }

  @Test
  void everyArmAsksEveryProbeItTakesInEveryRepeatOnce() {
    Set<List<Object>> expected = new HashSet<>();
    for (Arm arm : suite.arms()) {
      for (Probe probe : suite.probes()) {
        for (int repeat = 0; arm.takes(probe) && repeat < suite.sampling().repeats(); repeat++) {
          expected.add(List.of(arm.id(), probe.id(), repeat));
        }
      }
    }
    List<Trial> trials = trials(Plan.of(suite, MODELS, 1));
    assertThat(trials).hasSameSizeAs(expected);
    assertThat(trials.stream().map(PlanTest::coordinates).collect(Collectors.toSet()))
        .isEqualTo(expected);
    assertThat(trials.stream().map(Trial::id))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{32}"));
    assertThat(trials).allMatch(trial -> trial.seed() >= 0);
    assertThat(trials.stream().map(Trial::seed)).doesNotHaveDuplicates();
  }

  @Test
  void theOrderHangsOnTheSeedAlone() {
    Plan plan = Plan.of(suite, MODELS, 1);
    assertThat(ids(Plan.of(suite, MODELS, 1))).isEqualTo(ids(plan)).isEqualTo(ids(plan));
    List<String> other = ids(Plan.of(suite, MODELS, 2));
    assertThat(other).isNotEqualTo(ids(plan)).containsExactlyInAnyOrderElementsOf(ids(plan));
  }

  @Test
  void aTrialsIdentityIsItsContentAndNotItsPlace() throws Exception {
    Path probes = folder.resolve("reference/far.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(probes));
    Collections.reverse(lines);
    Files.write(probes, lines);
    Suite reversed = SuiteLoader.load(files.yaml());
    assertThat(reversed.hash()).isNotEqualTo(suite.hash());
    assertThat(identities(reversed)).isEqualTo(identities(suite));
  }

  @Test
  void whatIsSentChangesTheIdentity() throws Exception {
    Map<List<Object>, String> before = identities(suite);
    files.edit("reference.yaml", "Say it again.", "Say it once more.");
    Map<List<Object>, String> after = identities(SuiteLoader.load(files.yaml()));
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach(
        (coordinates, id) -> {
          boolean edited = coordinates.get(0).equals("talk");
          assertThat(id.equals(before.get(coordinates))).as("%s", coordinates).isEqualTo(!edited);
        });
  }

  @Test
  void modelsAreAskedWithCommonSeeds() {
    Map<List<Object>, Trial> first = byCoordinates(Plan.of(suite, MODELS, 1));
    Map<String, String> others = Map.of("chat", "openai/c", "other", "openai/d");
    Map<List<Object>, Trial> second = byCoordinates(Plan.of(suite, others, 1));
    first.forEach(
        (coordinates, trial) -> {
          Trial same = second.get(coordinates);
          assertThat(same).isNotNull();
          assertThat(same.seed()).isEqualTo(trial.seed());
          assertThat(same.id()).isNotEqualTo(trial.id());
          assertThat(same.block()).isEqualTo(trial.block());
        });
  }

  @Test
  void aRoleWithoutAModelIsLeftOut() {
    List<Trial> trials = trials(Plan.of(suite, Map.of("chat", "openai/a"), 1));
    assertThat(trials).isNotEmpty().noneMatch(trial -> trial.arm().id().equals("apart"));
  }

  @Test
  void blocksComeOneAfterTheOtherWithOneUnitOfEveryKind() {
    Suite balanced = kinds(8, 3);
    Plan plan = Plan.of(balanced, MODELS, 4);
    List<Integer> blocks = trials(plan).stream().map(Trial::block).toList();
    assertThat(blocks).isSorted();
    Map<Integer, List<Trial>> byBlock = trials(plan).stream().collect(groupingBy(Trial::block));
    assertThat(byBlock.keySet())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 8).boxed().toList());
    byBlock
        .values()
        .forEach(
            block -> {
              Set<Probe> probes = block.stream().map(Trial::probe).collect(Collectors.toSet());
              assertThat(probes.stream().map(probe -> probe.kind().orElseThrow()))
                  .containsExactlyInAnyOrder("k0", "k1", "k2");
              assertThat(block).hasSize(probes.size() * balanced.arms().size() * 2);
            });
  }

  @Test
  void callsAreCountedTurnByTurn() {
    Plan plan = Plan.of(suite, MODELS, 1);
    long expected = trials(plan).stream().mapToLong(trial -> trial.conversation().asks()).sum();
    assertThat(plan.calls()).isEqualTo(expected).isGreaterThan(plan.size());
  }

  /** The reference suite with one group whose probes have kinds of equal size. */
  private Suite kinds(int each, int kinds) {
    Probe model = suite.probes().get(0);
    List<Probe> probes = new ArrayList<>();
    for (int i = 0; i < each * kinds; i++) {
      probes.add(
          new Probe(
              "p" + i,
              model.text(),
              model.group(),
              java.util.Optional.of("k" + i % kinds),
              java.util.Optional.empty(),
              model.matter(),
              model.key(),
              model.variables()));
    }
    List<Arm> arms = suite.arms().stream().filter(arm -> arm.takes(model)).toList();
    return new Suite(
        suite.file(),
        suite.id(),
        suite.title(),
        suite.claim(),
        suite.source(),
        suite.requires(),
        suite.drawnFrom(),
        suite.tools(),
        arms,
        probes,
        suite.shots(),
        suite.trainings(),
        suite.classifiers(),
        suite.predictions(),
        suite.sampling(),
        suite.exclusions(),
        suite.judgeBar(),
        suite.world(),
        suite.files(),
        suite.hash());
  }

  private static Map<List<Object>, String> identities(Suite suite) {
    Map<List<Object>, String> ids = new HashMap<>();
    byCoordinates(Plan.of(suite, MODELS, 1)).forEach((key, trial) -> ids.put(key, trial.id()));
    return ids;
  }

  private static Map<List<Object>, Trial> byCoordinates(Plan plan) {
    return trials(plan).stream().collect(Collectors.toMap(PlanTest::coordinates, trial -> trial));
  }

  private static List<Object> coordinates(Trial trial) {
    return List.of(trial.arm().id(), trial.probe().id(), trial.repeat());
  }

  private static List<String> ids(Plan plan) {
    return trials(plan).stream().map(Trial::id).toList();
  }

  private static List<Trial> trials(Plan plan) {
    return IntStream.range(0, plan.size()).mapToObj(plan::trial).toList();
  }
}
