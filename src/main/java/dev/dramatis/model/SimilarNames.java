package dev.dramatis.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant by a name that is not known. */
final class SimilarNames {
  private static final int MOST = 3;

  private SimilarNames() {}

  /** Up to three names that hold the unknown one or differ from it in a third of its letters. */
  static List<String> to(String name, Collection<String> known) {
    return known.stream()
        .map(each -> new Near(each, distance(name, each)))
        .filter(near -> near.distance() <= Math.max(2, name.length() / 3))
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .limit(MOST)
        .map(Near::name)
        .toList();
  }

  private record Near(String name, int distance) {}

  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    // A name without its version or its owner.
    if (b.contains(a) || a.contains(b)) return 1;
    return editDistance(a, b);
  }

  /** Letters to put in, take out or change (Levenshtein 1966). */
  private static int editDistance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) above[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
