package dev.dramatis.classify;

import dev.dramatis.suite.ClassifierSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which one of some options the reply names, as whole words. */
final class OneOfClassifier implements Classifier {
  private static final int VERSION = 1;

  private final List<String> options;
  private final Phrases phrases;

  OneOfClassifier(ClassifierSpec.OneOf spec) {
    this.options = spec.options();
    this.phrases = new Phrases(options);
  }

  @Override
  public Classification classify(Subject subject) {
    Tokens tokens = Tokens.of(subject.response());
    List<Phrases.Found> found = phrases.in(tokens);
    Set<Integer> named = new TreeSet<>();
    found.forEach(occurrence -> named.add(occurrence.phrase()));
    if (named.size() != 1) {
      return Match.label(
          "none",
          named.isEmpty()
              ? "names no option"
              : "names " + named.stream().map(options::get).toList());
    }
    Phrases.Found first = found.get(0);
    return Match.label(
        options.get(first.phrase()),
        Quote.of(subject.response(), tokens.start(first.first()), tokens.end(first.last())));
  }

  @Override
  public String hash() {
    return Fingerprint.of("one-of", VERSION, options);
  }
}
