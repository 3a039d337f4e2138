package dev.dramatis.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts into lines. */
final class Paragraph {
  private Paragraph() {}

  /**
   * The lines of a text: those it has, each broken at blanks so that it fits. A word that is wider
   * than a line stays whole, since it is a path or an address that somebody will copy.
   *
   * @param indent in front of every line
   */
  static List<String> lines(String text, String indent, int columns) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder(indent);
      boolean empty = true;
      for (String word : paragraph.split(" ", -1)) {
        if (!empty && width(line) + 1 + width(word) > columns) {
          lines.add(line.toString());
          line = new StringBuilder(indent);
          empty = true;
        }
        line.append(empty ? "" : " ").append(word);
        empty = false;
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** The columns that a text takes, if each of its characters takes one. */
  static int width(CharSequence text) {
    return (int) text.codePoints().count();
  }
}
