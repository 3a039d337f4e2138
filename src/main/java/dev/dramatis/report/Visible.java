package dev.dramatis.report;

import java.util.Locale;

/**
 * Hostile text with everything in it that acts without being seen made visible: control characters,
 * terminal escapes, marks that reorder or hide text, lone surrogates.
 */
final class Visible {
  /** The longest message that a page shows: some twelve pages of prose. */
  static final int MOST_OF_A_MESSAGE = 20_000;

  /** The longest name or sentence that a table shows. */
  private static final int MOST_OF_A_LINE = 2_000;

  private Visible() {}

  /** A text of several lines, at most {@link #MOST_OF_A_MESSAGE} characters of it. */
  static String text(String text) {
    return shown(text, MOST_OF_A_MESSAGE, true);
  }

  /** A text as one line. */
  static String line(String text) {
    return shown(text, MOST_OF_A_LINE, false);
  }

  private static String shown(String text, int most, boolean lines) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), most) + 16);
    int i = 0;
    while (i < text.length() && i < most) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point == '\r' && i < text.length() && text.charAt(i) == '\n') {
        continue;
      }
      if (point == '\n' || point == '\t') {
        shown.append(lines ? (char) point : ' ');
      } else if (isUnseen(point)) {
        shown.append(String.format(Locale.ROOT, "⟨U+%04X⟩", point));
      } else {
        shown.appendCodePoint(point);
      }
    }
    if (i < text.length()) {
      shown.append(
          String.format(
              Locale.ROOT,
              "%s[cut here: %,d of %,d characters are shown; the journal holds all]",
              lines ? "\n" : " ",
              i,
              text.length()));
    }
    return shown.toString();
  }

  /** The joiners that emoji and several scripts need stay as they are. */
  private static boolean isUnseen(int point) {
    if (point == 0x200C || point == 0x200D) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
