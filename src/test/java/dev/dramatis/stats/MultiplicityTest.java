package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MultiplicityTest {
  /** The 15 p-values of Benjamini and Hochberg, JRSS-B 57 (1995), section 3.2. */
  private static final double[] PUBLISHED = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1
  };

  /**
   * The paper rejects four at 0.05; the values are those of scipy 1.17's false_discovery_control.
   */
  @Test
  void benjaminiHochbergRejectsTheFourHypothesesOfThePaper() {
    double[] adjusted = Multiplicity.benjaminiHochberg(PUBLISHED);

    assertThat(adjusted)
        .containsExactly(
            new double[] {
              0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486,
              0.581182, 0.714875, 0.753231, 0.813214, 1
            },
            within(1e-6));
    assertThat(Arrays.stream(adjusted).filter(p -> p <= 0.05)).hasSize(4);
  }

  /** The paper: controlling the probability of any error rejects only the three smallest. */
  @Test
  void holmRejectsTheThreeHypothesesOfThePaper() {
    assertThat(Arrays.stream(Multiplicity.holm(PUBLISHED)).filter(p -> p <= 0.05)).hasSize(3);
  }

  /**
   * Worked by hand: 4 × 0.005, then 3 × 0.01, then 2 × 0.03, which the last, 0.04, may not
   * undercut.
   */
  @Test
  void holmMultipliesByTheNumberOfHypothesesThatAreLeft() {
    assertThat(Multiplicity.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  /** With K e-values, the k largest are rejected at q if k times the kth is at least K / q. */
  @Test
  void eBenjaminiHochbergRejectsByTheRankOfTheEValue() {
    double[] eValues = {41, 0, 250, 60, Double.POSITIVE_INFINITY, 3};

    double[] adjusted = Multiplicity.eBenjaminiHochberg(eValues);

    assertThat(adjusted)
        .containsExactly(
            new double[] {6 / (4 * 41.0), 1, 6 / (2 * 250.0), 6 / (3 * 60.0), 0, 6 / (5 * 3.0)},
            within(1e-12));
    assertThat(Arrays.stream(adjusted).filter(q -> q <= 0.05)).hasSize(4);
  }

  /** Wang and Ramdas, JRSS-B 84 (2022), section 3: on 1 / p it is the usual procedure. */
  @Test
  void eBenjaminiHochbergOnInversePValuesIsBenjaminiHochberg() {
    double[] inverse = Arrays.stream(PUBLISHED).map(p -> 1 / p).toArray();

    assertThat(Multiplicity.eBenjaminiHochberg(inverse))
        .containsExactly(Multiplicity.benjaminiHochberg(PUBLISHED), within(1e-12));
  }

  @Test
  void keepsTheOrderOfTheArguments() {
    assertThat(Multiplicity.benjaminiHochberg(new double[] {0.9, 0.01})).containsExactly(0.9, 0.02);
    assertThat(Multiplicity.holm(new double[] {0.9, 0.01})).containsExactly(0.9, 0.02);
    assertThat(Multiplicity.holm(new double[0])).isEmpty();
  }

  @Test
  void refusesWhatIsNoPValueOrEValue() {
    assertThatThrownBy(() -> Multiplicity.holm(new double[] {1.1})).hasMessage("a p-value of 1.1");
    assertThatThrownBy(() -> Multiplicity.benjaminiHochberg(new double[] {Double.NaN}))
        .hasMessage("a p-value of NaN");
    assertThatThrownBy(() -> Multiplicity.eBenjaminiHochberg(new double[] {-1}))
        .hasMessage("an e-value of -1.0");
  }
}
