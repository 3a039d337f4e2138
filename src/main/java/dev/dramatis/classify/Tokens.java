package dev.dramatis.classify;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * The words and symbols of a text, in order, with their places in it.
 *
 * <p>A word is a run of letters, digits and marks, with apostrophes inside; an ideograph or kana is
 * a word of its own; every other visible character is a symbol of its own. Words are folded: NFKC,
 * lower case, without invisible format characters.
 */
final class Tokens {
  private static final int FIRST_CAPACITY = 64;

  private final String text;
  private int[] starts = new int[FIRST_CAPACITY];
  private int[] ends = new int[FIRST_CAPACITY];
  private String[] folded = new String[FIRST_CAPACITY];
  private boolean[] words = new boolean[FIRST_CAPACITY];
  private int size;

  private Tokens(String text) {
    this.text = text;
  }

  /** Reads a text, in time linear in its length. */
  static Tokens of(String text) {
    return first(text, Integer.MAX_VALUE);
  }

  /** Reads the first so many tokens of a text. */
  static Tokens first(String text, int limit) {
    Tokens tokens = new Tokens(text);
    int position = 0;
    while (position < text.length() && tokens.size < limit) {
      int point = text.codePointAt(position);
      int next = position + Character.charCount(point);
      if (standsAlone(point)) {
        tokens.add(position, next, true);
      } else if (Character.isLetterOrDigit(point)) {
        next = endOfWord(text, next);
        tokens.add(position, next, true);
      } else if (isVisible(point)) {
        tokens.add(position, next, false);
      }
      position = next;
    }
    return tokens;
  }

  int size() {
    return size;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  String folded(int index) {
    return folded[index];
  }

  boolean isWord(int index) {
    return words[index];
  }

  /** How many of them are words. */
  int wordCount() {
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (words[i]) {
        count++;
      }
    }
    return count;
  }

  /** Whether a character shows at all: neither blank, control nor invisible format. */
  static boolean isVisible(int point) {
    return !Character.isWhitespace(point)
        && !Character.isSpaceChar(point)
        && !Character.isISOControl(point)
        && Character.getType(point) != Character.FORMAT;
  }

  private static int endOfWord(String text, int from) {
    int position = from;
    while (position < text.length()) {
      int point = text.codePointAt(position);
      int width = Character.charCount(point);
      boolean joins =
          !standsAlone(point) && (Character.isLetterOrDigit(point) || isMarkOrFormat(point));
      if (!joins && !isInnerApostrophe(text, position, point)) {
        return position;
      }
      position += width;
    }
    return position;
  }

  private static boolean isInnerApostrophe(String text, int position, int point) {
    return (point == '\'' || point == '\u2019')
        && position + 1 < text.length()
        && Character.isLetterOrDigit(text.codePointAt(position + 1));
  }

  private static boolean isMarkOrFormat(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  private static boolean standsAlone(int point) {
    // Kana lie at 3040–30FF; a cheap test first, since nearly all text is below it.
    return point >= 0x3040 && (point <= 0x30FF || Character.isIdeographic(point));
  }

  private void add(int start, int end, boolean word) {
    if (size == starts.length) {
      int capacity = size * 2;
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      folded = Arrays.copyOf(folded, capacity);
      words = Arrays.copyOf(words, capacity);
    }
    starts[size] = start;
    ends[size] = end;
    folded[size] = fold(text.substring(start, end));
    words[size] = word;
    size++;
  }

  private static String fold(String token) {
    for (int i = 0; i < token.length(); i++) {
      if (token.charAt(i) >= 0x80) {
        return foldBeyondAscii(token);
      }
    }
    return token.toLowerCase(Locale.ROOT);
  }

  private static String foldBeyondAscii(String token) {
    String compatible = Normalizer.normalize(token, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder visible = new StringBuilder(compatible.length());
    compatible
        .codePoints()
        .filter(point -> Character.getType(point) != Character.FORMAT)
        .map(point -> point == '\u2019' ? '\'' : point)
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }
}
