package dev.dramatis.suite;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a text that say what it is about. */
public final class ContentWords {
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Words that nearly every English text has. */
  private static final Set<String> STOP_WORDS =
      Set.of(
          "about", "after", "all", "also", "and", "any", "are", "been", "before", "being", "but",
          "can", "could", "did", "does", "doing", "done", "each", "ever", "every", "for", "from",
          "had", "has", "have", "her", "here", "him", "his", "how", "into", "its", "just", "like",
          "may", "more", "most", "much", "must", "not", "now", "off", "one", "only", "other", "our",
          "out", "over", "own", "please", "same", "she", "should", "some", "such", "than", "that",
          "the", "their", "them", "then", "there", "these", "they", "this", "those", "too", "under",
          "until", "upon", "very", "was", "were", "what", "when", "where", "which", "while", "who",
          "whom", "whose", "why", "will", "with", "would", "you", "your");

  private ContentWords() {}

  /** Those of three letters or more, each once, in small letters. */
  public static Set<String> of(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : NO_LETTER.split(text.toLowerCase(Locale.ROOT), -1)) {
      if (word.length() >= 3 && !STOP_WORDS.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }
}
