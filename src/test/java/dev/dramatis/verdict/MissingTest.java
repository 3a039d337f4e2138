package dev.dramatis.verdict;

import static dev.dramatis.verdict.Answers.ABSTAINED;
import static dev.dramatis.verdict.Answers.FAILED;
import static dev.dramatis.verdict.Answers.HIT;
import static dev.dramatis.verdict.Answers.MISS;
import static dev.dramatis.verdict.Answers.NOT_ASKED;
import static dev.dramatis.verdict.Answers.script;
import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.below;
import static dev.dramatis.verdict.Claims.difference;
import static dev.dramatis.verdict.Claims.rate;
import static dev.dramatis.verdict.Claims.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.suite.Role;
import org.junit.jupiter.api.Test;

class MissingTest {
  @Test
  void missingTrialsLeaveTheDenominatorAndAreCounted() {
    ClaimResult claim =
        rateAbove(0.10)
            .claim(
                script(
                    (arm, probe, repeat) ->
                        probe < 4 ? FAILED : probe < 8 ? ABSTAINED : probe < 27 ? HIT : MISS));

    // 19 of the 92 with a value.
    assertThat(claim.estimate().orElseThrow()).isCloseTo(19 / 92.0, within(1e-12));
    assertThat(claim.units()).isEqualTo(92);
    assertThat(claim.lost()).isEqualTo(8);
    assertThat(claim.cells().get(0).eligible()).isEqualTo(92);
    assertThat(claim.cells().get(0).missing()).isEqualTo(8);
    assertThat(claim.cells().get(0).missingShare()).isEqualTo(0.08);
    // At worst all 8 are misses (19 of 100), at best all are hits (27 of 100).
    assertThat(claim.missingLow().orElseThrow()).isCloseTo(0.19, within(1e-12));
    assertThat(claim.missingHigh().orElseThrow()).isCloseTo(0.27, within(1e-12));
  }

  @Test
  void exclusionsAboveTheCeilingAreNoTest() {
    assertThat(withMissing(10).verdict()).isEqualTo(Verdict.SUPPORTED);

    PredictionResult result = withMissing(11);

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(result.ungated()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(result.reason()).isEqualTo("11.0 % of the trials of a are missing (at most 10.0 %)");
    assertThat(result.marks()).isEmpty();
  }

  private static PredictionResult withMissing(int missing) {
    return rateAbove(0.10)
        .evaluate(script((arm, probe, repeat) -> probe < missing ? FAILED : HIT))
        .primary();
  }

  @Test
  void exclusionsThatDifferBetweenArmsAreNoTest() {
    SmallSuite suite =
        new SmallSuite().arms("a", "b").probes(100).primary(above(0.05, difference("a", "b")));

    PredictionResult result =
        suite
            .evaluate(
                script(
                    (arm, probe, repeat) -> arm.equals("b") ? MISS : probe < 6 ? ABSTAINED : HIT))
            .primary();

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(result.reason())
        .isEqualTo("the share of missing trials differs between cells by 6.0 % (at most 5.0 %)");
  }

  @Test
  void aContrastWithoutASingleValueIsNoTest() {
    SmallSuite suite =
        new SmallSuite().exclusions(1, 1).arms("a").probes(10).primary(above(0.05, rate("a")));

    PredictionResult result = suite.evaluate(script((arm, probe, repeat) -> ABSTAINED)).primary();

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(result.reason()).isEqualTo("no probe has a value in every cell");
    assertThat(result.claims().get(0).pValue()).isEqualTo(1);
    assertThat(result.claims().get(0).interval().width()).isEqualTo(1);
  }

  /** 100 probes, 8 missing, no hit otherwise: 8 hits more would leave the claim open. */
  @Test
  void aVerdictThatMissingTrialsCouldChangeIsMarked() {
    Outcomes outcomes = script((arm, probe, repeat) -> probe < 8 ? FAILED : MISS);

    PredictionResult below =
        new SmallSuite()
            .repeats(2)
            .arms("a")
            .probes(100)
            .primary(below(0.05, rate("a")))
            .evaluate(outcomes)
            .primary();
    PredictionResult farBelow =
        new SmallSuite()
            .repeats(2)
            .arms("a")
            .probes(100)
            .primary(below(0.30, rate("a")))
            .evaluate(outcomes)
            .primary();

    assertThat(below.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(below.marks())
        .containsExactly(
            new Mark(Mark.Kind.MISSING_DEPENDENT, "missing trials set high give INCONCLUSIVE"));
    assertThat(farBelow.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(farBelow.marks()).isEmpty();
  }

  /**
   * Five probes of 200 are missing in each arm. Set low, those of the treated arm are misses and
   * those of the control hits: −5/200.
   */
  @Test
  void missingTrialsAreSetAgainstABandFromBothSides() {
    SmallSuite suite =
        new SmallSuite()
            .repeats(2)
            .arms("a", "b")
            .probes(200)
            .primary(within(0.05, difference("a", "b")));

    PredictionResult result =
        suite
            .evaluate(
                script(
                    (arm, probe, repeat) ->
                        probe % 40 == (arm.equals("a") ? 0 : 1) ? FAILED : MISS))
            .primary();

    assertThat(result.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(result.claims().get(0).missingLow().orElseThrow()).isCloseTo(-0.025, within(1e-12));
    assertThat(result.claims().get(0).missingHigh().orElseThrow()).isCloseTo(0.025, within(1e-12));
    assertThat(result.marks())
        .containsExactly(
            new Mark(
                Mark.Kind.MISSING_DEPENDENT,
                "missing trials set low give INCONCLUSIVE; "
                    + "missing trials set high give INCONCLUSIVE"));
  }

  @Test
  void anUnfinishedArmIsNoTestOfThePredictionsThatUseIt() {
    SmallSuite suite =
        new SmallSuite()
            .repeats(2)
            .arms("a", "b")
            .probes(100)
            .primary(above(0.05, rate("a")))
            .predicts("other", Role.SECONDARY, above(0.05, rate("b")));

    SuiteResult result =
        suite.evaluate(
            script((arm, probe, repeat) -> arm.equals("b") && probe == 7 ? NOT_ASKED : HIT));

    assertThat(result.primary().verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(result.predictions().get(1).verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(result.predictions().get(1).reason())
        .isEqualTo("2 of the 200 trials of b were not asked");
    assertThat(result.arms().get(1).notAsked()).isEqualTo(2);
  }

  @Test
  void anUnfinishedGateIsNoTestEither() {
    SmallSuite suite =
        new SmallSuite()
            .repeats(2)
            .arms("a", "b")
            .probes(100)
            .primary(above(0.05, rate("a")))
            .predicts("check", Role.CHECK, above(0.05, rate("b")));

    PredictionResult result =
        suite
            .evaluate(
                script((arm, probe, repeat) -> arm.equals("b") && probe == 7 ? NOT_ASKED : HIT))
            .primary();

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(result.reason()).isEqualTo("the check check could not be tested");
    assertThat(result.ungated()).isEqualTo(Verdict.SUPPORTED);
  }

  private static SmallSuite rateAbove(double margin) {
    return new SmallSuite().arms("a").probes(100).primary(above(margin, rate("a")));
  }
}
