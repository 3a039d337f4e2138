package dev.dramatis.verdict;

/** How the data contradict a claim. */
public enum Contradiction {
  /** The effect has the other sign. */
  REVERSED,
  /** The effect lies inside ± the margin. */
  ABSENT,
  /** There is an effect of the right sign, below the margin. */
  TOO_SMALL,
  /** The effect lies beyond the margin that it was to stay under. */
  TOO_LARGE
}
