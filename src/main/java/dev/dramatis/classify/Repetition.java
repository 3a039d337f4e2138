package dev.dramatis.classify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds text that has run into a loop: more than half of its tokens lie in an n-gram that occurred
 * before (the share is that of C-BREAK's DEGENERATE; the n-gram's length is this project's).
 */
final class Repetition {
  /** Tokens of an n-gram: longer than stock phrases, shorter than a repeated sentence. */
  private static final int N = 6;

  /** Fewer tokens than two n-grams and their overlap cannot show a loop. */
  private static final int FEWEST_TOKENS = 14;

  private static final double SHARE = 0.5;

  /** Tokens of a remark after a repetition that was asked for. */
  private static final int LONGEST_REMARK = 30;

  /** Equal characters in a row, as a share of a text without blanks: "aaaaaaaa". */
  private static final int RUN = 40;

  private Repetition() {}

  /** The part that repeats, if the passage is in a loop. */
  static Optional<Signal> in(Passage passage) {
    return loop(passage).or(() -> run(passage));
  }

  /** The share of a passage's tokens that lie in an n-gram that occurred before. */
  static double share(Passage passage) {
    Tokens tokens = passage.tokens();
    return tokens.size() < FEWEST_TOKENS ? 0 : (double) Cover.of(tokens).covered / tokens.size();
  }

  /** What of a text repeats: how many tokens, up to which, and from which first. */
  private record Cover(int covered, int to, int first) {
    static Cover of(Tokens tokens) {
      Map<Long, Integer> firstSeen = new HashMap<>();
      int covered = 0;
      int coveredTo = -1;
      int first = -1;
      for (int i = 0; i + N <= tokens.size(); i++) {
        Integer earlier = firstSeen.putIfAbsent(hash(tokens, i), i);
        if (earlier != null && hasWords(tokens, i) && same(tokens, earlier, i)) {
          covered += i + N - 1 - Math.max(coveredTo, i - 1);
          coveredTo = i + N - 1;
          first = first < 0 ? i : first;
        }
      }
      return new Cover(covered, coveredTo, first);
    }
  }

  private static Optional<Signal> loop(Passage passage) {
    Tokens tokens = passage.tokens();
    if (tokens.size() < FEWEST_TOKENS) {
      return Optional.empty();
    }
    Cover cover = Cover.of(tokens);
    int covered = cover.covered();
    int coveredTo = cover.to();
    int evidence = cover.first();
    return covered > SHARE * tokens.size() && !isStopped(passage, coveredTo + 1)
        ? Optional.of(
            new Signal(
                "repetition",
                (double) covered / tokens.size(),
                tokens.start(evidence),
                tokens.end(Math.min(evidence + 2 * N, tokens.size()) - 1)))
        : Optional.empty();
  }

  /** Markup repeats its tags without a loop. */
  private static boolean hasWords(Tokens tokens, int from) {
    int words = 0;
    for (int i = from; i < from + N; i++) {
      words += tokens.isWord(i) ? 1 : 0;
    }
    return words * 2 >= N;
  }

  /** Whether a remark of its own ends the text: who stops and says so is in no loop. */
  private static boolean isStopped(Passage passage, int from) {
    Tokens tokens = passage.tokens();
    int rest = tokens.size() - from;
    return !passage.isCut()
        && rest >= 3
        && rest <= LONGEST_REMARK
        && ".!?".indexOf(passage.charAt(passage.text().length() - 1)) >= 0
        && Character.isUpperCase(passage.text().codePointAt(firstWord(tokens, from)));
  }

  private static int firstWord(Tokens tokens, int from) {
    int word = from;
    while (word < tokens.size() - 1 && !tokens.isWord(word)) {
      word++;
    }
    return tokens.start(word);
  }

  private static Optional<Signal> run(Passage passage) {
    String text = passage.text();
    int start = 0;
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) != text.charAt(start)) {
        if (i - start >= RUN && i - start > SHARE * text.length()) {
          return Optional.of(new Signal("repetition", 1, start, i));
        }
        start = i;
      }
    }
    return Optional.empty();
  }

  private static long hash(Tokens tokens, int from) {
    long hash = 0;
    for (int i = from; i < from + N; i++) {
      hash = hash * 1_000_003 + tokens.folded(i).hashCode();
    }
    return hash;
  }

  private static boolean same(Tokens tokens, int one, int other) {
    for (int i = 0; i < N; i++) {
      if (!tokens.folded(one + i).equals(tokens.folded(other + i))) {
        return false;
      }
    }
    return true;
  }
}
