package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoseFitTest {
  private static final double[] SHOTS = {0, 1, 2, 4, 8, 16, 32, 64};

  private static List<DoseFit.Dose> exact(DoseCurve curve, double... shots) {
    List<DoseFit.Dose> doses = new ArrayList<>();
    for (double k : shots) {
      doses.add(new DoseFit.Dose(k, curve.rate(k), 120));
    }
    return doses;
  }

  /** exp(−(3·4^(−1/2) + 0.1)) = exp(−1.6). */
  @Test
  void aPowerLawIsWhatItsFormulaSays() {
    DoseCurve law = new DoseCurve.PowerLaw(3, 0.5, 0.1);

    assertThat(law.rate(0)).isCloseTo(Math.exp(-3.1), within(1e-12));
    assertThat(law.rate(3)).isCloseTo(Math.exp(-1.6), within(1e-12));
  }

  /**
   * By the sums of Bayes' rule: ρ = 0.01, p = 0.03 and 0.9, κ = 0.1. After 20 shots the weights are
   * 0.99·0.03² and 0.01·0.9²: 0.000891 to 0.0081, so 0.9009 of the second.
   */
  @Test
  void aMixtureIsBayesRule() {
    DoseCurve mixture =
        new DoseCurve.Mixture(0.03, 0.9, Math.log(0.01 / 0.99), 0.1 * Math.log(0.9 / 0.03));

    double weight = 0.0081 / (0.0081 + 0.000891);
    assertThat(mixture.rate(20)).isCloseTo(weight * 0.9 + (1 - weight) * 0.03, within(1e-9));
    assertThat(mixture.rate(0)).isCloseTo(0.01 * 0.9 + 0.99 * 0.03, within(1e-12));
  }

  @Test
  void exactDataOfOneFormAreFittedByItAndPreferIt() {
    DoseFit law = DoseFit.of(exact(new DoseCurve.PowerLaw(3, 0.5, 0.1), SHOTS)).orElseThrow();
    assertThat(law.powerLaw().c()).isCloseTo(3, within(0.02));
    assertThat(law.powerLaw().alpha()).isCloseTo(0.5, within(0.01));
    assertThat(law.powerLaw().floor()).isCloseTo(0.1, within(0.02));
    assertThat(law.powerLawLoss()).isCloseTo(law.leastLoss(), within(1e-4));
    assertThat(law.powerLawLoss()).isLessThan(law.mixtureLoss());

    DoseFit mixed =
        DoseFit.of(exact(new DoseCurve.Mixture(0.05, 0.9, -4.6, 0.34), SHOTS)).orElseThrow();
    assertThat(mixed.mixture().plain()).isCloseTo(0.05, within(0.005));
    assertThat(mixed.mixture().marked()).isCloseTo(0.9, within(0.005));
    assertThat(mixed.mixture().logit()).isCloseTo(-4.6, within(0.1));
    assertThat(mixed.mixture().slope()).isCloseTo(0.34, within(0.01));
    assertThat(mixed.mixtureLoss()).isLessThan(mixed.powerLawLoss() - mixed.noise());
  }

  /**
   * The rates that a dose has in the simulated world where characters are selected, in a domain
   * that was never shown, with the shots spread over four others: w·0.9 + (1 − w)·0.0474, where w ∝
   * 0.01·Π 0.9^(n/10) against 0.99·Π (0.98·0.03^(n/10) + 0.02·0.9^(n/10)) over the domains' n.
   */
  @Test
  void whereCharactersAreSelectedTheMixturePredictsBetter() {
    double[] shots = SHOTS;
    double[] rates = {0.0559, 0.0592, 0.0638, 0.0787, 0.1535, 0.6021, 0.8957, 0.9000};
    List<DoseFit.Dose> doses = new ArrayList<>();
    for (int i = 0; i < shots.length; i++) {
      doses.add(new DoseFit.Dose(shots[i], rates[i], 120));
    }

    DoseFit fit = DoseFit.of(doses).orElseThrow();

    assertThat(fit.mixtureLoss()).isLessThan(fit.powerLawLoss() - fit.noise());
    for (int i = 0; i < shots.length; i++) {
      assertThat(fit.mixture().rate(shots[i])).isCloseTo(rates[i], within(0.02));
    }
  }

  @Test
  void whatDoesNotRiseOrHasFewDosesIsNoCurve() {
    assertThat(DoseFit.of(exact(new DoseCurve.PowerLaw(3, 0, 0), SHOTS))).isEmpty();
    assertThat(DoseFit.of(exact(new DoseCurve.PowerLaw(3, 0.5, 0), 0, 4, 8, 32))).isEmpty();
  }

  @Test
  void theLeastLossIsTheEntropyOfTheDosesAboveZero() {
    DoseFit fit =
        DoseFit.of(exact(new DoseCurve.Mixture(0.1, 0.5, -3, 0.5), 0, 1, 4, 8, 16)).orElseThrow();

    double expected = 0;
    for (double k : new double[] {1, 4, 8, 16}) {
      double p = new DoseCurve.Mixture(0.1, 0.5, -3, 0.5).rate(k);
      expected -= (p * Math.log(p) + (1 - p) * Math.log(1 - p)) / 4;
    }
    assertThat(fit.leastLoss()).isCloseTo(expected, within(1e-12));
    assertThat(fit.noise()).isCloseTo(1 / 240.0, within(1e-12));
  }
}
