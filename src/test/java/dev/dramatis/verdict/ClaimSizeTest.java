package dev.dramatis.verdict;

import static dev.dramatis.verdict.Answers.hits;
import static dev.dramatis.verdict.Claims.HIT;
import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.below;
import static dev.dramatis.verdict.Claims.contrast;
import static dev.dramatis.verdict.Claims.difference;
import static dev.dramatis.verdict.Claims.interaction;
import static dev.dramatis.verdict.Claims.is;
import static dev.dramatis.verdict.Claims.measure;
import static dev.dramatis.verdict.Claims.measuring;
import static dev.dramatis.verdict.Claims.rate;
import static dev.dramatis.verdict.Claims.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Measure.Form;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimSizeTest {
  private static final Contrast DIFFERENCE = difference("a", "b");

  /**
   * n ≥ ln 0.015 / ln(1 − m / hi): 418, 208, 82 and 40 for margins of 0.01, 0.02, 0.05 and 0.10
   * where hi is 1. Data without any effect decide all of these claims.
   */
  static Stream<Arguments> floors() {
    return Stream.of(
        Arguments.of(above(0.01, DIFFERENCE), 418),
        Arguments.of(above(0.02, DIFFERENCE), 208),
        Arguments.of(above(0.05, DIFFERENCE), 82),
        Arguments.of(above(0.05, rate("a")), 82),
        Arguments.of(above(0.10, DIFFERENCE), 40),
        // ln 0.015 / ln(1 − 0.05 / 2), nearly twice as many.
        Arguments.of(above(0.05, interaction("a", "b", "c", "d")), 166),
        // hi = 1.2
        Arguments.of(
            above(
                0.05,
                contrast(Contrast.Kind.WEIGHTS, List.of("a", "b", "c", "d"), -0.9, -0.3, 0.3, 0.9)),
            99),
        // Plus less minus of a difference goes from −2 to 2.
        Arguments.of(
            measuring(measure(new Form.PlusMinus(HIT, is("label", "x"))), above(0.05, DIFFERENCE)),
            166),
        Arguments.of(below(-0.05, DIFFERENCE), 82));
  }

  @ParameterizedTest
  @MethodSource("floors")
  void noEffectContradictsFromTheFloorOn(Claim claim, int floor) {
    assertThat(size(claim, floor).canContradict()).isTrue();
    assertThat(size(claim, floor - 1).canContradict()).isFalse();
    assertThat(size(claim, 10).toContradict()).hasValue(floor);
  }

  static Stream<Arguments> supportedByNoEffect() {
    return Stream.of(
        Arguments.of(below(0.05, DIFFERENCE), 82),
        Arguments.of(below(0.10, rate("a")), 40),
        Arguments.of(above(-0.05, DIFFERENCE), 82),
        Arguments.of(within(0.05, DIFFERENCE), 82));
  }

  @ParameterizedTest
  @MethodSource("supportedByNoEffect")
  void noEffectSupportsFromTheFloorOn(Claim claim, int floor) {
    assertThat(size(claim, floor).canSupport()).isTrue();
    assertThat(size(claim, floor - 1).canSupport()).isFalse();
  }

  /** An effect of the greatest size: 2 · 0.015^(1/n) − 1 less than … 1 − m, so n = 7 for 0.05. */
  @Test
  void anEffectNeedsFewUnitsIfItIsGreat() {
    assertThat(size(above(0.05, DIFFERENCE), 7).canSupport()).isTrue();
    assertThat(size(above(0.05, DIFFERENCE), 6).canSupport()).isFalse();
    // ln 0.015 / ln 0.05
    assertThat(size(above(0.05, rate("a")), 2).canSupport()).isTrue();
    assertThat(size(above(0.05, rate("a")), 1).canSupport()).isFalse();
  }

  @Test
  void aClaimThatNoDataCanRefuteCannotBeContradicted() {
    assertThat(size(within(0.99, rate("a")), 1000).toContradict()).hasValue(418);
    assertThat(size(below(0.99, rate("a")), 417).canContradict()).isFalse();
  }

  @Test
  void secondariesAndClaimsNeedMoreAtTheirShareOfTheLevel() {
    Claim claim = above(0.05, rate("a"));
    Suite suite =
        new SmallSuite()
            .repeats(3)
            .arms("a")
            .probes(100)
            .primary(claim, claim)
            .predicts("one", Role.SECONDARY, claim)
            .predicts("two", Role.SECONDARY, claim)
            .build();

    // ln 0.0075 / ln 0.95 = 95.4
    assertThat(ClaimSize.of(suite, suite.predictions().get(1)).get(0).toContradict()).hasValue(96);
    assertThat(ClaimSize.of(suite, suite.predictions().get(0)).get(0).toContradict()).hasValue(96);
    // Support needs no share: ln 0.015 / ln 0.05
    assertThat(ClaimSize.of(suite, suite.predictions().get(0)).get(0).toSupport()).hasValue(2);
  }

  @Test
  void unitsAreThoseOfTheSmallerGroup() {
    Suite suite =
        new SmallSuite()
            .repeats(3)
            .arms("a")
            .group("few", 40)
            .group("many", 120)
            .primary(above(0.05, difference("a/few", "a/many")))
            .build();

    assertThat(ClaimSize.of(suite, suite.predictions().get(0)).get(0).units()).isEqualTo(40);
  }

  /** With one repeat the bets on these probes need ln(0.015 / 4) / ln 0.95 = 108.9 units. */
  @Test
  void aSingleRepeatNeedsMoreUnitsAndTheFloorSaysEnough() {
    Claim claim = above(0.05, rate("a"));
    SmallSuite suite = new SmallSuite().arms("a").probes(109).primary(claim);
    Suite built = suite.build();

    assertThat(ClaimSize.of(built, built.predictions().get(0)).get(0).toContradict()).hasValue(109);
    assertThat(suite.claim(hits((arm, probe, repeat) -> false)).verdict())
        .isEqualTo(Verdict.CONTRADICTED);
  }

  /** At 2.5 %: 1 − 0.025^(1/120) = 0.0303, times the range of the contrast on that side. */
  @Test
  void theSmallestDecidableMarginFollowsTheBoundsOfTheContrast() {
    assertThat(smallest(above(0.05, rate("a")))).isCloseTo(0.0303, within(0.00005));
    assertThat(smallest(within(0.05, rate("a")))).isCloseTo(0.0303, within(0.00005));
    assertThat(smallest(below(-0.05, DIFFERENCE))).isCloseTo(0.0303, within(0.00005));
    assertThat(smallest(above(0.05, interaction("a", "b", "c", "d"))))
        .isCloseTo(2 * 0.0303, within(0.0001));
    Contrast lopsided = contrast(Contrast.Kind.WEIGHTS, List.of("a", "b", "c"), 0.5, -0.75, -0.75);
    assertThat(smallest(above(0.05, lopsided))).isCloseTo(0.5 * 0.0303, within(0.0001));
    assertThat(smallest(above(-0.05, lopsided))).isCloseTo(1.5 * 0.0303, within(0.0001));
    assertThat(smallest(within(0.05, lopsided))).isCloseTo(1.5 * 0.0303, within(0.0001));
    assertThat(
            smallest(
                measuring(
                    measure(new Form.PlusMinus(HIT, is("label", "x"))), above(0.05, DIFFERENCE))))
        .isCloseTo(2 * 0.0303, within(0.0001));
  }

  /** A margin a little above it is contradicted by no effect, one a little beneath is not. */
  @Test
  void theSmallestDecidableMarginIsJustDecided() {
    assertThat(none(above(0.0304, rate("a"))).scope()).isEqualTo(Scope.PROBES_MADE_THE_SAME_WAY);
    assertThat(none(above(0.0302, rate("a"))).scope()).isEqualTo(Scope.THESE_PROBES);
  }

  private static double smallest(Claim claim) {
    return none(claim).smallestDecidable();
  }

  private static ClaimResult none(Claim claim) {
    return new SmallSuite()
        .repeats(3)
        .arms("a", "b", "c", "d")
        .probes(120)
        .primary(claim)
        .claim(hits((arm, probe, repeat) -> false));
  }

  private static ClaimSize size(Claim claim, int probes) {
    Suite suite =
        new SmallSuite().repeats(3).arms("a", "b", "c", "d").probes(probes).primary(claim).build();
    return ClaimSize.of(suite, suite.predictions().get(0)).get(0);
  }
}
