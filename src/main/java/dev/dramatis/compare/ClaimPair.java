package dev.dramatis.compare;

import dev.dramatis.stats.Interval;
import java.util.OptionalDouble;

/** One claim of a prediction in two runs. */
public sealed interface ClaimPair {
  /** The cells with their weights, in words. */
  String contrast();

  /**
   * The same was measured in both.
   *
   * @param adjusted p of no difference after Holm over all paired claims of the comparison
   * @param simultaneous the interval that holds for all paired claims at once (Bonferroni)
   */
  record Paired(
      String contrast, PairedDifference difference, double adjusted, Interval simultaneous)
      implements ClaimPair {
    /** Whether it moved beyond chance, whatever else was looked at. */
    public boolean isChanged() {
      return adjusted <= Comparison.LEVEL;
    }
  }

  /**
   * They cannot be held against each other.
   *
   * @param reason why not, and what would help
   * @param before what the first run found; absent if it found nothing
   */
  record Refused(String contrast, String reason, OptionalDouble before, OptionalDouble after)
      implements ClaimPair {}
}
