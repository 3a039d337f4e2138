package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BettingMeanTest {
  private static final double[] TEN = {0.3, 0.7, 0.2, 0.9, 0.6, 0.6, 0.8, 0.4, 0.75, 0.55};

  /** The mean over the grid of plain products, with numpy. */
  @Test
  void multipliesTheWealthOfEveryBet() {
    assertThat(BettingMean.logWealthAbove(TEN, 0, 1, 0.2)).isCloseTo(8.417762537, within(1e-9));
    assertThat(BettingMean.logWealthBelow(TEN, 0, 1, 0.2)).isCloseTo(-1.524342226, within(1e-9));
    assertThat(BettingMean.logWealthBelow(TEN, 0, 1, 0.9)).isCloseTo(11.431764122, within(1e-9));
  }

  /** The roots of the same products, with scipy 1.17. */
  @Test
  void endsItsIntervalWhereTheWealthIsTheInverseOfTheLevel() {
    Interval interval = BettingMean.interval(TEN, 0, 1, 0.025);
    Interval wider = BettingMean.interval(TEN, 0, 1, 0.01);

    assertThat(interval.lower()).isCloseTo(0.326009638, within(1e-9));
    assertThat(interval.upper()).isCloseTo(0.778564052, within(1e-9));
    assertThat(wider.lower()).isCloseTo(0.295582780, within(1e-9));
    assertThat(wider.upper()).isCloseTo(0.799458925, within(1e-9));
  }

  @Test
  void followsAChangeOfScale() {
    double[] scaled = Arrays.stream(TEN).map(v -> 2 * v - 1.2).toArray();

    assertThat(BettingMean.logWealthAbove(scaled, -1.2, 0.8, -0.8))
        .isCloseTo(BettingMean.logWealthAbove(TEN, 0, 1, 0.2), within(1e-9));
    Interval interval = BettingMean.interval(scaled, -1.2, 0.8, 0.025);
    assertThat(interval.shift(1.2).scale(0.5).lower()).isCloseTo(0.326009638, within(1e-9));
  }

  @Test
  void losesWealthAsTheHypotheticalMeanRises() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 50; round++) {
      double[] x = random.doubles(30).map(v -> Math.rint(3 * v) / 3).toArray();
      double before = Double.POSITIVE_INFINITY;
      for (double m = 0; m <= 1; m += 0.01) {
        double now = BettingMean.logWealthAbove(x, 0, 1, m);
        assertThat(now).isLessThanOrEqualTo(before);
        before = now;
      }
    }
  }

  @Test
  void doesNotOverflow() {
    double[] ones = new double[100_000];
    Arrays.fill(ones, 1);

    assertThat(BettingMean.logWealthAbove(ones, 0, 1, 0.5))
        .isCloseTo(100_000 * Math.log(2) - Math.log(4), within(1e-6));
    assertThat(BettingMean.logWealthBelow(ones, 0, 1, 0.5)).isLessThan(-6000).isFinite();
  }

  @Test
  void refutesABoundAtOnceWhenAnObservationIsBeyondIt() {
    double[] x = {0, 0, 0.1};

    assertThat(BettingMean.logWealthAbove(x, 0, 1, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(BettingMean.logWealthBelow(x, 0, 1, 0)).isLessThanOrEqualTo(0);
    assertThat(BettingMean.logWealthAbove(new double[3], 0, 1, 0)).isLessThanOrEqualTo(0);
  }

  @Test
  void saysNothingWithoutObservations() {
    assertThat(BettingMean.logWealthAbove(new double[0], -1, 1, 0.05)).isZero();
    assertThat(BettingMean.interval(new double[0], -1, 1, 0.01)).isEqualTo(new Interval(-1, 1));
  }

  @Test
  void toleratesNoValueBeyondTheBounds() {
    assertThatThrownBy(() -> BettingMean.interval(new double[] {-0.2}, 0, 1, 0.01))
        .hasMessage("-0.2 is outside the bounds from 0.0 to 1.0 of the measure");
    assertThatThrownBy(() -> BettingMean.logWealthAbove(TEN, 0, 1, 1.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BettingMean.logWealthAbove(TEN, 1, 0, 0.5))
        .hasMessage("bounds from 1.0 to 0.0");
  }
}
