package dev.dramatis.classify;

import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.suite.ClassifierSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the reply's number of words lies within bounds; its score is that number.
 *
 * <p>A word is a stretch between blanks that holds a letter or a digit, so "well-known" is one and
 * a dash is none. Scripts that write without blanks count by the stretch.
 */
final class WordsClassifier implements Classifier {
  private static final int VERSION = 1;

  private final ClassifierSpec.Words spec;

  WordsClassifier(ClassifierSpec.Words spec) {
    this.spec = spec;
  }

  @Override
  public Classification classify(Subject subject) {
    int count = count(subject.response());
    boolean within =
        count >= spec.atLeast().orElse(0) && count <= spec.atMost().orElse(Integer.MAX_VALUE);
    return new Labelled(
        within ? "match" : "no-match",
        Optional.empty(),
        OptionalDouble.of(count),
        count + (count == 1 ? " word" : " words"));
  }

  @Override
  public String hash() {
    return Fingerprint.of(
        "words", VERSION, List.of(spec.atLeast().toString(), spec.atMost().toString()));
  }

  /** The number of words in a text. */
  static int count(String text) {
    int count = 0;
    boolean counted = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
        counted = false;
      } else if (!counted && Character.isLetterOrDigit(point)) {
        counted = true;
        count++;
      }
    }
    return count;
  }
}
