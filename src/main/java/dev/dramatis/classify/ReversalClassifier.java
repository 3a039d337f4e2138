package dev.dramatis.classify;

import dev.dramatis.suite.ClassifierSpec;
import java.util.ArrayList;
import java.util.List;

/** Whether the reply's last verdict word is of another side than its first. */
final class ReversalClassifier implements Classifier {
  private static final int VERSION = 1;

  private final List<List<String>> between;
  private final List<Integer> sides = new ArrayList<>();
  private final Phrases phrases;

  ReversalClassifier(ClassifierSpec.Reversal spec) {
    this.between = spec.between();
    List<String> all = new ArrayList<>();
    for (int side = 0; side < between.size(); side++) {
      for (String word : between.get(side)) {
        all.add(word);
        sides.add(side);
      }
    }
    this.phrases = new Phrases(all);
  }

  @Override
  public Classification classify(Subject subject) {
    Tokens tokens = Tokens.of(subject.response());
    List<Phrases.Found> found = phrases.in(tokens);
    if (found.isEmpty()) {
      return Match.label("silent", "no verdict word");
    }
    Phrases.Found first = found.get(0);
    Phrases.Found last = found.get(found.size() - 1);
    boolean reversed = !sides.get(first.phrase()).equals(sides.get(last.phrase()));
    String opening = quote(subject, tokens, first);
    return reversed
        ? Match.label("reversed", opening + " … " + quote(subject, tokens, last))
        : Match.label("steady", opening);
  }

  @Override
  public String hash() {
    List<String> settings = new ArrayList<>();
    for (List<String> side : between) {
      settings.add(Integer.toString(side.size()));
      settings.addAll(side);
    }
    return Fingerprint.of("reversal", VERSION, settings);
  }

  private static String quote(Subject subject, Tokens tokens, Phrases.Found found) {
    return subject.response().substring(tokens.start(found.first()), tokens.end(found.last()));
  }
}
