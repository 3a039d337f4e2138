package dev.dramatis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.suite.Suite;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often a whole evaluation decides about an effect that is exactly at the margin: at most 2.5 %
 * either way, within three standard errors of the simulation.
 */
class ErrorRateTest {
  private static final double LEVEL = 0.025;

  @ParameterizedTest
  @EnumSource
  void aVerdictForProbesMadeTheSameWayIsWrongAtMostAtItsLevel(Boundary boundary) {
    freshProbes(boundary, 80, 60);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void aVerdictForProbesMadeTheSameWayIsWrongAtMostAtItsLevelInManyRuns(Boundary boundary) {
    freshProbes(boundary, 160, 2000);
  }

  @ParameterizedTest
  @EnumSource
  void aVerdictOnTheseProbesIsWrongAtMostAtItsLevel(Boundary boundary) {
    theseProbes(boundary, 80, 60);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void aVerdictOnTheseProbesIsWrongAtMostAtItsLevelInManyRuns(Boundary boundary) {
    theseProbes(boundary, 160, 2000);
  }

  /** New probes in every run; a verdict on these probes alone says nothing about the others. */
  private static void freshProbes(Boundary boundary, int units, int runs) {
    SplittableRandom random = new SplittableRandom(3);
    Suite suite = boundary.suite(units);
    Count count = new Count();
    for (int run = 0; run < runs; run++) {
      PredictionResult result =
          Boundary.decide(suite, boundary.allRates(units, random), random.nextLong());
      if (result.scope() == Scope.PROBES_MADE_THE_SAME_WAY) {
        count.add(result.verdict());
      }
    }
    count.check(boundary, units, runs);
  }

  /** The same probes in every run, with their own contrast at the margin: any verdict is wrong. */
  private static void theseProbes(Boundary boundary, int units, int runs) {
    SplittableRandom random = new SplittableRandom(4);
    Suite suite = boundary.suite(units);
    double[][] rates = boundary.ratesAtTheMargin(suite, units, random);
    Count count = new Count();
    for (int run = 0; run < runs; run++) {
      count.add(Boundary.decide(suite, rates, random.nextLong()).verdict());
    }
    count.check(boundary, units, runs);
  }

  private static final class Count {
    private int supported;
    private int contradicted;

    void add(Verdict verdict) {
      supported += verdict == Verdict.SUPPORTED ? 1 : 0;
      contradicted += verdict == Verdict.CONTRADICTED ? 1 : 0;
    }

    void check(Boundary boundary, int units, int runs) {
      double limit = LEVEL + 3 * Math.sqrt(LEVEL * (1 - LEVEL) / runs);
      assertThat(supported / (double) runs)
          .as("%s supported, %s units", boundary, units)
          .isLessThan(limit);
      assertThat(contradicted / (double) runs)
          .as("%s contradicted, %s units", boundary, units)
          .isLessThan(limit);
    }
  }
}
