package dev.dramatis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs held against each other, with digests written by hand. */
class ComparisonTest {
  private static RunPair compare(DigestSketch before, DigestSketch after) {
    return Comparison.of(List.of(before.digest(), after.digest())).pairs().get(0);
  }

  private static ClaimPair.Paired only(RunPair pair) {
    return pair.predictions().get(0).foremost().orElseThrow();
  }

  private static String refusal(RunPair pair) {
    return ((ClaimPair.Refused) pair.predictions().get(0).claims().get(0)).reason();
  }

  private static double[] all(int units, double effect) {
    double[] effects = new double[units];
    Arrays.fill(effects, effect);
    return effects;
  }

  @Test
  void whereEveryUnitTurnedFromNoToYesTheFiguresAreThoseOfClopperAndPearson() {
    ClaimPair.Paired claim =
        only(
            compare(
                new DigestSketch("a").effects("p", all(5, 0)),
                new DigestSketch("b").effects("p", all(5, 1))));

    // Five of five, scaled from [0, 1] to [−1, 1]: 2 · 0.025^(1/5) − 1; p is twice (1/2)^5.
    assertThat(claim.difference().interval().lower())
        .isCloseTo(2 * Math.pow(0.025, 0.2) - 1, within(1e-9));
    assertThat(claim.difference().interval().upper()).isEqualTo(1);
    assertThat(claim.difference().p()).isCloseTo(2.0 / 32, within(1e-9));
    assertThat(claim.difference().difference()).isEqualTo(1);
    assertThat(claim.isChanged()).isFalse();
  }

  @Test
  void pairingTakesOutWhatUnitsDifferIn() {
    double[] before = new double[40];
    double[] after = new double[40];
    for (int i = 0; i < 40; i++) {
      before[i] = i % 2 == 0 ? 0.0 : 0.7;
      after[i] = before[i] + 0.3;
    }
    ClaimPair.Paired claim =
        only(
            compare(
                new DigestSketch("a").effects("p", before),
                new DigestSketch("b").effects("p", after)));

    // By rates alone, 0.35 and 0.65 in 40 units, a change within units of exactly 0.3 is not seen.
    assertThat(claim.difference().interval().contains(0.3)).isTrue();
    assertThat(claim.difference().interval().width()).isLessThan(0.2);
    assertThat(claim.isChanged()).isTrue();
  }

  @Test
  void unitsThatWereAskedInOtherWordsAreLeftOutAndCounted() {
    ClaimPair.Paired claim =
        only(
            compare(
                new DigestSketch("a").effects("p", 0, 0, 1).asked("p", "x", "y", "z"),
                new DigestSketch("b").effects("p", 1, 0, 1).asked("p", "x", "changed", "z")));

    assertThat(claim.difference().units())
        .extracting(PairedDifference.UnitChange::difference)
        .containsExactly(1.0, 0.0);
    assertThat(claim.difference().leftOut()).isEqualTo(2);
  }

  @Test
  void unitsMeetByWhatWasAskedWhateverTheirOrderAndNames() {
    ClaimPair.Paired claim =
        only(
            compare(
                new DigestSketch("a").effects("p", 0, 0.5, 1).asked("p", "x", "y", "z"),
                new DigestSketch("b").effects("p", 1, 0, 0.5).asked("p", "z", "x", "y")));

    assertThat(claim.difference().units())
        .extracting(PairedDifference.UnitChange::difference)
        .containsOnly(0.0);
    assertThat(claim.difference().leftOut()).isZero();
  }

  @Test
  void twoUnitsOfTheSameWordsKeepToTheirOrder() {
    ClaimPair.Paired claim =
        only(
            compare(
                new DigestSketch("a").effects("p", 0, 1).asked("p", "same", "same"),
                new DigestSketch("b").effects("p", 0, 1).asked("p", "same", "same")));

    assertThat(claim.difference().units()).hasSize(2);
    assertThat(claim.difference().difference()).isZero();
  }

  @Test
  void labelsOfAnotherClassifierAreNotHeldAgainstEachOther() {
    RunPair pair =
        compare(
            new DigestSketch("a").effects("p", all(20, 0)),
            new DigestSketch("b").classifier("voice-2").effects("p", all(20, 1)));

    assertThat(refusal(pair)).contains("voice").contains("reclassify");
    assertThat(pair.changed()).isEmpty();
    assertThat(pair.conditions()).extracting(Condition::kind).contains(Condition.Kind.CLASSIFIER);
  }

  @Test
  void whatIsMeasuredOtherwiseIsNotHeldAgainstEachOther() {
    RunPair pair =
        compare(
            new DigestSketch("a").effects("p", all(20, 0)),
            new DigestSketch("b").question("another").effects("p", all(20, 1)));

    assertThat(refusal(pair)).contains("measure was changed");
  }

  @Test
  void otherSamplingIsNamedAsTheReasonWhyNothingPairs() {
    RunPair pair =
        compare(
            new DigestSketch("a").effects("p", 0, 0).asked("p", "x at 1", "y at 1"),
            new DigestSketch("b")
                .sampling("temperature 0.0, at most 300 tokens")
                .effects("p", 1, 1)
                .asked("p", "x at 0", "y at 0"));

    assertThat(refusal(pair)).contains("plain").contains("sampled otherwise");
    assertThat(pair.conditions()).extracting(Condition::kind).contains(Condition.Kind.SAMPLING);
  }

  @Test
  void aRunWithoutDataIsNamed() {
    RunPair pair =
        compare(new DigestSketch("a").effects("p", 1, 1), new DigestSketch("b").effects("p"));

    assertThat(refusal(pair)).isEqualTo("no data in b");
  }

  @Test
  void allContrastsOfAllRunsShareTheLevel() {
    RunDigest first =
        new DigestSketch("a").effects("p", all(9, 0)).effects("q", all(9, 0)).digest();
    RunDigest second =
        new DigestSketch("b").effects("p", all(9, 1)).effects("q", all(9, 0)).digest();
    RunDigest third =
        new DigestSketch("c").effects("p", all(9, 0)).effects("q", all(9, 0)).digest();

    double alone = only(Comparison.of(List.of(first, second)).pairs().get(0)).adjusted();
    double among = only(Comparison.of(List.of(first, second, third)).pairs().get(0)).adjusted();

    // The least of two p-values is doubled, the least of four quadrupled (Holm).
    assertThat(alone).isCloseTo(2 * 2 / 512.0, within(1e-9));
    assertThat(among).isCloseTo(4 * 2 / 512.0, within(1e-9));
  }

  @Test
  void anotherVerdictWithinChanceIsToldApartFromAChange() {
    RunPair pair =
        compare(
            new DigestSketch("a").effects("p", all(20, 0.5)),
            new DigestSketch("b").verdict(Verdict.INCONCLUSIVE).effects("p", all(20, 0.45)));

    assertThat(pair.changed()).isEmpty();
    assertThat(pair.decidedOtherwiseByChance()).hasSize(1);
  }

  @Test
  void theVerySameAnswersAreNoSecondSample() {
    RunPair pair =
        compare(
            new DigestSketch("a").answers("same").effects("p", 1, 0),
            new DigestSketch("b").answers("same").effects("p", 1, 0));

    assertThat(pair.conditions())
        .extracting(Condition::kind)
        .containsExactly(Condition.Kind.SAME_ANSWERS);
  }

  @Test
  void aServedModelThatChangedUnderTheSameNameIsNamed() {
    RunPair pair =
        compare(
            new DigestSketch("a").effects("p", 1, 0),
            new DigestSketch("b").served("one-1101").effects("p", 1, 0));

    assertThat(pair.conditions())
        .containsExactly(
            new Condition(
                Condition.Kind.SERVED_MODEL, "chat", "one-0801", "one-1101", List.of("suite")));
  }

  @Test
  void runsWithoutACommonSuiteAreRefused() {
    RunDigest other = new DigestSketch("b").effects("p", 1).digest();
    RunDigest stranger =
        new RunDigest(
            other.format(),
            "c",
            other.frozen(),
            other.program(),
            other.roles(),
            other.settings(),
            other.judges(),
            other.parent(),
            false,
            1,
            1,
            0,
            0,
            0,
            other.spendUsd(),
            List.of(),
            List.of());

    assertThatThrownBy(() -> Comparison.of(List.of(other, stranger)))
        .isInstanceOf(DigestException.class)
        .hasMessageContaining("no suite in common");
    assertThatThrownBy(() -> Comparison.of(List.of(other, other)))
        .hasMessageContaining("named twice");
  }

  @Test
  void aDigestIsReadAsItWasWritten() {
    RunDigest digest =
        new DigestSketch("a").parent("older").effects("p", 0.333333, 1).effects("q").digest();

    assertThat(DigestJson.read(DigestJson.write(digest), "here")).isEqualTo(digest);
  }

  @Test
  void whatIsNoDigestIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> DigestJson.read("{\"format\":\"dramatis-digest/9\"}", "b.json"))
        .isInstanceOf(DigestException.class)
        .hasMessageStartingWith("b.json: written by another version");
    assertThatThrownBy(() -> DigestJson.read("[1, 2", "b.json:3"))
        .hasMessageStartingWith("b.json:3: not a run's digest");
    assertThatThrownBy(() -> DigestJson.read("{\"format\":\"dramatis-digest/1\"}", "b.json"))
        .isInstanceOf(DigestException.class)
        .hasMessageStartingWith("b.json: not a run's digest");
  }
}
