package dev.dramatis.verdict;

/** The outcomes of one suite's trials. */
@FunctionalInterface
public interface Outcomes {
  /**
   * What became of a trial.
   *
   * @param repeat from 0
   */
  TrialOutcome of(String arm, String probe, int repeat);
}
