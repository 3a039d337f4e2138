package dev.dramatis.suite;

/** What a prediction is for in its suite. */
public enum Role {
  /** The claim that the suite exists for; one a suite. */
  PRIMARY,
  /** A further claim, at its share of the level. */
  SECONDARY,
  /** Must hold for the others to be tested at all. */
  CHECK,
  /** Must not be contradicted for the others to be tested at all. */
  CONTROL;

  /** Whether its outcome decides if other predictions are tested. */
  public boolean gates() {
    return this == CHECK || this == CONTROL;
  }
}
