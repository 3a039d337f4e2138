package dev.dramatis.stats;

/** Checks of counts. */
final class Counts {
  private Counts() {}

  static void check(int successes, int trials) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
    }
  }
}
