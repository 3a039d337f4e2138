package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BettingSequenceTest {
  @Test
  void hasAtEveryLookTheWealthAndIntervalOfTheObservationsSoFar() {
    double[] x = new SplittableRandom(2).doubles(40, -1, 1).toArray();
    BettingSequence sequence = new BettingSequence(-1, 1, 0.01);
    for (int n = 1; n <= x.length; n++) {
      sequence.add(x[n - 1]);
      double[] soFar = Arrays.copyOf(x, n);

      assertThat(sequence.size()).isEqualTo(n);
      assertThat(sequence.logWealthAbove(0.05))
          .isEqualTo(BettingMean.logWealthAbove(soFar, -1, 1, 0.05));
      assertThat(sequence.logWealthBelow(0.05))
          .isEqualTo(BettingMean.logWealthBelow(soFar, -1, 1, 0.05));
      assertThat(sequence.interval()).isEqualTo(BettingMean.interval(soFar, -1, 1, 0.01));
    }
  }

  @Test
  void narrowsWithEveryLook() {
    BettingSequence sequence = new BettingSequence(0, 1, 0.01);
    sequence.add(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    Interval early = sequence.look();
    sequence.add(0, 0, 0, 0);

    Interval late = sequence.look();

    assertThat(sequence.interval().lower()).isLessThan(early.lower());
    assertThat(late.lower()).isEqualTo(early.lower());
    assertThat(late.upper()).isEqualTo(sequence.interval().upper());
  }

  @Test
  void startsAgainWhenNoMeanFitsAllLooks() {
    BettingSequence sequence = new BettingSequence(0, 1, 0.01);
    double[] block = new double[50];
    Arrays.fill(block, 1);
    sequence.add(block);
    sequence.look();
    sequence.add(new double[1000]);

    assertThat(sequence.look()).isEqualTo(sequence.interval());
  }

  @Test
  void losesWealthAgainWhenTheEvidenceTurns() {
    BettingSequence sequence = new BettingSequence(0, 1, 0.01);
    sequence.add(1, 1, 1, 1, 1, 1, 1, 1);
    double most = sequence.logWealthAbove(0.5);
    sequence.add(0, 0, 0, 0, 0);

    assertThat(sequence.logWealthAbove(0.5)).isLessThan(most);
  }

  @Test
  void takesNoneOfABlockThatHasAnImpossibleValue() {
    BettingSequence sequence = new BettingSequence(0, 1, 0.01);

    assertThatThrownBy(() -> sequence.add(0.5, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThat(sequence.size()).isZero();
  }

  /** Forty probes without noise or effect, margin 0.05: rounds count every trial. */
  @Test
  void decidesThreeRoundsOfFortyProbesWhereRoundsAsSingleObservationsNeed116() {
    BettingSequence rounds = new BettingSequence(-1, 1, 0.01);
    int needed = 0;
    while (!rounds.interval().liesBelow(0.05)) {
      rounds.add(new double[40]);
      needed++;
    }
    BettingSequence means = new BettingSequence(-1, 1, 0.01);
    while (!means.interval().liesBelow(0.05)) {
      means.add(0);
    }

    assertThat(needed).isEqualTo(3);
    assertThat(means.size()).isEqualTo(116);
  }
}
