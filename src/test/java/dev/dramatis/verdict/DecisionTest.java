package dev.dramatis.verdict;

import static dev.dramatis.verdict.Answers.hits;
import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.below;
import static dev.dramatis.verdict.Claims.difference;
import static dev.dramatis.verdict.Claims.rate;
import static dev.dramatis.verdict.Claims.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.stats.ClopperPearson;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Claim;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
  private static final Offset<Double> FOUR_PLACES = within(0.00005);

  /**
   * The method of Clopper and Pearson in table I of Newcombe, "Two-sided confidence intervals for
   * the single proportion", Statistics in Medicine 17 (1998): 81 of 263, 15 of 148, 0 of 20, 1 of
   * 29.
   */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2527, 0.3676",
    "15, 148, 0.0578, 0.1617",
    "0, 20, 0.0000, 0.1684",
    "1, 29, 0.0009, 0.1776"
  })
  void theIntervalOfARateWithoutRepeatsIsTheExactBinomialOne(
      int hits, int probes, double lower, double upper) {
    ClaimResult claim = rateOf(hits, probes, above(0.05, rate("a")));

    assertThat(claim.interval().lower()).isCloseTo(lower, FOUR_PLACES);
    assertThat(claim.interval().upper()).isCloseTo(upper, FOUR_PLACES);
    assertThat(claim.estimate()).hasValue((double) hits / probes);
    assertThat(claim.units()).isEqualTo(probes);
  }

  /**
   * Hits that no control has: contrasts 0 and 1 between −1 and 1. Below the upper bound lies only
   * the gap from 0 to 1, so it is the exact binomial one as well.
   */
  @Test
  void theUpperBoundOfADifferenceWithoutHitsOfTheControlIsTheExactBinomialOne() {
    SmallSuite suite =
        new SmallSuite()
            .repeats(3)
            .arms("treated", "control")
            .probes(120)
            .primary(above(0.05, difference("treated", "control")));

    ClaimResult claim =
        suite.claim(hits((arm, probe, repeat) -> arm.equals("treated") && probe < 12));

    Interval exact = ClopperPearson.interval(12, 120, 0.025);
    assertThat(claim.interval().upper()).isCloseTo(exact.upper(), within(1e-9));
    assertThat(claim.estimate()).hasValue(0.1);
    assertThat(claim.lo()).isEqualTo(-1);
    assertThat(claim.hi()).isEqualTo(1);
  }

  /** 10 of 50, three times: the interval for these probes is narrower, [0.109, 0.317]. */
  @ParameterizedTest
  @CsvSource({
    "0.05, SUPPORTED",
    "0.09, SUPPORTED",
    "0.20, INCONCLUSIVE",
    "0.35, CONTRADICTED",
    "0.50, CONTRADICTED"
  })
  void aboveHoldsTheIntervalAgainstTheMargin(double margin, Verdict verdict) {
    assertThat(tenOfFifty(above(margin, rate("a"))).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.05, CONTRADICTED", "0.20, INCONCLUSIVE", "0.40, SUPPORTED"})
  void belowMirrorsAbove(double margin, Verdict verdict) {
    assertThat(tenOfFifty(below(margin, rate("a"))).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0.05, CONTRADICTED", "0.20, INCONCLUSIVE", "0.40, SUPPORTED"})
  void withinNeedsTheWholeIntervalInsideTheBand(double margin, Verdict verdict) {
    assertThat(tenOfFifty(within(margin, rate("a"))).verdict()).isEqualTo(verdict);
  }

  @Test
  void withinIsContradictedByAnIntervalBeneathTheBand() {
    ClaimResult claim = pairOf(within(0.10, difference("a", "b")), 0, 30);

    assertThat(claim.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(claim.interval().upper()).isLessThan(-0.10);
    assertThat(claim.contradiction()).hasValue(Contradiction.TOO_LARGE);
  }

  /** A negative margin is a claim of non-inferiority: no effect supports it. */
  @Test
  void aNegativeMarginIsClearedByNoEffectAtAll() {
    assertThat(pairOf(above(-0.10, difference("a", "b")), 0, 0).verdict())
        .isEqualTo(Verdict.SUPPORTED);
    assertThat(pairOf(below(-0.10, difference("a", "b")), 0, 0).verdict())
        .isEqualTo(Verdict.CONTRADICTED);
    assertThat(pairOf(above(-0.10, difference("a", "b")), 0, 60).verdict())
        .isEqualTo(Verdict.CONTRADICTED);
  }

  @ParameterizedTest
  @CsvSource({"0, 40, REVERSED", "0, 0, ABSENT", "30, 0, TOO_SMALL", "0, 4, ABSENT"})
  void aContradictionSaysInWhichWay(int treated, int control, Contradiction expected) {
    ClaimResult claim = pairOf(above(0.50, difference("a", "b")), treated, control);

    assertThat(claim.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(claim.contradiction()).hasValue(expected);
  }

  /**
   * From −0.083 (the exact binomial bound of 4 in 120) to below the margin of 0.05: neither
   * reversed, nor inside the band, nor an effect.
   */
  @Test
  void aContradictionMayFitNoneOfTheWords() {
    ClaimResult claim = pairOf(above(0.05, difference("a", "b")), 0, 4);

    assertThat(claim.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(claim.interval().lower()).isLessThan(-0.05);
    assertThat(claim.interval().upper()).isBetween(0.0, 0.05);
    assertThat(claim.contradiction()).isEmpty();
  }

  @Test
  void aPredictionNamesItsContradiction() {
    PredictionResult result =
        pair(above(0.05, difference("a", "b")))
            .evaluate(hits((arm, probe, repeat) -> false))
            .primary();

    assertThat(result.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(result.reason()).isEqualTo("absent");
  }

  /**
   * Ten probes of which none hits in ten repeats. For probes made the same way a rate of 0.31 is
   * possible still (1 − 0.025^(1/10)); for these very ones a hundred misses rule out 0.06.
   */
  @Test
  void manyRepeatsOfFewProbesDecideOnTheseProbesOnly() {
    SmallSuite suite =
        new SmallSuite().repeats(10).arms("a").probes(10).primary(above(0.10, rate("a")));

    ClaimResult claim = suite.claim(hits((arm, probe, repeat) -> false));

    assertThat(claim.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(claim.scope()).isEqualTo(Scope.THESE_PROBES);
    assertThat(claim.interval().upper()).isCloseTo(0.3085, FOUR_PLACES);
    assertThat(claim.theseProbes().upper()).isLessThan(0.06);
  }

  /**
   * Asked once, 80 probes without a hit rule out a rate of 0.0451 by the exact bound, but bets
   * split over a grid of four leave 1 − (0.025 / 4)^(1/80) = 0.0615: the claim about these probes
   * comes first, so nothing is decided.
   */
  @Test
  void nothingIsDecidedForOtherProbesBeforeItIsForThese() {
    SmallSuite suite = new SmallSuite().arms("a").probes(80).primary(above(0.05, rate("a")));

    ClaimResult claim = suite.claim(hits((arm, probe, repeat) -> false));

    assertThat(claim.interval().upper()).isCloseTo(0.0451, FOUR_PLACES);
    assertThat(claim.theseProbes().upper()).isBetween(0.055, 0.0615);
    assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  /**
   * Student's t for contrasts 1, 1, 0, 0, 0: mean 0.4, standard error √(0.3 / 5) = 0.2449, quantile
   * of t with 4 degrees of freedom 2.7764.
   */
  @Test
  void studentsTIsShownBesideTheInterval() {
    ClaimResult claim = rateOf(2, 5, above(0.05, rate("a")));

    assertThat(claim.studentT().orElseThrow().lower()).isCloseTo(-0.2801, FOUR_PLACES);
    assertThat(claim.studentT().orElseThrow().upper()).isCloseTo(1.0801, FOUR_PLACES);
  }

  /** One-sided p-values of the exact binomial test. */
  @Test
  void thePValueIsThatOfTheClaim() {
    // P(X ≥ 3 of 20 at 0.05) and P(X ≤ 0 of 20 at 0.05).
    assertThat(rateOf(3, 20, above(0.05, rate("a"))).pValue()).isCloseTo(0.0755, FOUR_PLACES);
    assertThat(rateOf(0, 20, below(0.05, rate("a"))).pValue()).isCloseTo(0.3585, FOUR_PLACES);
    assertThat(rateOf(0, 20, within(0.05, rate("a"))).pValue()).isCloseTo(0.3585, FOUR_PLACES);
  }

  private static ClaimResult tenOfFifty(Claim claim) {
    return new SmallSuite()
        .repeats(3)
        .arms("a")
        .probes(50)
        .primary(claim)
        .claim(hits((arm, probe, repeat) -> probe < 10));
  }

  private static ClaimResult rateOf(int hits, int probes, Claim claim) {
    return new SmallSuite()
        .arms("a")
        .probes(probes)
        .primary(claim)
        .claim(hits((arm, probe, repeat) -> probe < hits));
  }

  /** 120 probes, three times: so many always hit in arm a, so many others in arm b. */
  private static ClaimResult pairOf(Claim claim, int first, int second) {
    return pair(claim)
        .claim(
            hits((arm, probe, repeat) -> arm.equals("a") ? probe < first : probe >= 120 - second));
  }

  private static SmallSuite pair(Claim claim) {
    return new SmallSuite().repeats(3).arms("a", "b").probes(120).primary(claim);
  }
}
