package dev.dramatis.classify;

import dev.dramatis.classify.Classification.Labelled;
import java.util.Optional;
import java.util.OptionalDouble;

/** The two labels of the rules that say yes or no. */
final class Match {
  private Match() {}

  /** The rule holds, by this part of the response. */
  static Labelled yes(String evidence) {
    return label("match", evidence);
  }

  /** The rule does not hold, for this reason. */
  static Labelled no(String evidence) {
    return label("no-match", evidence);
  }

  /** A label without subtype or score. */
  static Labelled label(String label, String evidence) {
    return new Labelled(label, Optional.empty(), OptionalDouble.empty(), Quote.of(evidence));
  }
}
