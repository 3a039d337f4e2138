package dev.dramatis.compare;

import dev.dramatis.verdict.Verdict;
import dev.dramatis.verdict.Wealth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one run said of a prediction, and what all nights up to it say together.
 *
 * @param claim the first one, without its units; absent where there was none
 * @param suiteHash of the suite's text and material that night
 * @param served the models that answered
 * @param servedBefore those of the night before, where they were others; else empty
 * @param broken in what it measures another thing than the night before; if in anything, evidence
 *     starts anew with this night
 * @param aside why the night is not counted, though shown; absent if it is
 * @param wealth of all counted nights since the last break: logarithms of the products
 * @param driftP of no change until tonight, for primaries from the second counted night on
 * @param drift the statistic of the change detector
 * @param changedSince if it raised an alarm: the run since which things most likely are changed
 */
public record HistoryNight(
    String run,
    Instant frozen,
    Verdict verdict,
    Optional<ClaimDigest> claim,
    String suiteHash,
    List<String> served,
    List<String> servedBefore,
    List<String> broken,
    Optional<String> aside,
    Wealth wealth,
    OptionalDouble driftP,
    OptionalDouble drift,
    Optional<String> changedSince) {
  /** Wealth from which on a claim, or its opposite, is decided at 2.5 %: ln 40. */
  public static final double DECIDES = Math.log(40);

  public HistoryNight {
    served = List.copyOf(served);
    servedBefore = List.copyOf(servedBefore);
    broken = List.copyOf(broken);
  }

  /** What all counted nights together decide about these probes. */
  public Verdict together() {
    return wealth.logFor() >= DECIDES
        ? Verdict.SUPPORTED
        : wealth.logAgainst() >= DECIDES ? Verdict.CONTRADICTED : Verdict.INCONCLUSIVE;
  }
}
