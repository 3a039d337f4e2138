package dev.dramatis.verdict;

import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.difference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A check that shares the treated arm with the primary: passing it by luck is luck for the primary
 * too. The primary's effect is exactly its margin of 0.05, so SUPPORTED is wrong.
 */
class GateAtTheBarTest {
  private static final int QUICK = 150;
  private static final int THOROUGH = 6000;

  private record Counted(double passed, double wrong, double fragile) {}

  /** Over all runs the gate cannot raise the error, however near to its bar it is. */
  @ParameterizedTest
  @CsvSource({"0.10", "0.20"})
  void aGateRaisesNoErrorOverAllRuns(double check) {
    assertThat(count(check, QUICK).wrong()).isLessThan(limit(QUICK));
  }

  /**
   * Among the runs that pass, more are wrong the nearer the check is to its bar of 0.10, and the
   * mark says so. Shares in per cent, within three standard errors.
   */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"0.10, 2.1, 16.4, 98.4", "0.15, 32.9, 4.6, 86.2", "0.20, 91.8, 2.0, 43.3"})
  void theRunsThatPassNearTheBarAreWrongMoreOftenAndMarkedFragile(
      double check, double passed, double wrongIfPassed, double fragileIfPassed) {
    Counted counted = count(check, THOROUGH);
    double passes = counted.passed() * THOROUGH;
    assertPercent(counted.passed(), passed, THOROUGH);
    assertPercent(counted.wrong() / counted.passed(), wrongIfPassed, passes);
    assertPercent(counted.fragile() / counted.passed(), fragileIfPassed, passes);
  }

  private static void assertPercent(double share, double percent, double runs) {
    double expected = percent / 100;
    assertThat(share)
        .isCloseTo(expected, within(3 * Math.sqrt(2 * expected * (1 - expected) / runs)));
  }

  private static Counted count(double check, int runs) {
    Suite suite =
        new SmallSuite()
            .repeats(3)
            .arms("t", "c", "u")
            .probes(120)
            .primary(above(0.05, difference("t", "c")))
            .predicts("check", Role.CHECK, above(0.10, difference("t", "u")))
            .build();
    double[][] rates = new double[120][];
    Arrays.fill(rates, Boundary.arms(0.30, 0.25, 0.30 - check, 0));
    SplittableRandom random = new SplittableRandom(8);
    int passed = 0;
    int wrong = 0;
    int fragile = 0;
    for (int run = 0; run < runs; run++) {
      PredictionResult result = Boundary.decide(suite, rates, random.nextLong());
      GateResult gate = result.gates().get(0);
      passed += gate.verdict() == Verdict.SUPPORTED ? 1 : 0;
      fragile += gate.verdict() == Verdict.SUPPORTED && gate.clearance() < Gates.FRAGILE ? 1 : 0;
      wrong += result.verdict() == Verdict.SUPPORTED ? 1 : 0;
    }
    return new Counted(passed / (double) runs, wrong / (double) runs, fragile / (double) runs);
  }

  private static double limit(int runs) {
    return 0.025 + 3 * Math.sqrt(0.025 * 0.975 / runs);
  }
}
