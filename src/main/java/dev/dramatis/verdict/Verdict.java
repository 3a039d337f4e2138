package dev.dramatis.verdict;

/** What became of a prediction. */
public enum Verdict {
  SUPPORTED,
  CONTRADICTED,
  INCONCLUSIVE,
  NOT_TESTED;

  /** Whether the data decided it, one way or the other. */
  public boolean isDecided() {
    return this == SUPPORTED || this == CONTRADICTED;
  }
}
