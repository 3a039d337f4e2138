package dev.dramatis.cli;

import dev.dramatis.compare.Comparison;
import dev.dramatis.compare.PredictionPair;
import dev.dramatis.run.RunRecord;
import dev.dramatis.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What makes a complete run fail.
 *
 * @param verdicts of a primary
 * @param changed a primary of which a contrast moved beyond chance since the baseline
 */
record FailOn(Set<Verdict> verdicts, boolean changed) {
  static final FailOn NOTHING = new FailOn(Set.of(), false);

  FailOn {
    verdicts = Set.copyOf(verdicts);
  }

  /**
   * By the words of the command line; {@code never} takes back what stands before it.
   *
   * @throws IllegalArgumentException if a word is none
   */
  static FailOn of(List<String> words) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    boolean changed = false;
    for (String word : words) {
      switch (word.toLowerCase(Locale.ROOT)) {
        case "contradicted" -> verdicts.add(Verdict.CONTRADICTED);
        case "inconclusive" -> verdicts.add(Verdict.INCONCLUSIVE);
        case "not-tested" -> verdicts.add(Verdict.NOT_TESTED);
        case "changed" -> changed = true;
        case "never" -> {
          verdicts.clear();
          changed = false;
        }
        default ->
            throw new IllegalArgumentException(
                "--fail-on "
                    + word
                    + ": say contradicted, inconclusive, not-tested, changed or never.");
      }
    }
    return new FailOn(verdicts, changed);
  }

  /**
   * Checks that there is something to have changed from.
   *
   * @throws IllegalArgumentException if there is not
   */
  FailOn withBaseline(boolean given, String remedy) {
    if (changed && !given) {
      throw new IllegalArgumentException("--fail-on changed needs a baseline: " + remedy);
    }
    return this;
  }

  /** What of it came about, in words; empty if nothing did. */
  List<String> met(RunRecord record, Optional<Comparison> changes) {
    List<String> met = new ArrayList<>();
    record.suites().stream()
        .filter(suite -> verdicts.contains(suite.primary().verdict()))
        .forEach(
            suite -> met.add(suite.suite().id() + " " + Outcome.word(suite.primary().verdict())));
    if (changed) {
      changes.stream()
          .flatMap(comparison -> comparison.pairs().stream())
          .flatMap(pair -> pair.changedPrimaries().stream())
          .map(PredictionPair::suite)
          .forEach(suite -> met.add(suite + " changed"));
    }
    return met;
  }
}
