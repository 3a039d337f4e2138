package dev.dramatis.verdict;

import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Claim;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One claim held against the data.
 *
 * @param units independent observations
 * @param lost units without a value in some cell
 * @param lo the least contrast that is possible
 * @param hi the greatest
 * @param alphaPerSide the level of the intervals
 * @param estimate absent without data
 * @param interval for probes made the same way: Gaffke's bound over the units
 * @param theseProbes for these very probes: Gaffke's bound over their rounds
 * @param studentT for readers; it decides nothing
 * @param pValue of the claim, one-sided, from Gaffke's bound
 * @param wealth what this run adds to the evidence of others
 * @param smallestDecidable the margin, without its sign, about which data without any effect could
 *     just decide for probes made the same way
 * @param seeds a line for each of the models that were trained alike; empty where none is trained
 * @param missingLow the estimate if every missing trial made it small
 * @param missingHigh the estimate if every missing trial made it large
 */
public record ClaimResult(
    Claim claim,
    Verdict verdict,
    Scope scope,
    Optional<Contradiction> contradiction,
    int units,
    int lost,
    double lo,
    double hi,
    double alphaPerSide,
    OptionalDouble estimate,
    Interval interval,
    Interval theseProbes,
    Optional<Interval> studentT,
    double pValue,
    Wealth wealth,
    double smallestDecidable,
    OptionalDouble missingLow,
    OptionalDouble missingHigh,
    List<CellResult> cells,
    List<KindLine> kinds,
    List<SeedLine> seeds,
    List<UnitEffect> effects) {
  public ClaimResult {
    cells = List.copyOf(cells);
    kinds = List.copyOf(kinds);
    seeds = List.copyOf(seeds);
    effects = List.copyOf(effects);
  }

  /**
   * Whether it is about the checkpoints that were asked alone, and not about models trained so:
   * they are too few for a sample (docs/statistics.md, "Model seeds").
   */
  public boolean isOfTheseCheckpoints() {
    return !seeds.isEmpty() && seeds.size() < SeededEffects.A_SAMPLE;
  }

  /** The interval in a scope. */
  public Interval interval(Scope within) {
    return switch (within) {
      case THESE_PROBES -> theseProbes;
      case PROBES_MADE_THE_SAME_WAY -> interval;
    };
  }
}
