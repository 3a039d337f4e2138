package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What the rule of a live run decides with 120 probes, 3 repeats, a base rate of 2 % in both arms
 * and a margin of 0.05, where a share of the treated probes breaks at 0.9.
 */
class BettingPowerTest {
  private static final int RUNS = 1500;

  private record Decided(double above, double below, double belowBySequence, double units) {}

  @Test
  void aMissingEffectIsDecidedInFourRunsOfFiveAndHalfOfThemBySequence() {
    Decided decided = withEffect(0);

    assertThat(decided.below()).isCloseTo(0.82, within(0.03));
    assertThat(decided.belowBySequence()).isCloseTo(0.375, within(0.04));
    assertThat(decided.above()).isZero();
  }

  @Test
  void anEffectOfThreeMarginsIsDecidedInFourRunsOfFive() {
    assertThat(withEffect(0.15).above()).isCloseTo(0.80, within(0.03));
  }

  @Test
  void anEffectOfFourMarginsIsNearlyAlwaysDecidedBeforeTheEnd() {
    Decided decided = withEffect(0.20);

    assertThat(decided.above()).isGreaterThan(0.975);
    assertThat(decided.units()).isCloseTo(69, within(3.0));
  }

  private static Decided withEffect(double effect) {
    SplittableRandom random = new SplittableRandom(41);
    double above = 0;
    double below = 0;
    double bySequence = 0;
    double units = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] x = new double[120];
      for (int i = 0; i < x.length; i++) {
        double treated = random.nextDouble() < effect / 0.88 ? 0.90 : 0.02;
        x[i] = BoundaryCase.mean(random, 3, treated) - BoundaryCase.mean(random, 3, 0.02);
      }
      LiveRule.Outcome outcome = LiveRule.decide(x, -1, 1, 0.05);
      above += outcome.above() ? 1 : 0;
      below += outcome.below() ? 1 : 0;
      bySequence += outcome.below() && outcome.bySequence() ? 1 : 0;
      units += outcome.units();
    }
    return new Decided(above / RUNS, below / RUNS, bySequence / RUNS, units / RUNS);
  }
}
