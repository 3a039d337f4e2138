package dev.dramatis.suite;

/** What a contrast is claimed to be, held against a margin. */
public sealed interface Bound {
  double margin();

  /** C &gt; margin. */
  record Above(double margin) implements Bound {}

  /** C &lt; margin. */
  record Below(double margin) implements Bound {}

  /** |C| &lt; margin; the margin is positive. */
  record Within(double margin) implements Bound {
    public Within {
      if (!(margin > 0)) {
        throw new IllegalArgumentException("within needs a positive margin, not " + margin);
      }
    }
  }
}
