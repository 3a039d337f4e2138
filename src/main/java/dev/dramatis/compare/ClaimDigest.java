package dev.dramatis.compare;

import dev.dramatis.stats.Interval;
import dev.dramatis.verdict.Wealth;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One claim of a prediction as a run found it.
 *
 * @param contrast the cells with their weights, in words
 * @param question a hash of contrast and measure, without the margin: equal where the same thing is
 *     measured
 * @param arms whose trials it rests on
 * @param classifiers whose labels it reads
 * @param bound above, below or within
 * @param margin that the contrast is held against
 * @param rate whether the contrast is one cell's own rate
 * @param lo the least contrast that is possible
 * @param hi the greatest
 * @param count of independent units
 * @param interval of the contrast for probes made the same way, at the claim's level
 * @param wealth what the run adds to the evidence of others
 * @param units the effects one by one; none in a history, but for primaries
 */
public record ClaimDigest(
    String contrast,
    String question,
    List<String> arms,
    List<String> classifiers,
    String bound,
    double margin,
    boolean rate,
    double lo,
    double hi,
    int count,
    OptionalDouble estimate,
    Interval interval,
    Wealth wealth,
    Units units) {
  public ClaimDigest {
    arms = List.copyOf(arms);
    classifiers = List.copyOf(classifiers);
  }

  ClaimDigest withoutUnits() {
    return with(Units.NONE);
  }

  ClaimDigest with(Units others) {
    return new ClaimDigest(
        contrast,
        question,
        arms,
        classifiers,
        bound,
        margin,
        rate,
        lo,
        hi,
        count,
        estimate,
        interval,
        wealth,
        others);
  }
}
