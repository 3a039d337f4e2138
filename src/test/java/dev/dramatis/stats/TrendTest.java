package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrendTest {
  private static final double[] DOSES = {0, 1, 3, 8};

  /** The slope by scipy 1.17's linregress on ln(1 + dose), times the range. */
  @Test
  void isTheFittedRiseOverTheRangeOfDoses() {
    double[] means = {0.1, 0.2, 0.15, 0.6};
    double[] weights = Trend.weights(DOSES);
    double rise = 0;
    for (int i = 0; i < means.length; i++) {
      rise += weights[i] * means[i];
    }

    assertThat(rise).isCloseTo(0.44834508, within(1e-8));
  }

  @Test
  void isTheDifferenceOfTwoDoses() {
    assertThat(Trend.weights(new double[] {4, 0}))
        .containsExactly(new double[] {1, -1}, within(1e-12));
  }

  @Test
  void ignoresALevelThatAllDosesShare() {
    double sum = 0;
    for (double weight : Trend.weights(DOSES)) {
      sum += weight;
    }

    assertThat(sum).isCloseTo(0, within(1e-12));
  }

  @Test
  void needsTwoDifferentDoses() {
    assertThatThrownBy(() -> Trend.weights(new double[] {2, 2}))
        .hasMessage("a trend needs two different doses, none below 0, not [2.0, 2.0]");
    assertThatThrownBy(() -> Trend.weights(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Trend.weights(new double[] {-0.5, 2}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
