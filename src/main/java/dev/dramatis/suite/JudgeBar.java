package dev.dramatis.suite;

/**
 * How well a judge must label the gold items before what rests on it is tested.
 *
 * @param sensitivity lowest share of items with a label that get it, for every label
 * @param specificity lowest share of the others that do not get it, for every label
 */
public record JudgeBar(double sensitivity, double specificity) {
  /** Where a suite says nothing. */
  public static final JudgeBar DEFAULT = new JudgeBar(0.80, 0.90);
}
