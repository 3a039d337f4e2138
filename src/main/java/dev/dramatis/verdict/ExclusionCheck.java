package dev.dramatis.verdict;

import dev.dramatis.suite.Exclusions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether too many trials are missing, or more in one arm than in another. */
final class ExclusionCheck {
  private ExclusionCheck() {}

  /** Why a prediction cannot be tested on what is left; empty if it can. */
  static Optional<String> of(Exclusions limits, List<ClaimResult> claims) {
    for (ClaimResult claim : claims) {
      double least = 1;
      double most = 0;
      for (CellResult cell : claim.cells()) {
        double share = cell.missingShare();
        if (share > limits.atMost()) {
          return Optional.of(
              percent(share)
                  + " of the trials of "
                  + cell.cell()
                  + " are missing (at most "
                  + percent(limits.atMost())
                  + ")");
        }
        least = Math.min(least, share);
        most = Math.max(most, share);
      }
      if (most - least > limits.differ()) {
        return Optional.of(
            "the share of missing trials differs between cells by "
                + percent(most - least)
                + " (at most "
                + percent(limits.differ())
                + ")");
      }
      if (claim.estimate().isEmpty()) {
        return Optional.of("no probe has a value in every cell");
      }
    }
    return Optional.empty();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
