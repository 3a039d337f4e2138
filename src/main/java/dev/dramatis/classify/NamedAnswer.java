package dev.dramatis.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a reply against answers given as plain texts, without regard to case, punctuation, articles
 * and Unicode form (NFKC).
 *
 * <p>Right if the reply is the answer or, up to {@value #SHORT} words, names it as whole words;
 * wrong if it likewise is or names the wrong answer; else unclear. Of overlapping answers the
 * longest counts: "New York" does not name "York".
 */
final class NamedAnswer {
  /** Words of a reply that may name the answer in passing; a longer one may weigh several. */
  private static final int SHORT = 12;

  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  private NamedAnswer() {}

  static Reading read(List<String> answers, Subject subject) {
    List<String> keys = new ArrayList<>(answers);
    subject.wrong().ifPresent(keys::add);
    boolean keepArticles = keys.stream().anyMatch(key -> fold(key, false).isBlank());
    String reply = fold(subject.response(), keepArticles);
    List<String> folded = keys.stream().map(key -> fold(key, keepArticles)).toList();
    if (folded.stream().anyMatch(String::isBlank)) {
      return asSymbols(keys, answers.size(), subject.response());
    }
    for (int i = 0; i < folded.size(); i++) {
      if (folded.get(i).equals(reply)) {
        return reading(i < answers.size(), keys.get(i));
      }
    }
    Tokens words = Tokens.of(reply);
    if (words.wordCount() > SHORT) {
      return Reading.unclear("more than " + SHORT + " words");
    }
    List<Phrases.Found> found = new Phrases(folded).in(words);
    for (Phrases.Found each : found) {
      if (each.phrase() < answers.size()) {
        return Reading.right(keys.get(each.phrase()));
      }
    }
    return found.isEmpty()
        ? Reading.unclear("names no known answer")
        : Reading.wrong(keys.get(found.get(0).phrase()));
  }

  /** Where a reply of any length names an answer as whole words. */
  static Optional<String> mention(String answer, String response) {
    Tokens tokens = Tokens.of(response);
    if (Tokens.of(answer).size() == 0) {
      return Optional.empty();
    }
    return new Phrases(List.of(answer))
        .in(tokens).stream()
            .findFirst()
            .map(
                found -> Quote.of(response, tokens.start(found.first()), tokens.end(found.last())));
  }

  /** Answers without a letter or digit ("+", "🙂") are compared as they stand. */
  private static Reading asSymbols(List<String> keys, int right, String response) {
    String reply = response.strip();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).strip().equals(reply)) {
        return reading(i < right, keys.get(i));
      }
    }
    return Reading.unclear("is no known answer");
  }

  private static Reading reading(boolean right, String evidence) {
    return right ? Reading.right(evidence) : Reading.wrong(evidence);
  }

  private static String fold(String text, boolean keepArticles) {
    Tokens tokens = Tokens.of(text);
    StringBuilder folded = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.folded(i);
      if (tokens.isWord(i) && (keepArticles || !ARTICLES.contains(token))) {
        folded.append(folded.isEmpty() ? "" : " ").append(token);
      }
    }
    return folded.toString();
  }
}
