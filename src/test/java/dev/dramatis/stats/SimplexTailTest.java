package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

/** The bound of the far tail against tails that are known exactly. */
class SimplexTailTest {
  @Test
  void isNeverBelowTheBetaTailOfZeroOneDataAndWithinAFewTimesOfIt() {
    for (int n : new int[] {5, 40, 120}) {
      for (int ones = 0; ones < n; ones += Math.max(1, n / 5)) {
        double[] x = new double[n];
        Arrays.fill(x, n - ones, n, 1);
        BetaDistribution sum = BetaDistribution.of(ones + 1, n - ones);
        for (double tail : new double[] {1e-3, 1e-5, 1e-8}) {
          double value = sum.inverseSurvivalProbability(tail);
          assertThat(SimplexTail.atLeast(x, value))
              .as("n %d, ones %d, tail %s", n, ones, tail)
              .isBetween(tail, tail * 60);
        }
      }
    }
  }

  @Test
  void holdsForThreeWeightsWhereTheTailIsAnArea() {
    // Two observations at 0 and 0.5 and the bound 1: D is uniform on a triangle, and the share of
    // it with 0.5 D2 + D3 >= v is a piecewise quadratic: 2 (1 - v)^2 for v >= 1/2.
    double[] x = {0, 0.5};
    for (double v : new double[] {0.6, 0.8, 0.95, 0.999}) {
      assertThat(SimplexTail.atLeast(x, v)).isGreaterThanOrEqualTo(2 * (1 - v) * (1 - v));
    }
  }

  @Test
  void pValuesGoOnBelowTheReachOfTheDraws() {
    SplittableRandom random = new SplittableRandom(5);
    double[] x = new double[120];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextInt(4) / 3.0;
    }
    double far = GaffkeBound.pValueAbove(x, 0, 1, 0.2);

    assertThat(far).isLessThan(1e-8);
    assertThat(GaffkeBound.pValueAbove(x, 0, 1, 0.15)).isLessThan(far);
  }

  @Test
  void boundAndPValueAgreeFarOut() {
    double[] x = new double[60];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i % 3) / 2.0;
    }
    double level = 1e-7;
    double lower = GaffkeBound.lower(x, 0, 1, level);

    assertThat(lower).isBetween(0.1, GaffkeBound.lower(x, 0, 1, 1e-4));
    assertThat(GaffkeBound.pValueAbove(x, 0, 1, lower - 1e-6)).isLessThanOrEqualTo(level);
    assertThat(GaffkeBound.pValueAbove(x, 0, 1, lower + 1e-3)).isGreaterThan(level);
  }
}
