package dev.dramatis.verdict;

/** How far a verdict reaches. */
public enum Scope {
  /** These very probes, asked again and again. */
  THESE_PROBES,
  /** Probes made the same way as these. */
  PROBES_MADE_THE_SAME_WAY
}
