package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionsTest {
  private static final double ROUNDED = 0.00005;

  /** Newcombe, Statistics in Medicine 17 (1998), table I: "exact" and "score" at 95 %. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2527, 0.3676, 0.2553, 0.3662",
    "15, 148, 0.0578, 0.1617, 0.0624, 0.1605",
    "0, 20, 0, 0.1684, 0, 0.1611",
    "1, 29, 0.0009, 0.1776, 0.0061, 0.1718"
  })
  void haveThePublishedIntervals(
      int successes,
      int trials,
      double exactLower,
      double exactUpper,
      double scoreLower,
      double scoreUpper) {
    Interval exact = ClopperPearson.interval(successes, trials, 0.025);
    Interval score = Wilson.interval(successes, trials, 0.025);

    assertThat(exact.lower()).isCloseTo(exactLower, within(ROUNDED));
    assertThat(exact.upper()).isCloseTo(exactUpper, within(ROUNDED));
    assertThat(score.lower()).isCloseTo(scoreLower, within(ROUNDED));
    assertThat(score.upper()).isCloseTo(scoreUpper, within(ROUNDED));
  }

  /** scipy 1.17, beta.ppf. */
  @Test
  void areExactAtTheLevelOfTheFinalLook() {
    Interval interval = ClopperPearson.interval(7, 120, 0.015);

    assertThat(interval.lower()).isCloseTo(0.0213843418, within(1e-9));
    assertThat(interval.upper()).isCloseTo(0.1232423898, within(1e-9));
  }

  @Test
  void coverEverythingWithoutTrials() {
    assertThat(ClopperPearson.interval(0, 0, 0.025)).isEqualTo(new Interval(0, 1));
    assertThat(Wilson.interval(0, 0, 0.025)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void mirrorWhenSuccessAndFailureChangePlaces() {
    for (int k = 0; k <= 12; k++) {
      Interval score = Wilson.interval(k, 12, 0.025);
      assertThat(score.lower())
          .isCloseTo(1 - Wilson.interval(12 - k, 12, 0.025).upper(), within(1e-12));
    }
    assertThat(Wilson.interval(12, 12, 0.025).upper()).isEqualTo(1);
  }

  @Test
  void refuseImpossibleCounts() {
    assertThatThrownBy(() -> ClopperPearson.interval(3, 2, 0.025))
        .hasMessage("3 successes in 2 trials");
    assertThatThrownBy(() -> Wilson.interval(-1, 2, 0.025)).hasMessage("-1 successes in 2 trials");
    assertThatThrownBy(() -> Wilson.interval(1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
