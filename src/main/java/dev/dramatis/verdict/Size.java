package dev.dramatis.verdict;

/** What a number of units can show. */
final class Size {
  private Size() {}

  /**
   * The margin that data without any effect could just contradict: if every contrast is 0, a mean
   * of m is still possible with probability (1 − m/hi)ⁿ (docs/statistics.md, "Size").
   *
   * @param hi the greatest contrast that is possible
   */
  static double smallestDecidable(int units, double hi, double alphaPerSide) {
    return units == 0 ? hi : hi * (1 - Math.pow(alphaPerSide, 1.0 / units));
  }
}
