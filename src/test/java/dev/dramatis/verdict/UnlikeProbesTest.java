package dev.dramatis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.stats.GaffkeBound;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bound over rounds of probes that are not alike, whose differences average to the margin: how
 * often it is on the wrong side of their mean, against 2.5 % and three standard errors.
 */
class UnlikeProbesTest {
  private static final double MARGIN = 0.05;

  /** How the rates of probes differ. */
  enum Population {
    ALIKE {
      @Override
      double[] rates(double place, int index) {
        return new double[] {0.525, 0.475};
      }
    },
    SPREAD {
      @Override
      double[] rates(double place, int index) {
        return new double[] {0.25 + 0.5 * place, 0.2 + 0.5 * place};
      }
    },
    /** Half show an effect of 0.35, half one of −0.25. */
    OPPOSED {
      @Override
      double[] rates(double place, int index) {
        return index % 2 == 0 ? new double[] {0.35, 0} : new double[] {0.25, 0.5};
      }
    },
    /** Half are certain, half show twice the effect. */
    HALF_CERTAIN {
      @Override
      double[] rates(double place, int index) {
        return index % 2 == 0 ? new double[] {0.1, 0} : new double[] {1, 1};
      }
    },
    LOW {
      @Override
      double[] rates(double place, int index) {
        return new double[] {0.07, 0.02};
      }
    };

    /** The rates in the treated arm and the control. */
    abstract double[] rates(double place, int index);
  }

  @ParameterizedTest
  @EnumSource
  void theBoundKeepsItsLevelWhereMeansOnlyAverageToTheMargin(Population population) {
    check(population, 40, 2000);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void theBoundKeepsItsLevelWhereMeansOnlyAverageToTheMarginInManyRuns(Population population) {
    check(population, 20, 40_000);
    check(population, 120, 40_000);
  }

  private static void check(Population population, int probes, int runs) {
    SplittableRandom random = new SplittableRandom(77);
    int above = 0;
    int below = 0;
    for (int run = 0; run < runs; run++) {
      double[] x = new double[3 * probes];
      for (int i = 0; i < x.length; i++) {
        int probe = i % probes;
        double[] rates = population.rates(probe / (probes - 1.0), probe);
        x[i] = hit(random, rates[0]) - hit(random, rates[1]);
      }
      above += GaffkeBound.pValueAbove(x, -1, 1, MARGIN) <= 0.025 ? 1 : 0;
      below += GaffkeBound.pValueBelow(x, -1, 1, MARGIN) <= 0.025 ? 1 : 0;
    }
    double limit = 0.025 + 3 * Math.sqrt(0.025 * 0.975 / runs);
    assertThat(above / (double) runs).as("above").isLessThan(limit);
    assertThat(below / (double) runs).as("below").isLessThan(limit);
  }

  private static double hit(SplittableRandom random, double rate) {
    return random.nextDouble() < rate ? 1 : 0;
  }
}
