package dev.dramatis.verdict;

import static dev.dramatis.verdict.Answers.HIT;
import static dev.dramatis.verdict.Answers.MISS;
import static dev.dramatis.verdict.Answers.hits;
import static dev.dramatis.verdict.Answers.labelled;
import static dev.dramatis.verdict.Answers.script;
import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.difference;
import static dev.dramatis.verdict.Claims.is;
import static dev.dramatis.verdict.Claims.rate;
import static dev.dramatis.verdict.Claims.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Measure;
import org.junit.jupiter.api.Test;

class MarksTest {
  @Test
  void aVerdictThatAnotherLabellingChangesIsLabelDependent() {
    Measure strict = is("label", "sure");
    SmallSuite suite =
        new SmallSuite()
            .repeats(2)
            .arms("a")
            .probes(100)
            .primaryWithAlternative(
                strict, Claims.measuring(is("label", "sure", "maybe"), above(0.05, rate("a"))));

    PredictionResult strictly =
        suite.evaluate(script((arm, probe, repeat) -> labelled("sure"))).primary();
    PredictionResult loosely =
        suite.evaluate(script((arm, probe, repeat) -> labelled("maybe"))).primary();

    assertThat(strictly.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(strictly.marks()).isEmpty();
    assertThat(loosely.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(loosely.marks())
        .containsExactly(new Mark(Mark.Kind.LABEL_DEPENDENT, "alternative 1 gives CONTRADICTED"));
  }

  @Test
  void oneKindCarriesAVerdictThatTheOthersDoNotShow() {
    PredictionResult result =
        kinds(above(0.05, rate("a"))).evaluate(hits((arm, probe, repeat) -> probe < 30)).primary();

    assertThat(result.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(result.marks())
        .containsExactly(
            new Mark(Mark.Kind.ONE_KIND_CARRIES_IT, "without letter it is CONTRADICTED"));
  }

  /**
   * 16 of 120 in all four kinds alike, three times: on these probes a rate of 0.0705 at least. The
   * 12 of 90 without a kind leave 0.0669 and could not support a margin of 0.068; in as many units
   * as before they can.
   */
  @Test
  void fewerUnitsAloneDoNotMakeAKindCarryAVerdict() {
    PredictionResult result =
        kinds(above(0.068, rate("a")))
            .evaluate(hits((arm, probe, repeat) -> probe % 30 < 4))
            .primary();

    assertThat(result.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(result.claims().get(0).theseProbes().lower()).isBetween(0.070, 0.071);
    assertThat(result.marks()).isEmpty();
  }

  @Test
  void oneKindMayCarryAContradiction() {
    // Three kinds show an effect of 0.2 that is not there in all, as one has the opposite.
    PredictionResult result =
        kinds(above(0.10, difference("a", "b")))
            .evaluate(
                hits(
                    (arm, probe, repeat) ->
                        arm.equals("b") ? probe < 30 : probe >= 30 && probe % 5 == 0))
            .primary();

    assertThat(result.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(result.marks())
        .containsExactly(new Mark(Mark.Kind.ONE_KIND_CARRIES_IT, "without letter it is SUPPORTED"));
  }

  /** Two kinds that cancel out: each alone leaves the band. */
  @Test
  void kindsThatCancelOutCarryAVerdictOfNoDifference() {
    PredictionResult result =
        kinds(within(0.20, difference("a", "b")))
            .evaluate(
                hits(
                    (arm, probe, repeat) ->
                        arm.equals("a") ? probe < 15 : probe >= 90 && probe < 105))
            .primary();

    assertThat(result.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(result.marks())
        .containsExactly(
            new Mark(
                Mark.Kind.ONE_KIND_CARRIES_IT,
                "without letter it is INCONCLUSIVE; without table it is INCONCLUSIVE"));
  }

  @Test
  void labelsOfAVoiceAreMarkedAsNotReadWhateverTheVerdict() {
    SmallSuite suite =
        new SmallSuite().voice().repeats(2).arms("a").probes(50).primary(above(0.05, rate("a")));
    Mark notRead = new Mark(Mark.Kind.LABELS_NOT_READ, "labels of label");

    PredictionResult open = suite.evaluate(hits((arm, probe, repeat) -> probe < 3)).primary();
    PredictionResult supported =
        suite.evaluate(script((arm, probe, repeat) -> probe < 25 ? HIT : MISS)).primary();

    assertThat(open.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(open.marks()).containsExactly(notRead);
    assertThat(supported.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(supported.marks()).containsExactly(notRead);
  }

  private static SmallSuite kinds(Claim claim) {
    return new SmallSuite()
        .repeats(3)
        .arms("a", "b")
        .kind("letter", 30)
        .kind("list", 30)
        .kind("recipe", 30)
        .kind("table", 30)
        .primary(claim);
  }
}
