package dev.dramatis.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A table in plain text. Where a row would be wider than the terminal, the first cell gets a line
 * of its own, and where even that is not enough, the others are broken at blanks.
 */
final class TextTable {
  private static final String GAP = "  ";

  private final int columns;
  private final boolean[] right;
  private final List<Row> rows = new ArrayList<>();

  /** One line of cells, or a text across all of them. */
  private sealed interface Row {
    record Cells(List<String> texts, UnaryOperator<String> paint) implements Row {}

    record Note(String text, String indent) implements Row {}
  }

  /**
   * @param columns of the terminal
   * @param alignment a letter for every cell: {@code l} or {@code r}
   */
  TextTable(int columns, String alignment) {
    this.columns = columns;
    this.right = new boolean[alignment.length()];
    for (int i = 0; i < right.length; i++) {
      right[i] = alignment.charAt(i) == 'r';
    }
  }

  /** Adds a row. */
  void add(List<String> cells) {
    painted(cells, UnaryOperator.identity());
  }

  /** Adds a row whose second cell is painted once its width is known. */
  void painted(List<String> cells, UnaryOperator<String> paint) {
    if (cells.size() != right.length) {
      throw new IllegalArgumentException(cells.size() + " cells for " + right.length);
    }
    rows.add(new Row.Cells(List.copyOf(cells), paint));
  }

  /** Adds a text that goes across the table. */
  void note(String text, String indent) {
    rows.add(new Row.Note(text, indent));
  }

  /** The lines, none wider than the terminal unless a single word is. */
  List<String> lines() {
    int[] widths = new int[right.length];
    int others = 0;
    for (int i = 0; i < widths.length; i++) {
      for (Row row : rows) {
        if (row instanceof Row.Cells cells) {
          widths[i] = Math.max(widths[i], Paragraph.width(cells.texts().get(i)));
        }
      }
      others += i == 0 ? 0 : widths[i] + GAP.length();
    }
    boolean stacked = widths[0] + others > columns;
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      if (row instanceof Row.Cells cells) {
        if (stacked) {
          lines.addAll(stacked(cells, widths, others));
        } else {
          lines.add(
              (pad(cells.texts().get(0), widths[0], right[0]) + others(cells, widths))
                  .stripTrailing());
        }
      } else if (row instanceof Row.Note note) {
        lines.addAll(Paragraph.lines(note.text(), note.indent(), columns));
      }
    }
    return lines;
  }

  private List<String> stacked(Row.Cells cells, int[] widths, int others) {
    List<String> lines = new ArrayList<>();
    if (!cells.texts().get(0).isBlank()) {
      lines.add(cells.texts().get(0));
    }
    String indent = GAP + GAP;
    if (indent.length() + others - GAP.length() <= columns) {
      lines.add(GAP + others(cells, widths).stripTrailing());
    } else {
      lines.addAll(broken(cells, indent));
    }
    return lines;
  }

  /** The cells after the first, as many on a line as fit. */
  private List<String> broken(Row.Cells cells, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int taken = 0;
    for (int i = 1; i < right.length; i++) {
      String text = cells.texts().get(i).strip();
      int width = Paragraph.width(text);
      if (taken > 0 && taken + GAP.length() + width > columns) {
        lines.add(line.toString());
        taken = 0;
      }
      if (!text.isEmpty()) {
        if (taken == 0) {
          line = new StringBuilder(indent);
          taken = indent.length();
        } else {
          line.append(GAP);
          taken += GAP.length();
        }
        if (taken + width > columns) {
          List<String> pieces = Paragraph.lines(text, indent, columns);
          lines.addAll(pieces.subList(0, pieces.size() - 1));
          line = new StringBuilder(pieces.get(pieces.size() - 1));
          taken = Paragraph.width(line);
        } else {
          line.append(i == 1 ? cells.paint().apply(text) : text);
          taken += width;
        }
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private String others(Row.Cells cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 1; i < widths.length; i++) {
      String text = pad(cells.texts().get(i), widths[i], right[i]);
      line.append(GAP).append(i == 1 ? cells.paint().apply(text) : text);
    }
    return line.toString();
  }

  static String pad(String text, int width, boolean right) {
    String blanks = " ".repeat(Math.max(0, width - Paragraph.width(text)));
    return right ? blanks + text : text + blanks;
  }
}
