package dev.dramatis.classify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The part of a response that is read for its voice: without outer blanks, bounded in length, and
 * only the opening of a response that was cut off, since where it ends says nothing then.
 */
final class Passage {
  /** Characters read; a voice shows long before, and it bounds the work. */
  static final int MAX_LENGTH = 20_000;

  /** Tokens of a truncated response that are read, and that count as the opening of any. */
  static final int OPENING = 60;

  /** A line without its break. */
  record Line(int start, int end, boolean fenced) {
    boolean isBlank() {
      return end == start;
    }
  }

  private final String text;
  private final Tokens tokens;
  private final List<Line> lines;
  private final boolean cut;
  private final BitSet code;

  private Passage(String text, Tokens tokens, boolean cut) {
    this.text = text;
    this.tokens = tokens;
    this.cut = cut;
    this.lines = List.copyOf(split(text));
    this.code = codeIn(text, lines);
  }

  static Passage of(String response, boolean cut) {
    String text = trim(response);
    if (!cut) {
      return new Passage(text, Tokens.of(text), text.length() == MAX_LENGTH);
    }
    Tokens opening = Tokens.first(text, OPENING);
    String read = opening.size() == 0 ? "" : text.substring(0, opening.end(opening.size() - 1));
    return new Passage(read, opening, true);
  }

  String text() {
    return text;
  }

  Tokens tokens() {
    return tokens;
  }

  List<Line> lines() {
    return lines;
  }

  /** Whether the text goes on beyond what is read. */
  boolean isCut() {
    return cut;
  }

  /** Whether nothing in it shows. */
  boolean isEmpty() {
    return tokens.size() == 0;
  }

  String line(Line line) {
    return text.substring(line.start(), line.end());
  }

  /** The character, or a line break beyond either end. */
  char charAt(int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : '\n';
  }

  /** Whether a place lies between backticks on its line, or in a fence. */
  boolean isQuotedCode(int index) {
    return code.get(index);
  }

  /** The line that holds a place. */
  Line lineAt(int index) {
    int low = 0;
    int high = lines.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (lines.get(middle).start() <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return lines.get(low);
  }

  private static String trim(String response) {
    int start = 0;
    int end = response.length();
    while (start < end && !Tokens.isVisible(response.codePointAt(start))) {
      start += Character.charCount(response.codePointAt(start));
    }
    while (end > start && !Tokens.isVisible(response.codePointBefore(end))) {
      end -= Character.charCount(response.codePointBefore(end));
    }
    return response.substring(start, Math.min(end, start + MAX_LENGTH));
  }

  private static List<Line> split(String text) {
    List<Line> lines = new ArrayList<>();
    boolean fenced = false;
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      int from = start;
      int to = end;
      while (from < to && text.charAt(from) <= ' ') {
        from++;
      }
      while (to > from && text.charAt(to - 1) <= ' ') {
        to--;
      }
      boolean fence = text.startsWith("```", from) || text.startsWith("~~~", from);
      lines.add(new Line(from, to, fenced || fence));
      fenced = fence != fenced;
      start = end + 1;
    }
    return lines;
  }

  private static BitSet codeIn(String text, List<Line> lines) {
    BitSet code = new BitSet();
    for (Line line : lines) {
      if (line.fenced()) {
        code.set(line.start(), line.end());
        continue;
      }
      int open = text.indexOf('`', line.start());
      while (open >= 0 && open < line.end()) {
        int close = text.indexOf('`', open + 1);
        if (close < 0 || close >= line.end()) {
          break;
        }
        code.set(open, close);
        open = text.indexOf('`', close + 1);
      }
    }
    return code;
  }
}
