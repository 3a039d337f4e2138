package dev.dramatis.verdict;

import static dev.dramatis.verdict.Answers.answered;
import static dev.dramatis.verdict.Answers.filtered;
import static dev.dramatis.verdict.Answers.label;
import static dev.dramatis.verdict.Answers.scored;
import static dev.dramatis.verdict.Answers.subtype;
import static dev.dramatis.verdict.Answers.turn;
import static dev.dramatis.verdict.Claims.HIT;
import static dev.dramatis.verdict.Claims.is;
import static dev.dramatis.verdict.Claims.measure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.classify.Classification.Abstained;
import dev.dramatis.classify.Classification.Unusable;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Measure.Form;
import dev.dramatis.suite.Measure.OnRefusal;
import dev.dramatis.suite.Measure.Side;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a measure makes of single trials, read off the cell of a rate. */
class MeasureTest {
  private static final TrialOutcome SOFT_REFUSAL = answered(turn("refusal"));
  private static final TrialOutcome HARD_REFUSAL =
      answered(filtered(Map.of("label", label("miss"))));

  @Test
  void aLabelCountsIfItIsListed() {
    CellResult cell =
        cell(
            is("label", "hit", "near"),
            answered(turn("hit")),
            answered(turn("near")),
            answered(turn("miss")));

    assertThat(cell.mean().orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(cell.eligible()).isEqualTo(3);
  }

  @Test
  void aSubtypeCountsIfItIsListed() {
    Measure measure = measure(new Form.SubtypeIs("label", Set.of("document", "forum")));

    assertThat(
            mean(
                measure,
                answered(turn(Map.of("label", subtype("base-like", "forum")))),
                answered(turn(Map.of("label", subtype("base-like", "code")))),
                answered(turn("base-like")),
                answered(turn("base-like"))))
        .isEqualTo(0.25);
  }

  @ParameterizedTest
  @CsvSource({"BELOW, 0.25", "AT_MOST, 0.5", "AT_LEAST, 0.75", "ABOVE, 0.5"})
  void aThresholdSaysOnWhichSideItsOwnValueFalls(Side side, double share) {
    Measure measure = measure(new Form.Threshold("label", side, 5));

    assertThat(mean(measure, score(4), score(5), score(6), score(7))).isEqualTo(share);
  }

  @Test
  void aScoreIsDividedByItsScaleAndKeptInBounds() {
    Measure measure = measure(new Form.Score("label", 100));

    assertThat(mean(measure, score(50), score(130), score(-20), score(10))).isEqualTo(0.4);
  }

  @Test
  void aScoreThatIsNotGivenIsMissingAndNeverNought() {
    CellResult cell =
        cell(measure(new Form.Score("label", 1)), score(0.8), answered(turn("base-like")));

    assertThat(cell.mean()).hasValue(0.8);
    assertThat(cell.missing()).isEqualTo(1);
  }

  @Test
  void whatCannotBeLabelledIsMissing() {
    CellResult cell =
        cell(
            HIT,
            answered(turn("hit")),
            answered(turn(Map.of("label", new Abstained("?")))),
            answered(turn(Map.of("label", new Unusable("empty")))),
            answered(turn(Map.of())),
            Answers.FAILED);

    assertThat(cell.mean()).hasValue(1);
    assertThat(cell.trials()).isEqualTo(5);
    assertThat(cell.eligible()).isEqualTo(1);
    assertThat(cell.missing()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"ZERO, 0.25, 4, 0", "ONE, 0.75, 4, 0", "OUT, 0.5, 2, 2"})
  void aRefusalCountsAsTheSuiteSays(OnRefusal rule, double mean, int eligible, int notEligible) {
    CellResult cell =
        cell(
            measure(new Form.LabelIs("label", Set.of("hit")), rule),
            answered(turn("hit")),
            answered(turn("miss")),
            SOFT_REFUSAL,
            HARD_REFUSAL);

    assertThat(cell.mean()).hasValue(mean);
    assertThat(cell.eligible()).isEqualTo(eligible);
    assertThat(cell.notEligible()).isEqualTo(notEligible);
    assertThat(cell.missing()).isZero();
    assertThat(cell.refused()).isEqualTo(2);
    // The report shows all three choices, whatever the suite says.
    assertThat(cell.refusalsAsZero()).hasValue(0.25);
    assertThat(cell.refusalsAsOne()).hasValue(0.75);
    assertThat(cell.refusalsOut()).hasValue(0.5);
  }

  @Test
  void choicesAboutRefusalsAreNotShownWhereThereAreNone() {
    CellResult cell = cell(HIT, answered(turn("hit")));

    assertThat(cell.refusalsAsZero()).isEmpty();
    assertThat(cell.refusalsAsOne()).isEmpty();
    assertThat(cell.refusalsOut()).isEmpty();
  }

  /** A filter of the provider is a refusal, whatever a classifier makes of the empty text. */
  @Test
  void aMeasureOfRefusalsCountsThoseOfTheProviderToo() {
    TrialOutcome filtered = answered(filtered(Map.of("label", label("empty"))));
    TrialOutcome unread = answered(filtered(Map.of("label", new Unusable("no text"))));

    assertThat(mean(is("label", "refusal"), SOFT_REFUSAL, filtered, unread, answered(turn("hit"))))
        .isEqualTo(0.75);
  }

  @Test
  void aConditionThatIsNotMetTakesATrialOutOfTheDenominator() {
    Measure measure = Claims.where(is("tone", "calm"), new Form.LabelIs("label", Set.of("hit")));

    CellResult cell =
        cell(
            measure,
            answered(turn(Map.of("label", label("hit"), "tone", label("calm")))),
            answered(turn(Map.of("label", label("miss"), "tone", label("calm")))),
            answered(turn(Map.of("label", label("hit"), "tone", label("wild")))),
            answered(turn(Map.of("label", label("hit"), "tone", new Abstained("?")))));

    assertThat(cell.mean()).hasValue(0.5);
    assertThat(cell.eligible()).isEqualTo(2);
    assertThat(cell.notEligible()).isEqualTo(1);
    assertThat(cell.missing()).isEqualTo(1);
  }

  /** What refusals count as changes no condition: a refused trial is as eligible as before. */
  @Test
  void choicesAboutRefusalsLeaveConditionsAlone() {
    Measure measure = Claims.where(is("tone", "calm"), new Form.LabelIs("label", Set.of("hit")));

    CellResult cell =
        cell(
            measure,
            answered(turn(Map.of("label", label("hit"), "tone", label("calm")))),
            answered(turn(Map.of("label", label("refusal"), "tone", label("calm")))),
            answered(filtered(Map.of("label", label("miss"), "tone", label("calm")))));

    // The last one is refused by the provider, so it is not calm: out in all three.
    assertThat(cell.refusalsAsZero()).hasValue(0.5);
    assertThat(cell.refusalsAsOne()).hasValue(1);
    assertThat(cell.refusalsOut()).hasValue(1);
  }

  @Test
  void allHoldsIfEveryPartDoes() {
    Measure all = measure(new Form.All(List.of(HIT, is("tone", "calm"))));

    CellResult cell =
        cell(
            all,
            answered(turn(Map.of("label", label("hit"), "tone", label("calm")))),
            answered(turn(Map.of("label", label("hit"), "tone", label("wild")))),
            // One part that does not hold is enough, whatever the other would say.
            answered(turn(Map.of("label", label("miss"), "tone", new Abstained("?")))),
            answered(turn(Map.of("label", label("hit"), "tone", new Abstained("?")))));

    assertThat(cell.mean().orElseThrow()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(cell.missing()).isEqualTo(1);
  }

  /** Each part holds in one of two replies, never both in one. */
  @Test
  void allMustHoldInTheSameReply() {
    Measure all = measure(new Form.All(List.of(HIT, is("tone", "calm"))));

    assertThat(
            mean(
                all,
                answered(
                    turn(Map.of("label", label("hit"), "tone", label("wild"))),
                    turn(Map.of("label", label("miss"), "tone", label("calm"))))))
        .isZero();
  }

  @Test
  void aJoinedMeasureHasASayAboutRefusals() {
    Measure out = measure(new Form.All(List.of(HIT)), OnRefusal.OUT);
    Measure one = measure(new Form.All(List.of(HIT)), OnRefusal.ONE);

    assertThat(mean(out, answered(turn("hit")), SOFT_REFUSAL)).isEqualTo(1);
    assertThat(mean(one, answered(turn("miss")), SOFT_REFUSAL)).isEqualTo(0.5);
  }

  @Test
  void everyClassifiedReplyCountsTowardsTheMeanOfItsTrial() {
    assertThat(mean(HIT, answered(turn("hit"), turn("miss"), turn("miss")), answered(turn("hit"))))
        .isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void aReplyThatIsOutLeavesTheMeanOfItsTrialAndAMissingOneTheTrial() {
    Measure measure = measure(new Form.LabelIs("label", Set.of("hit")), OnRefusal.OUT);

    CellResult cell =
        cell(
            measure,
            answered(turn("hit"), turn("refusal"), turn("miss")),
            answered(turn("hit"), turn(Map.of("label", new Abstained("?")))),
            answered(turn("refusal"), turn("refusal")));

    assertThat(cell.mean()).hasValue(0.5);
    assertThat(cell.missing()).isEqualTo(1);
    assertThat(cell.notEligible()).isEqualTo(1);
  }

  /** Labels a, a, b have three pairs, of which one agrees. */
  @Test
  void agreementIsTheShareOfPairsOfRepliesWithTheSameLabel() {
    Measure agree = measure(new Form.Agree("label"));

    assertThat(mean(agree, answered(turn("a"), turn("a"), turn("b"))))
        .isCloseTo(1 / 3.0, within(1e-12));
    assertThat(mean(agree, answered(turn("refusal"), filtered(Map.of("label", label("a"))))))
        .isEqualTo(1);
    assertThat(cell(agree, answered(turn("a"))).notEligible()).isEqualTo(1);
    assertThat(
            cell(agree, answered(turn("a"), turn(Map.of("label", new Abstained("?"))))).missing())
        .isEqualTo(1);
  }

  @Test
  void plusAndMinusDoubleTheBounds() {
    Measure measure = measure(new Form.PlusMinus(HIT, is("label", "near")));
    SmallSuite suite = new SmallSuite().arms("a").probes(4).primary(claim(measure));
    List<String> labels = List.of("hit", "near", "near", "miss");

    ClaimResult claim =
        suite.claim(Answers.script((arm, probe, repeat) -> answered(turn(labels.get(probe)))));

    assertThat(claim.estimate()).hasValue(-0.25);
    assertThat(claim.lo()).isEqualTo(-1);
    assertThat(claim.hi()).isEqualTo(1);
    assertThat(claim.effects())
        .extracting(UnitEffect::effect)
        .containsExactly(1.0, -1.0, -1.0, 0.0);
  }

  private static TrialOutcome score(double score) {
    return answered(turn(Map.of("label", scored("judged", score))));
  }

  private static double mean(Measure measure, TrialOutcome... outcomes) {
    return cell(measure, outcomes).mean().orElseThrow();
  }

  private static CellResult cell(Measure measure, TrialOutcome... outcomes) {
    SmallSuite suite =
        new SmallSuite().exclusions(1, 1).arms("a").probes(outcomes.length).primary(claim(measure));
    return suite.claim(Answers.script((arm, probe, repeat) -> outcomes[probe])).cells().get(0);
  }

  private static Claim claim(Measure measure) {
    return new Claim(Claims.rate("a"), measure, new Bound.Above(0.05));
  }
}
