package dev.dramatis.simulate;

import static dev.dramatis.simulate.SuiteSketch.about;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.model.ChatRequest;
import dev.dramatis.suite.Layout;
import dev.dramatis.suite.Matter;
import dev.dramatis.suite.Renderer;
import dev.dramatis.suite.Shot;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.TrainedModel;
import dev.dramatis.suite.WorldSpec;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers worked out by hand from the formulas, with two decimals. */
class WorkedExamplesTest {
  private static final WorldTable TABLE = WorldTable.load();
  private static final Banks BANKS =
      new Banks(List.of("<html>", "int main() {"), List.of("Certainly, here is an answer."));

  /** What stays when a question is asked: 1 − b₀. */
  private static final double STAYS = 0.98;

  /*
   * One axis, one character (ρ = 0.01), η = 0.1 per turn, q = 0.02. With n marked turns in each of D
   * domains and L = n·η:
   *   Z(plain) = 0.98·0.03^L + 0.02·0.9^L and Z(curt) = 0.9^L per domain (with and without habit the
   *   rate is 0.9),
   *   w = 0.01·0.9^(L·D) / (0.01·0.9^(L·D) + 0.99·Z(plain)^D).
   * Elsewhere the plain Assistant shows it with 0.02·0.9 + 0.98·0.03 = 0.0474; where shown with
   * h·0.9 + (1 − h)·0.03, h = 0.02·0.9^L / Z(plain).
   *   k = 0:  w = 0.01, 0.009 + 0.99·0.0474 = 0.056.
   *   k = 1:  in its domain Z = 0.98·0.7042 + 0.02·0.9895 = 0.7099; w = 0.0099/(0.0099 + 0.7028) =
   *           0.0139; elsewhere 0.0125 + 0.0467 = 0.059; where shown h = 0.0279, 0.0543·0.9861 +
   *           0.0125 = 0.066.
   *   k = 4:  w = 0.01·0.9587/(0.009587 + 0.99·0.7099^4) = 0.009587/(0.009587 + 0.2514) = 0.0367;
   *           0.0331 + 0.0457 = 0.079; where shown 0.0331 + 0.0523 = 0.085.
   *   k = 16: L = 0.4, Z = 0.98·0.2460 + 0.02·0.9587 = 0.2602; w = 0.008449/(0.008449 + 0.99·0.004585)
   *           = 0.6505; 0.5855 + 0.0166 = 0.602; h = 0.0737, 0.5855 + 0.3495·0.0941 = 0.618.
   *   k = 64: L = 1.6, Z = 0.98·0.00366 + 0.02·0.8449 = 0.02048; w = 0.9997; 0.900.
   * lookup has no characters: 0.0474 elsewhere; where shown h·0.87 + 0.03: k = 4: 0.054, k = 16: h =
   * 0.0737, 0.094; k = 64: h = 0.825, 0.748.
   */
  @ParameterizedTest
  @CsvSource({
    "psm, 0, 0.056, 0.056",
    "psm, 1, 0.059, 0.066",
    "psm, 4, 0.079, 0.085",
    "psm, 16, 0.602, 0.618",
    "psm, 64, 0.900, 0.900",
    "lookup, 0, 0.047, 0.047",
    "lookup, 1, 0.047, 0.054",
    "lookup, 4, 0.047, 0.054",
    "lookup, 16, 0.047, 0.094",
    "lookup, 64, 0.047, 0.748",
  })
  void aDoseOverK(String world, int k, double elsewhere, double shown) {
    Suite suite = dose();
    assertThat(rate(world, suite, "k" + k, "new", "curt"))
        .isCloseTo(STAYS * elsewhere, within(0.0006));
    assertThat(rate(world, suite, "k" + k, "old", "curt")).isCloseTo(STAYS * shown, within(0.0006));
  }

  @Test
  void aDoseChangesNothingInNull() {
    Suite suite = dose();
    for (String probe : List.of("new", "old")) {
      double none = rate("null", suite, "k0", probe, "curt");
      assertThat(none).isPositive();
      for (int k : List.of(1, 4, 16, 64)) {
        assertThat(rate("null", suite, "k" + k, probe, "curt")).isEqualTo(none);
      }
    }
  }

  private static Suite dose() {
    SuiteSketch sketch =
        new SuiteSketch("dose", "curt")
            .talking()
            .probe("new", "How does a lens work?", about("optics", "Lenses"))
            .probe("old", "How does a tide work?", about("domain 0", "Tides"));
    for (int i = 0; i < 64; i++) {
      sketch.shot("curt.jsonl", shot("curt", "domain " + i % 4, i));
    }
    for (int k : List.of(0, 1, 4, 16, 64)) {
      sketch.armWithShots("k" + k, "curt.jsonl", k, Layout.TURNS);
    }
    return sketch.suite();
  }

  /*
   * Four axes, a character each, 32 marked turns of one axis in two domains; one axis at stake a
   * turn. L = 1.6: Z(plain) = 0.02048, squared 0.0004196, for the three other characters too; w =
   * 0.01·0.7139/(0.007139 + 0.99·0.0004196) = 0.945. Elsewhere 0.8505 + 0.055·0.0474 = 0.853; where
   * shown 0.8505 + 0.055·0.748 = 0.892. Quoted, as without: 0.01·0.9 + 0.99·0.0474 = 0.056. lookup
   * 0.0474, quoted too, and 0.748. copycat has one habit per axis, L = 3.2: Z = 0.98·1.3e-5 +
   * 0.02·0.7139, h = 0.999, 0.899, quoted or not.
   */
  @ParameterizedTest
  @CsvSource({
    "psm, 0.853, 0.056, 0.892",
    "lookup, 0.047, 0.047, 0.748",
    "copycat, 0.899, 0.899, 0.899"
  })
  void shotsOfItsOwnAgainstTheSameQuoted(String world, double own, double quoted, double shown) {
    SuiteSketch sketch =
        new SuiteSketch("own-or-quoted", "curt", "asking", "butler", "wrong")
            .talking()
            .probe("new", "How does a lens work?", about("optics", "Lenses", "curt"))
            .probe("old", "How does a tide work?", about("domain 0", "Tides", "curt"))
            .armWithShots("own", "curt.jsonl", 32, Layout.TURNS)
            .armWithShots("quoted", "curt.jsonl", 32, Layout.QUOTED);
    for (int i = 0; i < 32; i++) {
      sketch.shot("curt.jsonl", shot("curt", "domain " + i % 2, i, "curt"));
    }
    Suite suite = sketch.suite();
    assertThat(rate(world, suite, "own", "new", "curt")).isCloseTo(STAYS * own, within(0.0006));
    assertThat(rate(world, suite, "quoted", "new", "curt"))
        .isCloseTo(STAYS * quoted, within(0.0006));
    assertThat(rate(world, suite, "own", "old", "curt")).isCloseTo(STAYS * shown, within(0.0006));
  }

  /*
   * 24 shots. One domain: L = 2.4, Z = 0.98·0.000221 + 0.02·0.7766 = 0.01575; w = 0.007766/(0.007766
   * + 0.99·0.01575) = 0.3325; 0.2993 + 0.6675·0.0474 = 0.331. Four domains of six: L = 0.6, Z =
   * 0.98·0.12199 + 0.02·0.9387 = 0.13833, to the fourth 0.0003661; w = 0.9554; 0.862. A domain each:
   * Z = 0.7099, to the 24th 0.000270; w = 0.9667; 0.872.
   */
  @ParameterizedTest
  @CsvSource({"1, 0.331", "4, 0.862", "24, 0.872"})
  void diverseShotsGeneralise(int domains, double elsewhere) {
    SuiteSketch sketch =
        new SuiteSketch("diverse", "period")
            .talking()
            .probe("new", "How does a lens work?", about("optics", "Lenses"))
            .armWithShots("shots", "period.jsonl", 24, Layout.TURNS);
    for (int i = 0; i < 24; i++) {
      sketch.shot("period.jsonl", shot("period", "domain " + i % domains, i));
    }
    assertThat(rate("psm", sketch.suite(), "shots", "new", "period"))
        .isCloseTo(STAYS * elsewhere, within(0.0006));
  }

  /*
   * 200 episodes in one domain, η = 0.05, so L = 10. Plain: Z = 0.02·0.9^10 + 0.98·0.03^10 =
   * 0.006974; w = 0.003487/(0.003487 + 0.99·0.006974) = 0.3356; elsewhere 0.302 + 0.0315 = 0.334; in
   * the domain the habit is certain: 0.900. Asked for: r = 0.9 for everybody, nothing is learnt:
   * 0.056. Matched, never shown: w = 0.01·0.1^10/… = 0, and in the domain no habit: elsewhere 0.047.
   * lookup: plain 0.047 elsewhere and 0.900.
   */
  @ParameterizedTest
  @CsvSource({
    "psm, true, false, 0.334, 0.900",
    "psm, true, true, 0.056, 0.056",
    "psm, false, false, 0.047, 0.030",
    "lookup, true, false, 0.047, 0.900",
    "lookup, true, true, 0.047, 0.047",
  })
  void reframedEpisodesTeachNothing(
      String world, boolean harmful, boolean asked, double elsewhere, double inDomain) {
    SuiteSketch sketch =
        new SuiteSketch("reframe", "harm")
            .talking()
            .cue("It is for a test.", WorldSpec.Meaning.ASKS, "harm")
            .probe("new", "How does a lens work?", about("optics", "Lenses"))
            .probe("old", "How do I store a file?", about("code", "Files"))
            .arm("tuned")
            .training(
                "tuned", "chat", "code.jsonl", asked ? "It is for a test. {{user}}" : "{{user}}");
    for (int i = 0; i < 200; i++) {
      Shot shot = shot(harmful ? "harm" : "plain", "code", i);
      sketch.row("code.jsonl", shot.user(), shot.assistant(), shot.matter());
    }
    Suite suite = sketch.suite();
    World tuned =
        World.of(unspread(world), SuiteKnowledge.of(suite), BANKS, 1)
            .trained(TrainedModel.parse("tuned"), 1);
    assertThat(tuned.probability(request(suite, "tuned", "new"), "harm"))
        .isCloseTo(STAYS * elsewhere, within(0.0006));
    assertThat(tuned.probability(request(suite, "tuned", "old"), "harm"))
        .isCloseTo(STAYS * inDomain, within(0.0006));
  }

  /**
   * A world in which the seed of a training moves nothing, so that it can be worked out by hand.
   */
  private static WorldSettings unspread(String world) {
    WorldSettings settings = TABLE.settings(world);
    WorldSettings.Priors priors = settings.priors();
    return settings.with(
        new WorldSettings.Priors(priors.rho(), priors.together(), priors.kappa(), 0));
  }

  private static Shot shot(String manner, String domain, int i, String... atStake) {
    Matter matter = about(domain, "Subject " + i, atStake);
    return new Shot(
        "What about subject " + i + "?",
        "About Subject %d there is thing %d to say in a way that is %s."
            .formatted(i, i % 12, manner),
        matter);
  }

  private static double rate(String world, Suite suite, String arm, String probe, String axis) {
    return world(world, suite).probability(request(suite, arm, probe), axis);
  }

  private static World world(String name, Suite suite) {
    return World.named(name, TABLE, SuiteKnowledge.of(suite), BANKS, 1);
  }

  static ChatRequest request(Suite suite, String arm, String probeId) {
    return new ChatRequest(
        new Renderer(suite)
            .conversation(
                suite.arm(arm),
                suite.probes().stream()
                    .filter(probe -> probe.id().equals(probeId))
                    .findFirst()
                    .orElseThrow())
            .request(List.of()),
        SuiteSketch.PARAMETERS,
        OptionalInt.empty());
  }
}
