package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntervalTest {
  private static final Interval INTERVAL = new Interval(-0.5, 2);

  @Test
  void containsItsEnds() {
    assertThat(INTERVAL.contains(-0.5)).isTrue();
    assertThat(INTERVAL.contains(2)).isTrue();
    assertThat(INTERVAL.contains(2.001)).isFalse();
  }

  @Test
  void liesBeyondABoundOnlyIfItDoesNotTouchIt() {
    assertThat(INTERVAL.liesAbove(-0.5)).isFalse();
    assertThat(INTERVAL.liesAbove(-0.6)).isTrue();
    assertThat(INTERVAL.liesBelow(2)).isFalse();
    assertThat(INTERVAL.liesBelow(2.1)).isTrue();
    assertThat(INTERVAL.liesBetween(-0.6, 2.1)).isTrue();
    assertThat(INTERVAL.liesBetween(-0.5, 2.1)).isFalse();
    assertThat(INTERVAL.liesBetween(-0.6, 2)).isFalse();
  }

  @Test
  void movesAndStretches() {
    assertThat(INTERVAL.width()).isEqualTo(2.5);
    assertThat(INTERVAL.shift(1)).isEqualTo(new Interval(0.5, 3));
    assertThat(INTERVAL.scale(2)).isEqualTo(new Interval(-1, 4));
    assertThat(INTERVAL.scale(-2)).isEqualTo(new Interval(-4, 1));
  }

  @Test
  void meetsAndAddsToAnother() {
    assertThat(INTERVAL.intersection(new Interval(-1, 0))).contains(new Interval(-0.5, 0));
    assertThat(INTERVAL.intersection(new Interval(2, 3))).contains(new Interval(2, 2));
    assertThat(INTERVAL.intersection(new Interval(2.1, 3))).isEmpty();
    assertThat(INTERVAL.plus(new Interval(1, 2))).isEqualTo(new Interval(0.5, 4));
  }

  @Test
  void refusesEndsInTheWrongOrder() {
    assertThatThrownBy(() -> new Interval(1, 0)).hasMessage("an interval from 1.0 to 0.0");
    assertThatThrownBy(() -> new Interval(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
