package dev.dramatis.verdict;

import static dev.dramatis.verdict.Answers.hits;
import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.below;
import static dev.dramatis.verdict.Claims.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.suite.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 200 probes in each arm, of which so many always hit; asked twice. */
class GatesTest {
  @ParameterizedTest
  @CsvSource({
    "200, SUPPORTED, ''",
    "20, NOT_TESTED, the check check is undecided",
    "0, NOT_TESTED, the check check failed"
  })
  void aCheckMustBeSupported(int checked, Verdict verdict, String reason) {
    PredictionResult result = primary(Map.of("a", 100, "check", checked, "control", 0));

    assertThat(result.verdict()).isEqualTo(verdict);
    assertThat(result.reason()).isEqualTo(reason);
    assertThat(result.ungated()).isEqualTo(Verdict.SUPPORTED);
  }

  @ParameterizedTest
  @CsvSource({
    "0, SUPPORTED, ''",
    "20, INCONCLUSIVE, the control control is undecided",
    "200, NOT_TESTED, the control control is contradicted"
  })
  void aControlMustNotBeContradictedAndKeepsSupportBackWhileUndecided(
      int controlled, Verdict verdict, String reason) {
    PredictionResult result = primary(Map.of("a", 100, "check", 200, "control", controlled));

    assertThat(result.verdict()).isEqualTo(verdict);
    assertThat(result.reason()).isEqualTo(reason);
    assertThat(result.ungated()).isEqualTo(Verdict.SUPPORTED);
  }

  @Test
  void anUndecidedControlDoesNotHoldBackAContradiction() {
    PredictionResult result = primary(Map.of("a", 0, "check", 200, "control", 20));

    assertThat(result.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(result.reason()).isEqualTo("absent");
  }

  @Test
  void gatesAreReportedWithTheirClearance() {
    PredictionResult result = primary(Map.of("a", 100, "check", 200, "control", 0));

    assertThat(result.gates())
        .extracting(GateResult::id, GateResult::role, GateResult::verdict)
        .containsExactly(
            tuple("check", Role.CHECK, Verdict.SUPPORTED),
            tuple("control", Role.CONTROL, Verdict.SUPPORTED));
    // 0 of 200: the upper bound is 1 − 0.025^(1/200) = 0.0183, beneath 0.10 by 0.0817.
    assertThat(result.gates().get(1).clearance()).isCloseTo(0.0817, within(0.00005));
  }

  /** 29 of 200 has the exact lower bound 0.0994, 34 has 0.1208, 40 has 0.1469. */
  @ParameterizedTest
  @CsvSource({"29, NOT_TESTED, false", "34, SUPPORTED, true", "40, SUPPORTED, false"})
  void aGateThatBarelyClearsItsBarMakesTheVerdictFragile(
      int checked, Verdict verdict, boolean fragile) {
    PredictionResult result = primary(Map.of("a", 100, "check", checked, "control", 0));

    assertThat(result.verdict()).isEqualTo(verdict);
    assertThat(result.marks().stream().anyMatch(mark -> mark.kind() == Mark.Kind.FRAGILE))
        .isEqualTo(fragile);
    if (fragile) {
      assertThat(result.marks().get(0).detail()).startsWith("check cleared its bar by 0.02");
    }
  }

  /**
   * Decided for these probes only, a gate cleared its bar there: a check is not said to have passed
   * with its bar missed.
   */
  @Test
  void clearanceIsThatOfTheScopeInWhichTheGatePassed() {
    SmallSuite suite =
        new SmallSuite()
            .repeats(20)
            .arms("a", "check")
            .probes(20)
            .primary(above(0.10, rate("a")))
            .predicts("check", Role.CHECK, above(0.10, rate("check")));

    PredictionResult result =
        suite.evaluate(hits((arm, probe, repeat) -> arm.equals("a") || probe < 5)).primary();

    GateResult gate = result.gates().get(0);
    assertThat(gate.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(suiteInterval(suite)).isLessThan(0.10);
    assertThat(gate.clearance()).isPositive();
  }

  private static double suiteInterval(SmallSuite suite) {
    return suite
        .evaluate(hits((arm, probe, repeat) -> probe < 5))
        .predictions()
        .get(1)
        .claims()
        .get(0)
        .interval()
        .lower();
  }

  @Test
  void aPredictionMayListItsOwnGates() {
    SmallSuite suite =
        gated()
            .gatedBy(List.of("control"), "own", Role.SECONDARY, above(0.05, rate("a")))
            .gatedBy(List.of(), "free", Role.SECONDARY, above(0.05, rate("a")));

    SuiteResult result = suite.evaluate(always(Map.of("a", 100, "check", 0, "control", 0)));

    assertThat(result.primary().verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(verdict(result, "own")).isEqualTo(Verdict.SUPPORTED);
    assertThat(verdict(result, "free")).isEqualTo(Verdict.SUPPORTED);
  }

  @Test
  void checksAndControlsDoNotGateEachOther() {
    SuiteResult result = gated().evaluate(always(Map.of("a", 100, "check", 0, "control", 0)));

    assertThat(verdict(result, "check")).isEqualTo(Verdict.CONTRADICTED);
    assertThat(verdict(result, "control")).isEqualTo(Verdict.SUPPORTED);
    assertThat(result.predictions().get(1).gates()).isEmpty();
  }

  @Test
  void gatesCanBeSwitchedOffToMeasureErrorRates() {
    SuiteResult result =
        SuiteEvaluation.of(
            gated().build(), always(Map.of("a", 100, "check", 0, "control", 200)), Gating.OFF);

    assertThat(result.primary().verdict()).isEqualTo(Verdict.SUPPORTED);
  }

  @Test
  void aGateThatDoesNotExistIsAnError() {
    SmallSuite suite =
        gated().gatedBy(List.of("chekc"), "own", Role.SECONDARY, above(0.05, rate("a")));

    assertThatThrownBy(() -> suite.evaluate(always(Map.of())))
        .hasMessage("no check or control chekc");
  }

  private static PredictionResult primary(Map<String, Integer> hits) {
    return gated().evaluate(always(hits)).primary();
  }

  private static SmallSuite gated() {
    return new SmallSuite()
        .repeats(2)
        .arms("a", "check", "control")
        .probes(200)
        .primary(above(0.05, rate("a")))
        .predicts("check", Role.CHECK, above(0.10, rate("check")))
        .predicts("control", Role.CONTROL, below(0.10, rate("control")));
  }

  private static Outcomes always(Map<String, Integer> hits) {
    return hits((arm, probe, repeat) -> probe < hits.getOrDefault(arm, 0));
  }

  private static Verdict verdict(SuiteResult result, String id) {
    return result.predictions().stream()
        .filter(prediction -> prediction.prediction().id().equals(id))
        .findFirst()
        .orElseThrow()
        .verdict();
  }
}
