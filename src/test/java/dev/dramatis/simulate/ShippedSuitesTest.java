package dev.dramatis.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.classify.Classification;
import dev.dramatis.model.ChatRequest;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Conversation;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.QuotedLog;
import dev.dramatis.suite.Renderer;
import dev.dramatis.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That no world's result is written in: what must hold for every suite, whatever it is about. */
class ShippedSuitesTest {
  private static final WorldTable TABLE = WorldTable.load();

  /** A sample of the banks, over all their kinds: classifying it all would take minutes. */
  private static final Banks BANKS =
      new Banks(every(7, Banks.load().documents()), every(5, Banks.load().plain()));

  private static final Map<String, TrueValues> TRUTHS = new HashMap<>();
  private static final double BREAKING = 0.02;
  private static final double ROUNDING = 1e-9;

  private static List<String> every(int step, List<String> texts) {
    return IntStream.range(0, texts.size())
        .filter(i -> i % step == 0)
        .mapToObj(texts::get)
        .toList();
  }

  /** Probes of a group that are looked at; all of them in the full set, which takes minutes. */
  private static final int MOST_PROBES = Integer.getInteger("dramatis.test.probes", 20);

  private static final List<Suite> SUITES =
      ShippedSuites.all().stream()
          .filter(ShippedSuitesTest::hasExactValues)
          .map(ShippedSuitesTest::thinned)
          .toList();

  static List<Suite> suites() {
    return SUITES;
  }

  /** Agreement over the replies of a conversation has no exact value here: it has too many ways. */
  private static boolean hasExactValues(Suite suite) {
    return claims(suite).stream()
        .noneMatch(claim -> claim.measure().form() instanceof Measure.Form.Agree);
  }

  /** The suite with some of the probes of every group, evenly over it. */
  private static Suite thinned(Suite suite) {
    Map<Optional<String>, List<Probe>> groups = new LinkedHashMap<>();
    suite
        .probes()
        .forEach(
            probe -> groups.computeIfAbsent(probe.group(), key -> new ArrayList<>()).add(probe));
    List<Probe> kept = new ArrayList<>();
    for (List<Probe> group : groups.values()) {
      // An odd step meets all kinds of a regular order.
      int step = Math.max(1, group.size() / MOST_PROBES) | 1;
      IntStream.iterate(0, i -> i < group.size(), i -> i + step)
          .mapToObj(group::get)
          .forEach(kept::add);
    }
    return with(suite, suite.id(), suite.arms(), kept);
  }

  private static World world(String name, Suite suite) {
    return World.named(name, TABLE, SuiteKnowledge.of(suite), BANKS, 1);
  }

  /** Classifying takes most of the time: labels are read once for all tests. */
  private static TrueValues truth(Suite suite) {
    return TRUTHS.computeIfAbsent(suite.id(), id -> new TrueValues(suite));
  }

  private static List<Claim> claims(Suite suite) {
    return suite.predictions().stream().flatMap(p -> p.claims().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void withoutPriorsLearningAndCuesEveryContrastIsZero(Suite suite) {
    WorldSettings psm = TABLE.settings("psm");
    WorldSettings inert =
        new WorldSettings(
            new WorldSettings.Priors(0, psm.priors().together(), 0, 0),
            new WorldSettings.Rates(
                psm.rates().has(),
                psm.rates().lacks(),
                psm.rates().habit(),
                0,
                psm.rates().hard(),
                0),
            new WorldSettings.Learning(psm.learning().q(), true, 0, 0, false),
            new WorldSettings.Breaking(BREAKING, BREAKING, 0.98, 0),
            psm.drawn());
    World world = World.of(inert, SuiteKnowledge.of(suite), BANKS, 1);
    TrueValues truth = truth(suite);
    int checked = 0;
    for (Claim claim : claims(suite)) {
      if (sumsToZeroWithinProbes(suite, claim.contrast())) {
        assertThat(truth.contrast(world, claim.contrast(), claim.measure(), truth.asWritten()))
            .as("%s %s", suite.id(), claim.contrast())
            .isCloseTo(0, within(someOfferTools(suite, claim.contrast()) ? BREAKING : ROUNDING));
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }

  /**
   * Whether some arms offer tools and others do not. A document that breaks in where nothing is
   * offered may be read as an answer, and nothing in it is an argument of a call.
   */
  private static boolean someOfferTools(Suite suite, Contrast contrast) {
    return contrast.weights().keySet().stream()
            .map(cell -> suite.arm(cell.arm()).tools().isEmpty())
            .distinct()
            .count()
        > 1;
  }

  private static boolean sumsToZeroWithinProbes(Suite suite, Contrast contrast) {
    Map<List<String>, Double> sums = new HashMap<>();
    contrast
        .weights()
        .forEach(
            (cell, weight) ->
                sums.merge(
                    suite.probesOf(cell).stream().map(Probe::id).toList(), weight, Double::sum));
    return sums.values().stream().allMatch(sum -> Math.abs(sum) < ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void swappingTheContentsOfTwoArmsNegatesTheirDifference(Suite suite) {
    World world = world("psm", suite);
    TrueValues truth = truth(suite);
    int checked = 0;
    for (Claim claim : claims(suite)) {
      if (claim.contrast().kind() != Contrast.Kind.DIFFERENCE) {
        continue;
      }
      List<String> arms =
          claim.contrast().weights().keySet().stream().map(Cell::arm).distinct().toList();
      if (arms.size() != 2) {
        continue;
      }
      Map<String, String> swap = Map.of(arms.get(0), arms.get(1), arms.get(1), arms.get(0));
      Suite swapped = renamed(suite, suite.id(), swap, Map.of());
      TrueValues swappedTruth = truth.withArmsOf(swapped);
      assertThat(
              swappedTruth.contrast(
                  world("psm", swapped),
                  claim.contrast(),
                  claim.measure(),
                  swappedTruth.asWritten()))
          .isCloseTo(
              -truth.contrast(world, claim.contrast(), claim.measure(), truth.asWritten()),
              within(ROUNDING));
      checked++;
    }
    assertThat(checked).isPositive();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void unknownTextInPlaceOfShotsAndPromptsLeavesNoDifference(Suite suite) {
    TrueValues truth = truth(suite);
    for (String name : List.of("psm", "copycat")) {
      World world = world(name, suite);
      for (Claim claim : claims(suite)) {
        if (sumsToZeroWithinProbes(suite, claim.contrast())
            && asksAlike(suite, claim.contrast(), truth)) {
          assertThat(
                  truth.contrast(
                      world,
                      claim.contrast(),
                      claim.measure(),
                      (arm, probe) -> blanked(truth.asWritten().of(arm, probe))))
              .as("%s %s %s", name, suite.id(), claim.contrast())
              .isCloseTo(0, within(ROUNDING));
        }
      }
    }
  }

  /**
   * Whether the cells of a contrast put the same last question to each probe, in the same way and
   * to the same model.
   */
  private static boolean asksAlike(Suite suite, Contrast contrast, TrueValues truth) {
    Map<String, Set<String>> asked = new HashMap<>();
    for (Cell cell : contrast.weights().keySet()) {
      for (Probe probe : suite.probesOf(cell)) {
        List<Message> script = truth.asWritten().of(suite.arm(cell.arm()), probe).script();
        String text = script.get(script.size() - 1).text();
        asked
            .computeIfAbsent(probe.id(), id -> new HashSet<>())
            .add(
                suite.arm(cell.arm()).model()
                    + suite.arm(cell.arm()).mode()
                    + QuotedLog.parse(text).map(QuotedLog::then).orElse(text));
      }
    }
    return asked.values().stream().allMatch(texts -> texts.size() == 1);
  }

  /** The conversation with letters that say nothing in all that comes before the last question. */
  private static Conversation blanked(Conversation conversation) {
    List<Message> script = new ArrayList<>(blanked(conversation.script()));
    Message last = conversation.script().get(script.size() - 1);
    script.set(
        script.size() - 1,
        QuotedLog.parse(last.text())
            .map(log -> Message.user(new QuotedLog(blanked(log.exchanges()), log.then()).render()))
            .orElse(last));
    return new Conversation(
        conversation.system().map(ShippedSuitesTest::blank),
        blanked(conversation.opening()),
        script,
        conversation.fresh(),
        conversation.mode(),
        conversation.prefill().map(ShippedSuitesTest::blank),
        conversation.toolbox());
  }

  private static List<Message> blanked(List<Message> messages) {
    return messages.stream().map(m -> new Message(m.speaker(), blank(m.text()))).toList();
  }

  private static String blank(String text) {
    return text.replaceAll("\\S", "x");
  }

  @ParameterizedTest
  @MethodSource("suites")
  void idsMeanNothing(Suite suite) {
    Map<String, String> arms = new LinkedHashMap<>();
    for (int i = 0; i < suite.arms().size(); i++) {
      arms.put(suite.arms().get(i).id(), "arm-" + (suite.arms().size() - i));
    }
    Map<String, String> probes = new LinkedHashMap<>();
    for (int i = 0; i < suite.probes().size(); i++) {
      probes.put(suite.probes().get(i).id(), "probe-" + (suite.probes().size() - i));
    }
    // Episodes are drawn by the suite's id, and they are part of what is held.
    String id = suite.trainings().isEmpty() ? "another-suite" : suite.id();
    Suite permuted = renamed(suite, id, arms, probes);
    TrueValues truth = truth(suite);
    for (String name : List.of("psm", "null")) {
      World original = world(name, suite);
      World other = world(name, permuted);
      for (Claim claim : claims(suite)) {
        assertThat(truth.contrast(other, claim.contrast(), claim.measure(), truth.asWritten()))
            .isCloseTo(
                truth.contrast(original, claim.contrast(), claim.measure(), truth.asWritten()),
                within(ROUNDING));
      }
    }
  }

  /** Else a suite that is run with others would be played by the rules of one of them. */
  @ParameterizedTest
  @MethodSource("all")
  void amongAllSuitesEveryRequestIsTakenForItsOwn(Suite suite) {
    KnownSuites known = KnownSuites.of(ShippedSuites.all());
    Renderer renderer = new Renderer(suite);
    for (Arm arm : suite.arms()) {
      // A sample of the large suites; no suite can know a blank text for its own.
      for (int i = 0; i < suite.probes().size(); i += 1 + suite.probes().size() / 60) {
        Probe probe = suite.probes().get(i);
        if (!arm.takes(probe)) {
          continue;
        }
        List<Message> first = renderer.conversation(arm, probe).request(List.of());
        if (first.stream().anyMatch(message -> !message.text().isBlank())) {
          assertThat(known.covering(first).suite())
              .as("%s %s", arm.id(), probe.id())
              .isEqualTo(suite.id());
        }
      }
    }
  }

  static List<Suite> all() {
    return ShippedSuites.all();
  }

  @Test
  void noIdOfASuiteOccursInTheProgram() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        for (Suite suite : ShippedSuites.all()) {
          assertThat(source.contains(suite.id())).as("%s occurs in %s", suite.id(), file).isFalse();
        }
      }
    }
  }

  /** Labels come from the text alone, so that this ties draws, probabilities and classifiers. */
  @ParameterizedTest
  @MethodSource("suites")
  void observedLabelsMatchTheirProbabilities(Suite suite) {
    TrueValues truth = truth(suite);
    for (String name : List.of("psm", "null", "dial@0.5")) {
      World world = world(name, suite);
      for (Arm arm : suite.arms()) {
        for (String classifier : suite.classifiers().keySet()) {
          compare(suite, truth, world, arm, classifier);
        }
      }
    }
  }

  private static void compare(
      Suite suite, TrueValues truth, World world, Arm arm, String classifier) {
    Map<String, double[]> expectedAndVariance = new TreeMap<>();
    Map<String, Integer> observed = new TreeMap<>();
    int seed = 0;
    for (Probe probe : suite.probes()) {
      if (!arm.takes(probe)) {
        continue;
      }
      Conversation conversation = truth.asWritten().of(arm, probe);
      if (conversation.asks() > 1) {
        continue;
      }
      Map<String, Double> labels = new TreeMap<>();
      truth
          .asked(world, arm)
          .distribution(request(arm, conversation, OptionalInt.empty()))
          .forEach(
              (text, probability) ->
                  labels.merge(
                      word(truth.label(classifier, arm, probe, text)), probability, Double::sum));
      for (int repeat = 0; repeat < 3; repeat++) {
        ChatRequest request = request(arm, conversation, OptionalInt.of(seed++));
        labels.forEach(
            (label, p) -> {
              double[] sums = expectedAndVariance.computeIfAbsent(label, l -> new double[2]);
              sums[0] += p;
              sums[1] += p * (1 - p);
            });
        String reply = truth.asked(world, arm).answer(request);
        observed.merge(word(truth.label(classifier, arm, probe, reply)), 1, Integer::sum);
      }
    }
    assertThat(expectedAndVariance.keySet()).containsAll(observed.keySet());
    expectedAndVariance.forEach(
        (label, sums) ->
            assertThat((double) observed.getOrDefault(label, 0))
                .as("%s %s %s: %s", suite.id(), arm.id(), classifier, label)
                // Four standard errors; half a count for labels of next to no variance.
                .isCloseTo(sums[0], within(4 * Math.sqrt(Math.max(0, sums[1])) + 0.5)));
  }

  private static ChatRequest request(Arm arm, Conversation conversation, OptionalInt seed) {
    return new ChatRequest(
        conversation.request(List.of()),
        arm.mode(),
        conversation.toolbox(),
        arm.parameters(),
        seed,
        OptionalInt.empty(),
        "");
  }

  private static String word(Classification classification) {
    return classification instanceof Classification.Labelled labelled
        ? labelled.label()
        : classification.getClass().getSimpleName();
  }

  /** The suite under other ids; where a name is not given, it stays. */
  private static Suite renamed(
      Suite suite, String id, Map<String, String> arms, Map<String, String> probes) {
    return with(
        suite,
        id,
        suite.arms().stream()
            .map(
                arm ->
                    new Arm(
                        arms.getOrDefault(arm.id(), arm.id()),
                        arm.model(),
                        arm.system(),
                        arm.shots(),
                        arm.template(),
                        arm.script(),
                        arm.scriptLayout(),
                        arm.fresh(),
                        arm.everyTurn(),
                        arm.mode(),
                        arm.prefill(),
                        arm.tools(),
                        arm.callRequired(),
                        arm.logprobs(),
                        arm.groups(),
                        arm.parameters(),
                        arm.sweep(),
                        arm.replica()))
            .toList(),
        suite.probes().stream()
            .map(
                probe ->
                    new Probe(
                        probes.getOrDefault(probe.id(), probe.id()),
                        probe.text(),
                        probe.group(),
                        probe.kind(),
                        probe.family(),
                        probe.matter(),
                        probe.key(),
                        probe.variables()))
            .toList());
  }

  private static Suite with(Suite suite, String id, List<Arm> arms, List<Probe> probes) {
    return new Suite(
        suite.file(),
        id,
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
}
