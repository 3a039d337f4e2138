package dev.dramatis.verdict;

import static dev.dramatis.verdict.Answers.ABSTAINED;
import static dev.dramatis.verdict.Answers.FAILED;
import static dev.dramatis.verdict.Answers.HIT;
import static dev.dramatis.verdict.Answers.MISS;
import static dev.dramatis.verdict.Answers.NOT_ASKED;
import static dev.dramatis.verdict.Answers.REFUSED;
import static dev.dramatis.verdict.Answers.hits;
import static dev.dramatis.verdict.Answers.label;
import static dev.dramatis.verdict.Answers.script;
import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.difference;
import static dev.dramatis.verdict.Claims.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.model.Response;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.TrialOutcome.Answered;
import dev.dramatis.verdict.TrialOutcome.Turn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a result shows beside its verdicts. */
class ReadoutTest {
  @Test
  void everyTrialOfAnArmIsInOneColumn() {
    List<TrialOutcome> outcomes =
        List.of(
            HIT,
            MISS,
            REFUSED,
            ABSTAINED,
            FAILED,
            NOT_ASKED,
            one(Response.Outcome.REFUSAL, "empty"),
            one(Response.Outcome.TRUNCATED, "hit"),
            one(Response.Outcome.EMPTY, "miss"));
    SmallSuite suite = new SmallSuite().arms("a").probes(9).primary(above(0.05, rate("a")));

    ArmCounts counts =
        suite.evaluate(script((arm, probe, repeat) -> outcomes.get(probe))).arms().get(0);

    assertThat(counts).isEqualTo(new ArmCounts("a", 9, 4, 2, 1, 1, 1, 1, 1));
  }

  private static TrialOutcome one(Response.Outcome outcome, String label) {
    return new Answered(List.of(new Turn(outcome, Map.of("label", label(label)))));
  }

  @Test
  void cellsCarryTheirWeightMeanAndExactInterval() {
    ClaimResult claim =
        new SmallSuite()
            .arms("a", "b")
            .probes(20)
            .primary(above(0.05, difference("a", "b")))
            .claim(hits((arm, probe, repeat) -> arm.equals("a")));

    assertThat(claim.cells())
        .extracting(cell -> cell.cell().toString(), CellResult::weight, CellResult::trials)
        .containsExactly(tuple("a", 1.0, 20), tuple("b", -1.0, 20));
    assertThat(claim.cells().get(0).mean()).hasValue(1);
    // 0 of 20 (Newcombe 1998, table I).
    assertThat(claim.cells().get(1).interval().upper()).isCloseTo(0.1684, within(0.00005));
  }

  @Test
  void aSweepOverANumberIsDrawnInItsOrder() {
    SuiteResult result =
        new SmallSuite()
            .sweep("shots", "k", "16", "0", "4")
            .sweep("words", "tone", "curt", "warm")
            .probes(20)
            .primary(above(0.05, difference("shots[k=16]", "shots[k=0]")))
            .evaluate(
                hits(
                    (arm, probe, repeat) ->
                        probe < (arm.contains("16") ? 20 : arm.contains("4") ? 5 : 0)));

    assertThat(result.doses()).hasSize(1);
    DoseLine line = result.doses().get(0);
    assertThat(line.arm()).isEqualTo("shots");
    assertThat(line.over()).isEqualTo("k");
    assertThat(line.prediction()).isEqualTo("primary");
    assertThat(line.points())
        .extracting(DoseLine.Point::x, DoseLine.Point::mean, DoseLine.Point::units)
        .containsExactly(tuple(0.0, 0.0, 20), tuple(4.0, 0.25, 20), tuple(16.0, 1.0, 20));
    assertThat(line.points().get(0).interval().upper()).isCloseTo(0.1684, within(0.00005));
  }

  @Test
  void aSweepIsDrawnWithTheMeasureOfThePredictionThatUsesIt() {
    SuiteResult result =
        new SmallSuite()
            .arms("plain")
            .sweep("shots", "k", "0", "4")
            .probes(10)
            .primary(above(0.05, rate("plain")))
            .predicts("dose", Role.SECONDARY, above(0.05, difference("shots[k=4]", "shots[k=0]")))
            .evaluate(hits((arm, probe, repeat) -> false));

    assertThat(result.doses().get(0).prediction()).isEqualTo("dose");
  }

  @Test
  void resultsStandInTheOrderOfTheSuite() {
    SuiteResult result =
        new SmallSuite()
            .arms("a")
            .probes(10)
            .predicts("first", Role.SECONDARY, above(0.05, rate("a")))
            .predicts("gate", Role.CHECK, above(0.05, rate("a")))
            .primary(above(0.05, rate("a")))
            .evaluate(hits((arm, probe, repeat) -> true));

    assertThat(result.predictions())
        .extracting(each -> each.prediction().id())
        .containsExactly("first", "gate", "primary");
    assertThat(result.primary().prediction().id()).isEqualTo("primary");
  }
}
