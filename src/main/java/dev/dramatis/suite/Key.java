package dev.dramatis.suite;

import java.util.List;
import java.util.Optional;

/** What a right answer to a probe looks like. */
public sealed interface Key {
  /** The answer itself, compared without regard to case, punctuation and articles. */
  record Exact(String text) implements Key {}

  /** A number; a reply is right within the tolerance. */
  record Numeric(double value, double tolerance) implements Key {}

  /** A text that a right answer contains, without regard to case. */
  record Contains(String text) implements Key {}

  /**
   * A regular expression (RE2 syntax) that a right answer matches somewhere.
   *
   * @param unlessAfter what must not come before the first match, such as the other answer
   */
  record Regex(String pattern, Optional<String> unlessAfter) implements Key {
    /** Wherever it stands. */
    public Regex(String pattern) {
      this(pattern, Optional.empty());
    }
  }

  /**
   * The option that a right answer chooses, of options that the question numbers from 1.
   *
   * @param says the option's own words, by which a reply without a number may choose it
   */
  record Option(int number, Optional<String> says) implements Key {}

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
