package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloorsTest {
  private static final double ALPHA = 0.015;

  /** The first n at which the Clopper-Pearson limit for 0 of n is below m, by scipy 1.17. */
  @ParameterizedTest
  @CsvSource({"0.01, 418", "0.02, 208", "0.05, 82", "0.10, 40"})
  void needAsManyUnitsAsABinomialWithoutSuccesses(double m, int units) {
    assertThat(Floors.unitsToDecide(ALPHA, m, -1, 1)).isEqualTo(units);
    assertThat(Floors.unitsToDecide(ALPHA, -m, -1, 1)).isEqualTo(units);
    assertThat(Floors.above(ALPHA, m, 0, 1).contradicted()).hasValue(units);
  }

  @Test
  void needTwiceAsManyUnitsForARangeTwiceAsWide() {
    assertThat(Floors.unitsToDecide(ALPHA, 0.05, -2, 2)).isEqualTo(166);
  }

  @ParameterizedTest
  @CsvSource({"0.05, -1, 1", "0.1, 0, 1", "0.1, -0.6, 0.6", "0.05, -2, 2", "-0.1, -1, 0.5"})
  void areWhereTheBoundFirstPassesTheMargin(double m, double lo, double hi) {
    int units = Floors.unitsToDecide(ALPHA, m, lo, hi);
    assertThat(zeroDecides(units, m, lo, hi)).isTrue();
    assertThat(zeroDecides(units - 1, m, lo, hi)).isFalse();

    Floors.Units above = Floors.above(ALPHA, m, lo, hi);
    int supported = above.supported().orElseThrow();
    assertThat(of(hi, supported, lo, hi).liesAbove(m)).isTrue();
    assertThat(of(hi, supported - 1, lo, hi).liesAbove(m)).isFalse();
    int contradicted = above.contradicted().orElseThrow();
    assertThat(of(lo, contradicted, lo, hi).liesBelow(m)).isTrue();
    assertThat(of(lo, contradicted - 1, lo, hi).liesBelow(m)).isFalse();
  }

  @Test
  void mirrorForAClaimBelow() {
    Floors.Units above = Floors.above(ALPHA, 0.1, 0, 1);

    assertThat(Floors.below(ALPHA, 0.1, 0, 1))
        .isEqualTo(new Floors.Units(above.contradicted(), above.supported()));
  }

  @Test
  void ofABandNeedBothBoundsInside() {
    Floors.Units units = Floors.within(ALPHA, 0.1, -1, 1);

    int supported = units.supported().orElseThrow();
    assertThat(supported).isEqualTo(40);
    assertThat(of(0, supported, -1, 1).liesBetween(-0.1, 0.1)).isTrue();
    assertThat(of(0, supported - 1, -1, 1).liesBetween(-0.1, 0.1)).isFalse();
    assertThat(units.contradicted()).isEqualTo(Floors.above(ALPHA, 0.1, -1, 1).supported());
  }

  @Test
  void ofALopsidedBandAllowDataOffItsCentre() {
    int supported = Floors.within(ALPHA, 0.1, -0.2, 1).supported().orElseThrow();

    assertThat(anyConstantIsInside(supported)).isTrue();
    assertThat(anyConstantIsInside(supported - 1)).isFalse();
  }

  @Test
  void ofABandCountOnlyTheSidesThatTheMeasureCanPass() {
    Floors.Units ofRate = Floors.within(ALPHA, 0.05, 0, 1);

    assertThat(ofRate.supported()).hasValue(82);
    assertThat(ofRate.contradicted()).isEqualTo(Floors.above(ALPHA, 0.05, 0, 1).supported());
    assertThat(Floors.within(ALPHA, 2, -1, 1))
        .isEqualTo(new Floors.Units(OptionalInt.of(1), OptionalInt.empty()));
  }

  @Test
  void areMissingForValuesThatTheMeasureCannotTake() {
    assertThat(Floors.above(ALPHA, 1, 0, 1).supported()).isEmpty();
    assertThat(Floors.above(ALPHA, 0, 0, 1).contradicted()).isEmpty();
    assertThat(Floors.within(ALPHA, 0.5, 0.6, 1).supported()).isEmpty();
  }

  @Test
  void refuseMarginsAboutWhichNoEffectSaysNothing() {
    assertThatThrownBy(() -> Floors.unitsToDecide(ALPHA, 0, -1, 1))
        .hasMessage("no data without effect decide about 0.0 between -1.0 and 1.0");
    assertThatThrownBy(() -> Floors.unitsToDecide(ALPHA, 1, -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Floors.within(ALPHA, 0, -1, 1))
        .hasMessage("a band of 0.0; it must be above 0");
  }

  private static boolean zeroDecides(int units, double m, double lo, double hi) {
    Interval interval = of(0, units, lo, hi);
    return m > 0 ? interval.liesBelow(m) : interval.liesAbove(m);
  }

  private static boolean anyConstantIsInside(int units) {
    for (double v = -0.2; v <= 0.1; v += 0.0002) {
      if (of(v, units, -0.2, 1).liesBetween(-0.1, 0.1)) {
        return true;
      }
    }
    return false;
  }

  private static Interval of(double value, int units, double lo, double hi) {
    double[] x = new double[units];
    Arrays.fill(x, value);
    return GaffkeBound.interval(x, lo, hi, ALPHA);
  }
}
