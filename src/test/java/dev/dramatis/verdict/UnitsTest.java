package dev.dramatis.verdict;

import static dev.dramatis.verdict.Answers.FAILED;
import static dev.dramatis.verdict.Answers.HIT;
import static dev.dramatis.verdict.Answers.MISS;
import static dev.dramatis.verdict.Answers.hits;
import static dev.dramatis.verdict.Answers.script;
import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.below;
import static dev.dramatis.verdict.Claims.contrast;
import static dev.dramatis.verdict.Claims.difference;
import static dev.dramatis.verdict.Claims.interaction;
import static dev.dramatis.verdict.Claims.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.suite.Contrast;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnitsTest {
  @Test
  void trialsOfOneProbeAreOneObservation() {
    ClaimResult claim =
        new SmallSuite()
            .repeats(3)
            .arms("a")
            .probes(20)
            .primary(above(0.05, rate("a")))
            .claim(hits((arm, probe, repeat) -> repeat == 0));

    // Every probe shows 1/3. With all contrasts alike at v, the upper bound is
    // 1 − (1 − v) 0.025^(1/20) = 1 − 0.8316 · 2/3.
    assertThat(claim.units()).isEqualTo(20);
    assertThat(claim.estimate().orElseThrow()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(claim.interval().upper()).isCloseTo(0.4456, within(0.00005));
  }

  @Test
  void siblingsAreOneObservation() {
    SmallSuite suite = new SmallSuite().arms("a").family("ferry", 5).family("harbour", 5);

    ClaimResult claim =
        suite.primary(above(0.05, rate("a"))).claim(hits((arm, probe, repeat) -> probe < 4));

    assertThat(claim.units()).isEqualTo(2);
    assertThat(claim.effects())
        .extracting(UnitEffect::unit, UnitEffect::effect)
        .containsExactly(tuple("family ferry", 0.8), tuple("family harbour", 0.0));
    assertThat(claim.estimate()).hasValue(0.4);
  }

  /** Five of five siblings and none of two: a mean of units is 1/2, one of probes 5/7. */
  @Test
  void familiesWeighTheSameWhateverTheirSize() {
    SmallSuite suite = new SmallSuite().arms("a").family("ferry", 5).family("harbour", 2);

    ClaimResult claim =
        suite.primary(above(0.05, rate("a"))).claim(hits((arm, probe, repeat) -> probe < 5));

    assertThat(claim.estimate()).hasValue(0.5);
  }

  @Test
  void kindsAreStrataWithALineEachAndNoObservations() {
    SmallSuite suite = new SmallSuite().arms("a").kind("letter", 20).kind("list", 20);

    ClaimResult claim =
        suite.primary(above(0.05, rate("a"))).claim(hits((arm, probe, repeat) -> probe < 15));

    assertThat(claim.units()).isEqualTo(40);
    assertThat(claim.kinds())
        .extracting(KindLine::kind, KindLine::units, KindLine::estimate)
        .containsExactly(tuple("letter", 20, 0.75), tuple("list", 20, 0.0));
    // Clopper–Pearson: 0 of 20 (table I of Newcombe 1998, as in DecisionTest).
    assertThat(claim.kinds().get(1).interval().upper()).isCloseTo(0.1684, within(0.00005));
  }

  @Test
  void aDifferenceIsTakenWithinTheProbe() {
    ClaimResult claim =
        new SmallSuite()
            .arms("a", "b")
            .probes(4)
            .primary(above(0.05, difference("a", "b")))
            .claim(hits((arm, probe, repeat) -> arm.equals("a") ? probe < 3 : probe == 0));

    assertThat(claim.effects()).extracting(UnitEffect::effect).containsExactly(0.0, 1.0, 1.0, 0.0);
  }

  /**
   * Two groups of 2 and 5 probes: the rates 1/2 and 2/5 add to a difference of 0.1, though no probe
   * is in both. Of the five, dealt out in turn, the 1st, 3rd and 5th belong to the first pair.
   */
  @Test
  void aContrastThatSpansGroupsAddsItsParts() {
    ClaimResult claim =
        new SmallSuite()
            .arms("a")
            .group("few", 2)
            .group("many", 5)
            .primary(above(0.05, difference("a/few", "a/many")))
            .claim(hits((arm, probe, repeat) -> probe == 0 || probe == 2 || probe == 3));

    assertThat(claim.estimate().orElseThrow()).isCloseTo(0.1, within(1e-12));
    assertThat(claim.units()).isEqualTo(2);
    assertThat(claim.lo()).isEqualTo(-1);
    assertThat(claim.hi()).isEqualTo(1);
    assertThat(claim.effects())
        .extracting(UnitEffect::group, UnitEffect::effect)
        .containsExactly(
            tuple(Optional.of("few"), 1.0),
            tuple(Optional.of("few"), 0.0),
            tuple(Optional.of("many"), -1.0),
            tuple(Optional.of("many"), -1.0),
            tuple(Optional.of("many"), 0.0),
            tuple(Optional.of("many"), 0.0),
            tuple(Optional.of("many"), 0.0));
    // Folded: 1 − 1/3 and 0 − 1/2. Their t interval is centred on their mean, 1/12.
    double centre = (claim.studentT().orElseThrow().lower() + claim.studentT().get().upper()) / 2;
    assertThat(centre).isCloseTo(1 / 12.0, within(1e-12));
  }

  /** (treated − control) in each of two groups, twice ten probes: ten observations from −2 to 2. */
  @Test
  void anInteractionOfGroupsIsAContrastWithinProbesOfEachGroup() {
    ClaimResult claim =
        new SmallSuite()
            .repeats(3)
            .arms("t", "c")
            .group("x", 10)
            .group("y", 10)
            .primary(above(0.05, interaction("t/x", "c/x", "t/y", "c/y")))
            .claim(hits((arm, probe, repeat) -> (arm.equals("t") && probe < 10) || probe == 10));

    // In x always 1 − 0, in y always 0 − 0 but for one probe with 1 − 1.
    assertThat(claim.estimate()).hasValue(1);
    assertThat(claim.units()).isEqualTo(10);
    assertThat(claim.lo()).isEqualTo(-2);
    assertThat(claim.hi()).isEqualTo(2);
    // All contrasts alike at 1: 2 − (2 − 1) 0.025^(1/10) and −2 + 3 · 0.025^(1/10).
    assertThat(claim.interval().upper()).isCloseTo(2 - 0.6915, within(0.00005));
    assertThat(claim.interval().lower()).isCloseTo(-2 + 3 * 0.6915, within(0.0002));
  }

  @Test
  void weightsScaleAndBoundTheContrast() {
    Contrast trend = contrast(Contrast.Kind.WEIGHTS, List.of("k0", "k1", "k2"), -0.6, -0.2, 0.8);

    ClaimResult claim =
        new SmallSuite()
            .arms("k0", "k1", "k2")
            .probes(10)
            .primary(above(0.05, trend))
            .claim(hits((arm, probe, repeat) -> !arm.equals("k0")));

    assertThat(claim.estimate().orElseThrow()).isCloseTo(0.6, within(1e-12));
    assertThat(claim.lo()).isCloseTo(-0.8, within(1e-12));
    assertThat(claim.hi()).isCloseTo(0.8, within(1e-12));
  }

  /** A weighted sum of thirds overshoots its bound by rounding; it is still an observation. */
  @Test
  void roundingDoesNotTakeAContrastOutOfItsBounds() {
    Contrast tenths =
        contrast(
            Contrast.Kind.WEIGHTS,
            List.of("a", "b", "c", "d", "e", "f"),
            0.1,
            0.7,
            0.2,
            -0.3,
            -0.6,
            -0.1);

    ClaimResult claim =
        new SmallSuite()
            .repeats(3)
            .arms("a", "b", "c", "d", "e", "f")
            .probes(30)
            .primary(below(0.05, tenths))
            .claim(hits((arm, probe, repeat) -> arm.compareTo("d") < 0));

    assertThat(claim.estimate().orElseThrow()).isCloseTo(1, within(1e-12));
    assertThat(claim.estimate().orElseThrow()).isLessThanOrEqualTo(claim.hi());
    assertThat(claim.verdict()).isEqualTo(Verdict.CONTRADICTED);
  }

  /** A probe that has no value in one arm is lost in all; a repeat that has none is not. */
  @Test
  void aProbeNeedsAValueInEveryCell() {
    ClaimResult claim =
        new SmallSuite()
            .repeats(2)
            .exclusions(0.5, 0.5)
            .arms("a", "b")
            .probes(10)
            .primary(above(0.05, difference("a", "b")))
            .claim(
                script(
                    (arm, probe, repeat) ->
                        arm.equals("b")
                            ? MISS
                            : probe == 0 || (probe == 1 && repeat == 0) ? FAILED : HIT));

    assertThat(claim.units()).isEqualTo(9);
    assertThat(claim.lost()).isEqualTo(1);
    assertThat(claim.estimate()).hasValue(1);
  }

  /** Where arms have no repeat in common, a probe counts among units and in no round. */
  @Test
  void roundsNeedAValueInEveryCellOfTheSameRepeat() {
    SmallSuite suite =
        new SmallSuite()
            .repeats(2)
            .exclusions(0.6, 0.6)
            .arms("a", "b")
            .probes(1)
            .primary(above(0.05, difference("a", "b")));

    ClaimResult claim =
        suite.claim(
            script((arm, probe, repeat) -> arm.equals("a") == (repeat == 0) ? HIT : FAILED));

    assertThat(claim.units()).isEqualTo(1);
    assertThat(claim.theseProbes().lower()).isEqualTo(-1);
    assertThat(claim.theseProbes().upper()).isEqualTo(1);
    assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  /** Outcomes are read by their coordinates: in which order they arrive cannot matter. */
  @Test
  void theOrderOfArrivalDoesNotMatter() {
    SmallSuite suite =
        new SmallSuite()
            .repeats(3)
            .arms("a", "b")
            .probes(60)
            .primary(above(0.05, difference("a", "b")));
    Outcomes truth = Answers.drawn(5, (arm, probe) -> arm.equals("a") ? 0.3 : 0.1);
    Map<String, TrialOutcome> hitsFirst = new HashMap<>();
    for (boolean hit : new boolean[] {true, false}) {
      for (int probe = 59; probe >= 0; probe--) {
        for (String arm : List.of("b", "a")) {
          for (int repeat = 0; repeat < 3; repeat++) {
            TrialOutcome outcome = truth.of(arm, "p" + probe, repeat);
            if (outcome.equals(HIT) == hit) {
              hitsFirst.put(arm + " p" + probe + " " + repeat, outcome);
            }
          }
        }
      }
    }

    SuiteResult arrived =
        suite.evaluate(
            (arm, probe, repeat) ->
                hitsFirst.getOrDefault(arm + " " + probe + " " + repeat, FAILED));

    assertThat(arrived.predictions()).isEqualTo(suite.evaluate(truth).predictions());
  }
}
