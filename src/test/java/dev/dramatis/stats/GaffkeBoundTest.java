package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaffkeBoundTest {
  /** Five distinct values, whose sum has a distribution in closed form. */
  private static final double[] FIVE = {0.5, 0.1, 0.9, 0.2, 0.4};

  /** Published in Newcombe, Statistics in Medicine 17 (1998), table I, "exact" at 95 %. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2527, 0.3676",
    "15, 148, 0.0578, 0.1617",
    "0, 20, 0, 0.1684",
    "1, 29, 0.0009, 0.1776"
  })
  void equalsThePublishedClopperPearsonIntervalsOnBinaryData(
      int successes, int n, double lower, double upper) {
    Interval interval = GaffkeBound.interval(binary(successes, n), 0, 1, 0.025);

    assertThat(interval.lower()).isCloseTo(lower, within(0.00005));
    assertThat(interval.upper()).isCloseTo(upper, within(0.00005));
  }

  /**
   * The draws themselves, which data just off the bounds need: a share of 0.0016 is the standard
   * error of a level of 0.025 over 10,000 draws; four of them are allowed.
   */
  @ParameterizedTest
  @CsvSource({"0, 30", "1, 30", "7, 120", "60, 120", "119, 120", "300, 1000"})
  void drawsHaveTheQuantilesOfTheBetaDistribution(int successes, int n) {
    double[] x = binary(successes, n);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < n; i++) {
      x[i] += (x[i] == 0 ? 1 : -1) * 1e-9 * random.nextDouble();
    }

    double upper = GaffkeBound.upper(x, 0, 1, 0.025);

    double exceeded =
        BetaDistribution.of(successes + 1.0, n - successes).survivalProbability(upper);
    assertThat(exceeded).isCloseTo(0.025, within(0.0064));
  }

  /**
   * From the exact distribution function of a weighted sum with uniform simplex weights, a B-spline
   * with the values as knots (Curry and Schoenberg 1966), solved with scipy 1.17; the tolerance is
   * four standard errors of the quantile.
   */
  @ParameterizedTest
  @CsvSource({"0.025, 0.155883, 0.772909", "0.015, 0.140320, 0.796781"})
  void equalsTheExactQuantilesOnDistinctValues(double alpha, double lower, double upper) {
    Interval interval = GaffkeBound.interval(FIVE, 0, 1, alpha);

    assertThat(interval.lower()).isCloseTo(lower, within(0.006));
    assertThat(interval.upper()).isCloseTo(upper, within(0.006));
  }

  /** From the same distribution function. */
  @Test
  void pValuesAreTheExactOnesOnDistinctValues() {
    assertThat(GaffkeBound.pValueAbove(FIVE, 0, 1, 0.2)).isCloseTo(0.078472, within(0.01));
    assertThat(GaffkeBound.pValueBelow(FIVE, 0, 1, 0.7)).isCloseTo(0.083929, within(0.01));
  }

  /** By 2,000,000 plain draws with numpy. */
  @Test
  void boundsSparseContrastsAsPlainDrawsDo() {
    double[] x = new double[120];
    x[3] = 1 / 3.0;
    x[50] = 1 / 3.0;
    x[119] = -1 / 3.0;

    assertThat(GaffkeBound.upper(x, -1, 1, 0.015)).isCloseTo(0.038558, within(0.0015));
    assertThat(GaffkeBound.lower(x, -1, 1, 0.015)).isCloseTo(-0.033001, within(0.0015));
  }

  @Test
  void refutesAMarginWheneverItsPValueIsAtMostTheLevel() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      double[] x = random.doubles(20, -1, 1).map(v -> Math.rint(3 * v) / 3).toArray();
      double alpha = 0.005 + 0.1 * random.nextDouble();
      Interval interval = GaffkeBound.interval(x, -1, 1, alpha);
      double m = interval.lower() + 0.02 * (random.nextDouble() - 0.5);
      double k = interval.upper() + 0.02 * (random.nextDouble() - 0.5);

      assertThat(interval.lower() > m).isEqualTo(GaffkeBound.pValueAbove(x, -1, 1, m) <= alpha);
      assertThat(interval.upper() < k).isEqualTo(GaffkeBound.pValueBelow(x, -1, 1, k) <= alpha);
    }
  }

  @Test
  void mirrorsWhenTheSignsOfAllContrastsChange() {
    double[] x = {0.25, -0.5, 0, 0, 0.75, 0.125};
    double[] mirrored = Arrays.stream(x).map(v -> -v).toArray();

    Interval interval = GaffkeBound.interval(x, -1, 1, 0.025);

    assertThat(GaffkeBound.interval(mirrored, -1, 1, 0.025)).isEqualTo(interval.scale(-1));
  }

  @Test
  void followsAChangeOfScale() {
    double[] x = {0.1, 0.7, 0.3, 0.3};
    double[] scaled = Arrays.stream(x).map(v -> 2 * v - 1.2).toArray();

    Interval interval = GaffkeBound.interval(x, 0, 1, 0.025).scale(2).shift(-1.2);

    Interval ofScaled = GaffkeBound.interval(scaled, -1.2, 0.8, 0.025);
    assertThat(ofScaled.lower()).isCloseTo(interval.lower(), within(1e-12));
    assertThat(ofScaled.upper()).isCloseTo(interval.upper(), within(1e-12));
  }

  @Test
  void saysNothingWithoutObservations() {
    assertThat(GaffkeBound.interval(new double[0], -1, 1, 0.025)).isEqualTo(new Interval(-1, 1));
    assertThat(GaffkeBound.pValueAbove(new double[0], -1, 1, 0.5)).isEqualTo(1);
  }

  @Test
  void widensBeyondEveryDrawWhenTheLevelIsFinerThanTheDraws() {
    Interval atTheDraws = GaffkeBound.interval(FIVE, 0, 1, 0.0001);
    Interval finer = GaffkeBound.interval(FIVE, 0, 1, 0.00005);

    assertThat(finer.lower()).isBetween(0.0, atTheDraws.lower());
    assertThat(finer.upper()).isBetween(atTheDraws.upper(), 1.0);
    assertThat(finer.width()).isBetween(atTheDraws.width(), 0.999);
  }

  @Test
  void givesTheSameBoundWhetherItsDrawsWereKeptOrNot() {
    double[] x = new SplittableRandom(3).doubles(60).toArray();
    Interval first = GaffkeBound.interval(x, 0, 1, 0.025);
    for (int n = 100; n < 800; n += 100) {
      GaffkeBound.upper(new SplittableRandom(n).doubles(n).toArray(), 0, 1, 0.025);
    }

    assertThat(GaffkeBound.interval(x, 0, 1, 0.025)).isEqualTo(first);
  }

  @Test
  void givesSeveralThreadsTheSameBounds() throws Exception {
    List<Callable<Interval>> calls = new ArrayList<>();
    for (int n = 10; n < 50; n++) {
      double[] x = new SplittableRandom(n).doubles(n).toArray();
      calls.add(() -> GaffkeBound.interval(x, 0, 1, 0.025));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Interval>> together = threads.invokeAll(calls);
      for (int i = 0; i < calls.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(calls.get(i).call());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void leavesTheDataAsTheyWere() {
    double[] x = FIVE.clone();

    GaffkeBound.interval(x, 0, 1, 0.025);

    assertThat(x).containsExactly(FIVE);
  }

  @Test
  void toleratesRoundingBeyondABoundButNothingMore() {
    assertThat(GaffkeBound.upper(new double[] {1 + 1e-15}, 0, 1, 0.025)).isEqualTo(1);
    assertThatThrownBy(() -> GaffkeBound.upper(new double[] {1.001}, 0, 1, 0.025))
        .hasMessage("1.001 is outside the bounds from 0.0 to 1.0 of the measure");
    assertThatThrownBy(() -> GaffkeBound.upper(new double[] {Double.NaN}, 0, 1, 0.025))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesLevelsThatAreNone() {
    assertThatThrownBy(() -> GaffkeBound.upper(FIVE, 0, 1, 0))
        .hasMessage("a one-sided level of 0.0; it must be above 0 and at most 0.5");
    assertThatThrownBy(() -> GaffkeBound.upper(FIVE, 0, 1, 0.975))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double[] binary(int successes, int n) {
    double[] x = new double[n];
    Arrays.fill(x, 0, successes, 1);
    return x;
  }
}
