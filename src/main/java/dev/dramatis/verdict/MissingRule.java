package dev.dramatis.verdict;

/** What a missing trial counts as. */
enum MissingRule {
  /** Nothing: it leaves the denominator. */
  LEAVE_OUT,
  /** Whatever makes the contrast as small as it can be. */
  AGAINST_A_LARGE_CONTRAST,
  /** Whatever makes the contrast as large as it can be. */
  AGAINST_A_SMALL_CONTRAST;

  /** The reading in place of a missing one. */
  Reading reading(double weight, double least) {
    return switch (this) {
      case LEAVE_OUT -> Reading.MISSING;
      case AGAINST_A_LARGE_CONTRAST -> new Reading.Value(weight > 0 ? least : 1);
      case AGAINST_A_SMALL_CONTRAST -> new Reading.Value(weight > 0 ? 1 : least);
    };
  }
}
