package dev.dramatis.verdict;

import dev.dramatis.stats.Multiplicity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The correction for several suites, shown beside their verdicts and changing none. */
public final class PrimaryAdjustment {
  private PrimaryAdjustment() {}

  /**
   * The primaries' p-values after Benjamini and Hochberg (1995) over all planned primaries; one
   * that was not tested counts as 1, one with several claims as the largest of theirs.
   *
   * @return by suite, in the order given
   */
  public static Map<String, Double> of(List<SuiteResult> suites) {
    double[] adjusted =
        Multiplicity.benjaminiHochberg(
            suites.stream().mapToDouble(suite -> pValue(suite.primary())).toArray());
    Map<String, Double> bySuite = new LinkedHashMap<>();
    for (int i = 0; i < suites.size(); i++) {
      bySuite.put(suites.get(i).suite().id(), adjusted[i]);
    }
    return bySuite;
  }

  private static double pValue(PredictionResult primary) {
    return primary.verdict() == Verdict.NOT_TESTED
        ? 1
        : primary.claims().stream().mapToDouble(ClaimResult::pValue).max().orElse(1);
  }
}
