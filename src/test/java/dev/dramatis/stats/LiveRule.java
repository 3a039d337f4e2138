package dev.dramatis.stats;

/**
 * The rule of a live run on plain contrasts: a betting sequence at 0.01 per side, looked at after
 * every unit, and Gaffke's bound at 0.015 once, at the planned end.
 */
final class LiveRule {
  /** Where a run ended: whether the mean was found above or below the margin, and by what. */
  record Outcome(boolean above, boolean below, boolean bySequence, int units) {}

  private static final double AT_LOOKS = Math.log(1 / 0.01);
  private static final double AT_END = 0.015;

  private LiveRule() {}

  static Outcome decide(double[] x, double lo, double hi, double margin) {
    BettingSequence sequence = new BettingSequence(lo, hi, 0.01);
    for (double contrast : x) {
      sequence.add(contrast);
      boolean above = sequence.logWealthAbove(margin) >= AT_LOOKS;
      boolean below = sequence.logWealthBelow(margin) >= AT_LOOKS;
      if (above || below) {
        return new Outcome(above, below, true, sequence.size());
      }
    }
    return new Outcome(
        GaffkeBound.pValueAbove(x, lo, hi, margin) <= AT_END,
        GaffkeBound.pValueBelow(x, lo, hi, margin) <= AT_END,
        false,
        x.length);
  }
}
