package dev.dramatis.verdict;

/** Whether checks and controls hold predictions back. */
public enum Gating {
  ON,
  /** For measuring error rates: with gates on, a failed check hides everything behind it. */
  OFF
}
