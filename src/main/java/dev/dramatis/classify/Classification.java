package dev.dramatis.classify;

import java.util.Optional;
import java.util.OptionalDouble;

/** What a classifier made of one response. */
public sealed interface Classification {
  /**
   * A label with what it rests on.
   *
   * @param score on the classifier's own scale
   * @param evidence the part of the response, or the rule, that decided; hostile text
   */
  record Labelled(String label, Optional<String> subtype, OptionalDouble score, String evidence)
      implements Classification {}

  /** The classifier could not tell. */
  record Abstained(String reason) implements Classification {}

  /** There was nothing that it could read. */
  record Unusable(String reason) implements Classification {}
}
