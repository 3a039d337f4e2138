package dev.dramatis.stats;

/** Checks of error levels. */
final class Level {
  private Level() {}

  /** The level itself, if it is one that an end of an interval can have. */
  static double checked(double alphaPerSide) {
    if (!(alphaPerSide > 0 && alphaPerSide <= 0.5)) {
      throw new IllegalArgumentException(
          "a one-sided level of " + alphaPerSide + "; it must be above 0 and at most 0.5");
    }
    return alphaPerSide;
  }
}
