package dev.dramatis.report;

import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Abstained;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.classify.Classification.Unusable;

/** A classification as a word. */
final class LabelWords {
  private LabelWords() {}

  static String of(Classification classification) {
    if (classification instanceof Labelled labelled) {
      return labelled.label();
    } else if (classification instanceof Abstained) {
      return "(abstained)";
    } else if (classification instanceof Unusable) {
      return "(unusable)";
    }
    throw new IllegalArgumentException("no word for " + classification);
  }
}
