package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DetectionTest {
  /**
   * Liver scans, Altman and Bland, BMJ 308 (1994) 1552: sensitivity 231 of 258 (0.90), specificity
   * 54 of 86 (0.63); the intervals by scipy 1.17, beta.ppf.
   */
  @Test
  void isThatOfThePublishedLiverScans() {
    Detection scans = new Detection(231, 27, 54, 32);

    assertThat(scans.sensitivity().orElseThrow()).isCloseTo(0.90, within(0.005));
    assertThat(scans.specificity().orElseThrow()).isCloseTo(0.63, within(0.005));
    assertThat(scans.sensitivityInterval(0.025).lower()).isCloseTo(0.851397666, within(1e-8));
    assertThat(scans.sensitivityInterval(0.025).upper()).isCloseTo(0.929893420, within(1e-8));
    assertThat(scans.specificityInterval(0.025).lower()).isCloseTo(0.516959638, within(1e-8));
    assertThat(scans.specificityInterval(0.025).upper()).isCloseTo(0.729774875, within(1e-8));
  }

  @Test
  void allowsAFalsePositiveRateOfOneInNineAfterThirtyNegativesWithoutError() {
    Interval specificity = new Detection(0, 0, 30, 0).specificityInterval(0.025);

    assertThat(1 - specificity.lower()).isCloseTo(0.1157, within(0.00005));
  }

  @Test
  void saysNothingOfAClassThatWasNotSeen() {
    Detection none = new Detection(0, 0, 5, 1);

    assertThat(none.sensitivity()).isEmpty();
    assertThat(none.sensitivityInterval(0.025)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void refusesNegativeCounts() {
    assertThatThrownBy(() -> new Detection(1, -1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Detection(1, 0, -1, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
