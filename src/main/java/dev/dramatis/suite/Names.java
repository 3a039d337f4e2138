package dev.dramatis.suite;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a message says about a name that is not among those known. */
public final class Names {
  /** Names listed; more are counted. */
  private static final int MOST_LISTED = 12;

  private Names() {}

  /** {@code Arms: chat, base.}, the nearest first; with a question if one is very near. */
  public static String hint(String plural, String name, Collection<String> known) {
    if (known.isEmpty()) {
      return plural + ": none.";
    }
    String question =
        nearest(name, known).map(near -> "Did you mean \"" + near + "\"? ").orElse("");
    return question + plural + ": " + list(name, known) + ".";
  }

  /** The known name that differs in a letter or two, if there is one. */
  static Optional<String> nearest(String name, Collection<String> known) {
    return byDistance(name, known).stream()
        .findFirst()
        .filter(near -> distance(name, near) <= Math.max(1, name.length() / 3));
  }

  /** All known names, the nearest first. */
  static String list(String name, Collection<String> known) {
    return shortened(byDistance(name, known));
  }

  /** Names in the order given, the tail of a long list counted. */
  static String shortened(Collection<String> names) {
    List<String> all = List.copyOf(names);
    if (all.size() <= MOST_LISTED) {
      return String.join(", ", all);
    }
    return String.join(", ", all.subList(0, MOST_LISTED))
        + " and "
        + (all.size() - MOST_LISTED)
        + " more";
  }

  private static List<String> byDistance(String name, Collection<String> known) {
    return known.stream()
        .sorted(
            Comparator.comparingInt((String each) -> distance(name, each))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** The number of letters to put in, take out or change, capitals aside (Levenshtein 1966). */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
