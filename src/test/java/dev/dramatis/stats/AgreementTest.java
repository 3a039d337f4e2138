package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgreementTest {
  /** Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions" (2003), table 18.1. */
  private static final int[][] DIAGNOSES = {{75, 1, 4}, {5, 4, 1}, {0, 0, 10}};

  /** The book gives 0.68; the standard error is by the formula of the paper, with numpy. */
  @Test
  void kappaIsThatOfThePublishedDiagnoses() {
    Agreement.Kappa kappa = Agreement.cohenKappa(DIAGNOSES).orElseThrow();

    assertThat(kappa.value()).isCloseTo(0.676470588, within(1e-9));
    assertThat(kappa.standardError()).isCloseTo(0.087702953, within(1e-9));
  }

  @Test
  void kappaIsOneForPerfectAndZeroForChanceAgreement() {
    assertThat(Agreement.cohenKappa(new int[][] {{30, 0}, {0, 10}}).orElseThrow())
        .isEqualTo(new Agreement.Kappa(1, 0));
    assertThat(Agreement.cohenKappa(new int[][] {{18, 6}, {12, 4}}).orElseThrow().value())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void kappaIsUndefinedWithoutItemsOrWithOneCategory() {
    assertThat(Agreement.cohenKappa(new int[][] {{0, 0}, {0, 0}})).isEmpty();
    assertThat(Agreement.cohenKappa(new int[][] {{7, 0}, {0, 0}})).isEmpty();
  }

  /**
   * Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), section B: two observers,
   * ten units, α = 0.095.
   */
  @Test
  void alphaIsThatOfThePublishedBinaryData() {
    int[][] ratings = count(2, "0100000010".toCharArray(), "1110010000".toCharArray());

    assertThat(Agreement.krippendorffAlpha(ratings).orElseThrow()).isCloseTo(0.095, within(0.0005));
  }

  /** The same paper, section C: four observers, twelve units, missing values, α = 0.743. */
  @Test
  void alphaIsThatOfThePublishedDataWithMissingRatings() {
    int[][] ratings =
        count(
            6,
            "123321412...".toCharArray(),
            "1233224125.3".toCharArray(),
            ".3332342251.".toCharArray(),
            "12332441251.".toCharArray());

    assertThat(Agreement.krippendorffAlpha(ratings).orElseThrow()).isCloseTo(0.743, within(0.0005));
  }

  @Test
  void alphaIsUndefinedWithoutPairsOrVariation() {
    assertThat(Agreement.krippendorffAlpha(new int[0][])).isEmpty();
    assertThat(Agreement.krippendorffAlpha(new int[][] {{1, 0}, {0, 1}})).isEmpty();
    assertThat(Agreement.krippendorffAlpha(new int[][] {{2, 0}, {3, 0}})).isEmpty();
  }

  @Test
  void refusesTablesThatAreNone() {
    assertThatThrownBy(() -> Agreement.cohenKappa(new int[][] {{1, 2}, {3}}))
        .hasMessage("a row of 1 counts for 2 categories");
    assertThatThrownBy(() -> Agreement.cohenKappa(new int[][] {{-1}})).hasMessage("a count of -1");
    assertThatThrownBy(() -> Agreement.krippendorffAlpha(new int[][] {{1, 2}, {3}}))
        .hasMessage("a unit of 1 counts for 2 categories");
  }

  private static int[][] count(int categories, char[]... observers) {
    int[][] counts = new int[observers[0].length][categories];
    for (char[] observer : observers) {
      for (int unit = 0; unit < observer.length; unit++) {
        if (observer[unit] != '.') {
          counts[unit][observer[unit] - '0']++;
        }
      }
    }
    return counts;
  }
}
