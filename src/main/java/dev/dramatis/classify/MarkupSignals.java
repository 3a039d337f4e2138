package dev.dramatis.classify;

import java.util.function.Consumer;

/** Counts tags of HTML or XML, and Markdown's bold, outside code. */
final class MarkupSignals {
  private MarkupSignals() {}

  static void read(Passage passage, Consumer<Signal> signals) {
    String text = passage.text();
    int tags = 0;
    int firstTag = 0;
    int bold = 0;
    for (int i = 0; i < text.length() - 2; i++) {
      char c = text.charAt(i);
      char next = text.charAt(i + 1);
      if (c == '<' && (next == '/' || Character.isLetter(next)) && closes(text, i)) {
        if (!passage.isQuotedCode(i)) {
          firstTag = tags == 0 ? i : firstTag;
          tags++;
        }
      } else if (c == '*' && next == '*' && text.charAt(i + 2) > ' ') {
        bold++;
      }
    }
    if (tags >= 3) {
      signals.accept(new Signal("markup", 1, firstTag, Math.min(text.length(), firstTag + 80)));
    }
    if (bold >= 2) {
      int at = text.indexOf("**");
      signals.accept(new Signal("markdown", 1, at, Math.min(text.length(), at + 40)));
    }
  }

  /** Whether a tag ends soon; looking far would make many "<" quadratic. */
  private static boolean closes(String text, int from) {
    int limit = Math.min(text.length(), from + 200);
    for (int i = from + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return true;
      }
      if (c == '<' || c == '\n') {
        return false;
      }
    }
    return false;
  }
}
