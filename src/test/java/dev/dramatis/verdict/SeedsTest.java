package dev.dramatis.verdict;

import static dev.dramatis.verdict.Answers.hits;
import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.difference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Claims about models that were trained alike. */
class SeedsTest {
  private static final double MARGIN = 0.10;

  private static SmallSuite suite(int seeds) {
    return new SmallSuite()
        .repeats(2)
        .trained("narrow", seeds)
        .trained("matched", seeds)
        .arms("untuned")
        .probes(120)
        .primary(above(MARGIN, difference("narrow", "matched")));
  }

  /** The share of probes on which each seed's narrow model shows the trait; matched never does. */
  private static ClaimResult claim(double... rates) {
    return suite(rates.length)
        .claim(
            hits(
                (arm, probe, repeat) -> {
                  for (int seed = 1; seed <= rates.length; seed++) {
                    if (arm.equals("narrow[seed=" + seed + "]")) {
                      return probe < 120 * rates[seed - 1];
                    }
                  }
                  return false;
                }));
  }

  @Test
  void aVerdictOnAFewCheckpointsMustHoldInEachOfThem() {
    assertThat(claim(0.6, 0.5, 0.4).verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(claim(0.6, 0.5, 0.12).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(claim(0, 0, 0).verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(claim(0, 0, 0.6).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void theIntervalOfAFewCheckpointsReachesOverAllOfTheirs() {
    ClaimResult one = claim(0.6);
    ClaimResult other = claim(0.4);
    ClaimResult both = claim(0.6, 0.4);

    assertThat(both.interval().lower()).isEqualTo(other.interval().lower());
    assertThat(both.interval().upper()).isEqualTo(one.interval().upper());
    assertThat(both.estimate().orElseThrow()).isCloseTo(0.5, within(1e-12));
    assertThat(both.isOfTheseCheckpoints()).isTrue();
    assertThat(both.seeds()).extracting(SeedLine::seed).containsExactly(1, 2);
    assertThat(both.seeds().get(0).estimate()).isCloseTo(0.6, within(1e-12));
    assertThat(both.pValue()).isEqualTo(Math.max(one.pValue(), other.pValue()));
  }

  /**
   * Six models of 0.2, 0.3, 0.3, 0.4, 0.4 and 0.5: mean 0.35, variance 0.011, so the models alone
   * give 0.35 ± 2.571·√(0.011/6) = 0.35 ± 0.110 (t with 5 degrees of freedom); for probes made the
   * same way the variance of the probes is added: 24 probes are shown by all six, 12 by five, 24 by
   * three, ... (mean squares below).
   */
  @Test
  void fromSixModelsOnTheClaimIsAboutModelsTrainedSo() {
    ClaimResult claim = claim(0.2, 0.3, 0.3, 0.4, 0.4, 0.5);

    assertThat(claim.isOfTheseCheckpoints()).isFalse();
    assertThat(claim.seeds()).hasSize(6);
    assertThat(claim.theseProbes().lower()).isCloseTo(0.35 - 0.1101, within(0.0005));
    assertThat(claim.theseProbes().upper()).isCloseTo(0.35 + 0.1101, within(0.0005));
    // Shares of the six by probe: 1 for 24, 5/6 for 12, 1/2 for 12, 1/6 for 12, 0 for 60.
    double squares =
        24 * sq(1 - 0.35)
            + 12 * sq(5 / 6.0 - 0.35)
            + 12 * sq(0.5 - 0.35)
            + 12 * sq(1 / 6.0 - 0.35)
            + 60 * sq(0.35);
    double error = Math.sqrt(0.011 / 6 + squares / 119 / 120);
    assertThat(claim.interval().lower()).isCloseTo(0.35 - 2.5706 * error, within(0.0005));
    assertThat(claim.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(claim.scope()).isEqualTo(Scope.PROBES_MADE_THE_SAME_WAY);
  }

  private static double sq(double x) {
    return x * x;
  }

  /** Six equal models have no variance, and the probes still have theirs. */
  @Test
  void equalModelsLeaveNoNarrowerIntervalThanTheProbesDo() {
    ClaimResult claim = claim(0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
    ClaimResult single = claim(0.1);

    assertThat(claim.interval().lower()).isLessThanOrEqualTo(single.interval().lower() + 1e-12);
    assertThat(claim.interval().upper()).isGreaterThanOrEqualTo(single.interval().upper() - 1e-12);
    assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void oneModelOutOfStepKeepsSixFromDeciding() {
    assertThat(claim(0.5, 0.5, 0.5, 0.5, 0.5, 0).verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(claim(0.5, 0.5, 0, 0.5, 0, 0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void anUntunedArmIsTheSameForEverySeed() {
    SmallSuite suite =
        new SmallSuite()
            .repeats(1)
            .trained("narrow", 3)
            .arms("untuned")
            .probes(100)
            .primary(above(MARGIN, difference("narrow", "untuned")));
    ClaimResult claim =
        suite.claim(
            hits((arm, probe, repeat) -> arm.startsWith("narrow") ? probe < 60 : probe < 10));

    assertThat(claim.estimate().orElseThrow()).isCloseTo(0.5, within(1e-12));
    assertThat(claim.cells().get(0).trials()).isEqualTo(300);
    assertThat(claim.cells().get(1).trials()).isEqualTo(100);
  }
}
