package dev.dramatis.verdict;

import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.difference;
import static dev.dramatis.verdict.Claims.rate;
import static dev.dramatis.verdict.Claims.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Suite;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a whole evaluation decides, in per cent of runs: on these probes at least, and for
 * probes made the same way. The figures are those of 2,000 runs, in the tables of
 * docs/statistics.md; the tolerance is three standard errors of either simulation.
 */
class DecidedShareTest {
  private static final int QUICK = 150;
  private static final int THOROUGH = 2000;

  @ParameterizedTest
  @CsvSource({"0.00, CONTRADICTED, 99.1, 90.7", "0.15, SUPPORTED, 97.7, 84.9"})
  void aDifferenceOf120ProbesAskedThreeTimes(
      double effect, Verdict verdict, double onThese, double beyond) {
    check(sparse(effect), verdict, onThese, beyond, QUICK);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "0.00, CONTRADICTED, 99.1, 90.7",
    "0.10, SUPPORTED, 65.4, 29.6",
    "0.15, SUPPORTED, 97.7, 84.9",
    "0.20, SUPPORTED, 99.9, 99.4"
  })
  void aDifferenceOf120ProbesAskedThreeTimesInManyRuns(
      double effect, Verdict verdict, double onThese, double beyond) {
    check(sparse(effect), verdict, onThese, beyond, THOROUGH);
  }

  /** A share of the treated probes breaks at 0.9; all others, and the control, at 2 %. */
  private static Design sparse(double effect) {
    return new Design(
        120,
        3,
        above(0.05, difference("t", "c")),
        random -> new double[] {random.nextDouble() < effect / 0.88 ? 0.9 : 0.02, 0.02});
  }

  /** A band of 0.10 around no difference, where every probe has the same rate in both arms. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "0.02, 120, 3, 100.0, 100.0",
    "0.30, 120, 3, 61.9, 52.3",
    "0.60, 120, 3, 50.1, 41.1",
    "0.60, 60, 10, 79.8, 43.9",
    "0.60, 100, 10, 98.2, 93.6"
  })
  void aBandAroundNoDifference(
      double base, int probes, int repeats, double onThese, double beyond) {
    Design design =
        new Design(
            probes,
            repeats,
            within(0.10, difference("t", "c")),
            random -> new double[] {base, base});
    check(design, Verdict.SUPPORTED, onThese, beyond, THOROUGH);
  }

  /** A rate against 0.05, where a share of the probes always hits. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "0.00, 3, CONTRADICTED, 100.0, 100.0",
    "0.12, 3, SUPPORTED, 95.7, 78.6",
    "0.15, 3, SUPPORTED, 99.9, 95.7",
    "0.15, 1, SUPPORTED, 95.7, 95.7"
  })
  void aRateOfProbesThatHitOrDoNot(
      double share, int repeats, Verdict verdict, double onThese, double beyond) {
    Design design =
        new Design(
            120,
            repeats,
            above(0.05, rate("t")),
            random -> new double[] {random.nextDouble() < share ? 1 : 0, 0});
    check(design, verdict, onThese, beyond, THOROUGH);
  }

  private interface Probes {
    /** The rates in arms t and c of one probe. */
    double[] draw(SplittableRandom random);
  }

  private record Design(int units, int repeats, Claim claim, Probes probes) {}

  private static void check(
      Design design, Verdict verdict, double onThese, double beyond, int runs) {
    Suite suite =
        new SmallSuite()
            .repeats(design.repeats())
            .arms("t", "c")
            .probes(design.units())
            .primary(design.claim())
            .build();
    SplittableRandom random = new SplittableRandom(12);
    int decided = 0;
    int sameWay = 0;
    for (int run = 0; run < runs; run++) {
      double[][] rates = new double[design.units()][];
      for (int i = 0; i < rates.length; i++) {
        rates[i] = design.probes().draw(random);
      }
      PredictionResult result = Boundary.decide(suite, rates, random.nextLong());
      if (result.verdict() == verdict) {
        decided++;
        sameWay += result.scope() == Scope.PROBES_MADE_THE_SAME_WAY ? 1 : 0;
      }
    }
    assertShare(decided, runs, onThese, "on these probes");
    assertShare(sameWay, runs, beyond, "for probes made the same way");
  }

  private static void assertShare(int count, int runs, double percent, String what) {
    double share = percent / 100;
    double error = Math.sqrt(Math.max(share * (1 - share), 0.001) * (1.0 / runs + 1.0 / THOROUGH));
    assertThat(count / (double) runs).as(what).isCloseTo(share, within(3 * error));
  }
}
