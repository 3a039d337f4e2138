package dev.dramatis.suite;

/**
 * How many trials may be missing before a prediction is not tested.
 *
 * @param atMost highest share of missing trials in a cell
 * @param differ highest difference of that share between the cells of a contrast
 */
public record Exclusions(double atMost, double differ) {
  public static final Exclusions DEFAULT = new Exclusions(0.10, 0.05);
}
