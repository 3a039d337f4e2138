package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class PowerTest {
  /**
   * For a rate without repeats, units are binary and the rule is the exact binomial test: 0.9254 by
   * scipy 1.17 (at least 13 of 120). The tolerance is three standard errors.
   */
  @Test
  void isThatOfTheExactBinomialTestForBinaryUnits() {
    double rate = 0.15;
    Power.Design design =
        new Power.Design(rate, new VarianceComponents(rate * (1 - rate), 0), 120, 1, 0, 1);

    double power = Power.fixedDesign(design, 0.015, i -> i.liesAbove(0.05), 2000, 1);

    assertThat(power).isCloseTo(0.9254, within(0.018));
  }

  @Test
  void drawsContrastsWithTheMeanAndVarianceOfTheDesign() {
    Power.Design design = new Power.Design(0.15, new VarianceComponents(0.02, 0.09), 120, 3, -1, 1);
    ToDoubleFunction<SplittableRandom> contrast = Power.contrasts(design);
    SplittableRandom random = new SplittableRandom(8);
    double[] drawn = new double[200_000];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = contrast.applyAsDouble(random);
    }

    Summary summary = Summary.of(drawn);

    assertThat(summary.mean()).isCloseTo(0.15, within(0.002));
    assertThat(summary.variance().orElseThrow()).isCloseTo(0.05, within(0.001));
  }

  @Test
  void growsWithRepeatsOnlyAsFarAsUnitsDoNotDiffer() {
    VarianceComponents noisy = new VarianceComponents(0.001, 0.3);
    VarianceComponents diverse = new VarianceComponents(0.3, 0.001);

    assertThat(powerAgainstZero(noisy, 6)).isGreaterThan(powerAgainstZero(noisy, 1) + 0.2);
    assertThat(powerAgainstZero(diverse, 6)).isCloseTo(powerAgainstZero(diverse, 1), within(0.05));
  }

  @Test
  void isCertainWithoutVariance() {
    Power.Design design = new Power.Design(0, new VarianceComponents(0, 0), 82, 3, -1, 1);

    assertThat(Power.fixedDesign(design, 0.015, i -> i.liesBelow(0.05), 10, 1)).isEqualTo(1);
  }

  @Test
  void isTheSameForTheSameSeed() {
    Power.Design design = new Power.Design(0.1, new VarianceComponents(0.05, 0.1), 40, 3, -1, 1);

    double power = Power.fixedDesign(design, 0.015, i -> i.liesAbove(0), 200, 4);

    assertThat(Power.fixedDesign(design, 0.015, i -> i.liesAbove(0), 200, 4)).isEqualTo(power);
    assertThat(power).isStrictlyBetween(0.0, 1.0);
  }

  @Test
  void refusesImpossibleDesigns() {
    VarianceComponents components = new VarianceComponents(0.1, 0.1);
    assertThatThrownBy(() -> new Power.Design(1, components, 10, 3, 0, 1))
        .hasMessage("a mean of 1.0 with bounds from 0.0 to 1.0");
    assertThatThrownBy(() -> new Power.Design(0.5, components, 0, 3, 0, 1))
        .hasMessage("0 units and 3 repeats");
    assertThatThrownBy(() -> Power.share(random -> 0, 1, x -> true, 0, 1)).hasMessage("0 runs");
  }

  private static double powerAgainstZero(VarianceComponents components, int repeats) {
    Power.Design design = new Power.Design(0.15, components, 60, repeats, -1, 1);
    return Power.fixedDesign(design, 0.015, i -> i.liesAbove(0), 400, 2);
  }
}
