package dev.dramatis.verdict;

import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Cell;
import java.util.OptionalDouble;

/**
 * One cell of a claim: how many trials, and their mean.
 *
 * @param weight its weight in the contrast
 * @param trials planned, of all models that were trained alike
 * @param eligible with a value of the measure
 * @param notEligible left out of the denominator by the suite's own rule
 * @param refused of all answered trials
 * @param missing failed, never asked, abstained or unusable
 * @param mean over probes of the mean over repeats; absent without a value
 * @param interval at 2.5 % per side, Gaffke's bound over units
 * @param refusalsAsZero the mean if a refusal counts 0, where there are refusals
 * @param refusalsAsOne the mean if a refusal counts 1, where there are refusals
 * @param refusalsOut the mean without refusals, where there are refusals
 */
public record CellResult(
    Cell cell,
    double weight,
    int trials,
    int eligible,
    int notEligible,
    int refused,
    int missing,
    OptionalDouble mean,
    Interval interval,
    OptionalDouble refusalsAsZero,
    OptionalDouble refusalsAsOne,
    OptionalDouble refusalsOut) {
  /** Share of the planned trials that are missing. */
  public double missingShare() {
    return trials == 0 ? 0 : (double) missing / trials;
  }
}
