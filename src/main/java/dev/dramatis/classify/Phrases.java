package dev.dramatis.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds any of a list of phrases in a text, on token boundaries and without regard to case. At one
 * place the longest wins, so that "not true" is not also "true".
 *
 * <p>Time is linear in the text for a fixed list.
 */
final class Phrases {
  /** What {@link #at} returns where no phrase begins. */
  static final int NONE = -1;

  /** Tokens of a text that a phrase covered. */
  record Found(int phrase, int first, int last) {}

  private record Phrase(int id, List<String> tokens) {}

  private final Map<String, List<Phrase>> byFirstToken = new HashMap<>();
  private final List<Integer> lengths = new ArrayList<>();

  Phrases(List<String> phrases) {
    for (String phrase : phrases) {
      List<String> tokens = folded(Tokens.of(phrase));
      if (tokens.isEmpty()) {
        throw new IllegalArgumentException("a phrase without a visible character");
      }
      byFirstToken
          .computeIfAbsent(tokens.get(0), first -> new ArrayList<>())
          .add(new Phrase(lengths.size(), tokens));
      lengths.add(tokens.size());
    }
    for (List<Phrase> sameStart : byFirstToken.values()) {
      sameStart.sort(Comparator.comparing(phrase -> -phrase.tokens().size()));
    }
  }

  /** The index in the list of the longest phrase that begins at this token, or NONE. */
  int at(Tokens text, int token) {
    for (Phrase phrase : byFirstToken.getOrDefault(text.folded(token), List.of())) {
      if (begins(phrase.tokens(), text, token)) {
        return phrase.id();
      }
    }
    return NONE;
  }

  /** Tokens of the phrase with this index. */
  int length(int phrase) {
    return lengths.get(phrase);
  }

  /** Every occurrence in order; none lies inside another. */
  List<Found> in(Tokens text) {
    List<Found> found = new ArrayList<>();
    int token = 0;
    while (token < text.size()) {
      int phrase = at(text, token);
      if (phrase == NONE) {
        token++;
      } else {
        found.add(new Found(phrase, token, token + length(phrase) - 1));
        token += length(phrase);
      }
    }
    return found;
  }

  private static boolean begins(List<String> phrase, Tokens text, int token) {
    if (token + phrase.size() > text.size()) {
      return false;
    }
    for (int i = 1; i < phrase.size(); i++) {
      if (!phrase.get(i).equals(text.folded(token + i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> folded(Tokens tokens) {
    List<String> folded = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      folded.add(tokens.folded(i));
    }
    return List.copyOf(folded);
  }
}
