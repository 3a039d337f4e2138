package dev.dramatis.classify;

import dev.dramatis.suite.ClassifierSpec;
import java.util.List;

/** Whether the whole reply is one text, without regard to case and outer punctuation. */
final class ExactClassifier implements Classifier {
  private static final int VERSION = 1;

  private final String text;
  private final String trimmed;

  ExactClassifier(ClassifierSpec.Exact spec) {
    this.text = spec.text();
    this.trimmed = trim(text);
  }

  @Override
  public Classification classify(Subject subject) {
    return trim(subject.response()).equals(trimmed)
        ? Match.yes(subject.response().strip())
        : Match.no("is not " + text);
  }

  @Override
  public String hash() {
    return Fingerprint.of("exact", VERSION, List.of(text));
  }

  /** Folded tokens from the first word to the last; all of them in a text without words. */
  private static String trim(String raw) {
    Tokens tokens = Tokens.of(raw);
    int first = 0;
    int last = tokens.size() - 1;
    if (tokens.wordCount() > 0) {
      while (!tokens.isWord(first)) {
        first++;
      }
      while (!tokens.isWord(last)) {
        last--;
      }
    }
    StringBuilder trimmed = new StringBuilder();
    for (int i = first; i <= last; i++) {
      trimmed.append(i == first ? "" : " ").append(tokens.folded(i));
    }
    return trimmed.toString();
  }
}
