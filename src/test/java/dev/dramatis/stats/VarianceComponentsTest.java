package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VarianceComponentsTest {
  /**
   * Yield of dyestuff from six batches, Davies and Goldsmith, "Statistical Methods in Research and
   * Production" (1972), section 6.4; 1764 between and 2451 within, also in the documentation of R's
   * lme4.
   */
  private static final double[][] DYESTUFF = {
    {1545, 1440, 1440, 1520, 1580},
    {1540, 1555, 1490, 1560, 1495},
    {1595, 1550, 1605, 1510, 1560},
    {1445, 1440, 1595, 1465, 1545},
    {1595, 1630, 1515, 1635, 1625},
    {1520, 1455, 1450, 1480, 1445}
  };

  @Test
  void areThoseOfThePublishedBatches() {
    VarianceComponents components = VarianceComponents.of(DYESTUFF);

    assertThat(components.between()).isCloseTo(1764.05, within(1e-9));
    assertThat(components.within()).isCloseTo(2451.25, within(1e-9));
  }

  @Test
  void giveTheVarianceOfACellMean() {
    VarianceComponents components = new VarianceComponents(0.04, 0.09);

    assertThat(components.ofUnitMean(3)).isCloseTo(0.07, within(1e-12));
    assertThat(components.ofCellMean(100, 3)).isCloseTo(0.0007, within(1e-12));
  }

  @Test
  void areUnbiasedForUnitsOfDifferentSize() {
    SplittableRandom random = new SplittableRandom(5);
    double between = 0;
    double within = 0;
    int runs = 4000;
    for (int run = 0; run < runs; run++) {
      double[][] data = new double[20][];
      for (int unit = 0; unit < data.length; unit++) {
        data[unit] = new double[1 + unit % 4];
        double mean = 3 * random.nextDouble();
        for (int repeat = 0; repeat < data[unit].length; repeat++) {
          data[unit][repeat] = mean + random.nextDouble();
        }
      }
      VarianceComponents estimate = VarianceComponents.of(data);
      between += estimate.between() / runs;
      within += estimate.within() / runs;
    }

    // Variances of uniforms on [0, 3] and [0, 1]; 0.01 and 0.001 are over four standard errors.
    assertThat(between).isCloseTo(9 / 12.0, within(0.01));
    assertThat(within).isCloseTo(1 / 12.0, within(0.001));
  }

  @Test
  void areNeverBelowZero() {
    assertThat(VarianceComponents.of(new double[][] {{0, 1}, {1, 0}}).between()).isZero();
  }

  @Test
  void needRepeatsAndSeveralUnits() {
    assertThatThrownBy(() -> VarianceComponents.of(new double[][] {{1}, {2}}))
        .hasMessage("variance components need 2 units and a repeat, not 2 units with 2 values");
    assertThatThrownBy(() -> VarianceComponents.of(new double[][] {{1, 2}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VarianceComponents.of(new double[][] {{1, 2, 3}, {}}))
        .hasMessage("a summary of no observations");
    assertThatThrownBy(() -> new VarianceComponents(-1, 0)).hasMessage("variances of -1.0 and 0.0");
    assertThatThrownBy(() -> new VarianceComponents(1, 0).ofCellMean(0, 3)).hasMessage("0 units");
  }

  @Test
  void startFromAMeanAndAVarianceThatASingleValueLacks() {
    Summary summary = Summary.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9});

    assertThat(summary.mean()).isEqualTo(5);
    assertThat(summary.variance().orElseThrow()).isCloseTo(32 / 7.0, within(1e-12));
    assertThat(Summary.of(new double[] {3}).variance()).isEmpty();
  }
}
