package dev.dramatis.suite;

import java.util.List;

/** What a right answer to a probe looks like. */
public sealed interface Key {
  /** The answer itself, compared without regard to case, punctuation and articles. */
  record Exact(String text) implements Key {}

  /** A number; a reply is right within the tolerance. */
  record Numeric(double value, double tolerance) implements Key {}

  /** A text that a right answer contains, without regard to case. */
  record Contains(String text) implements Key {}

  /** A regular expression (RE2 syntax) that a right answer matches somewhere. */
  record Regex(String pattern) implements Key {}

  /** Right if any of these is. */
  record AnyOf(List<Key> keys) implements Key {
    public AnyOf {
      keys = List.copyOf(keys);
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("a list of keys needs at least one");
      }
    }
  }
}
