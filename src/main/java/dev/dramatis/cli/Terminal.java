package dev.dramatis.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Where the program writes to.
 *
 * @param out results
 * @param err progress, hints and faults
 * @param live whether a person watches {@code err}, so that a line may be redrawn
 * @param colour whether {@code out} may be coloured
 * @param columns its width
 */
record Terminal(PrintWriter out, PrintWriter err, boolean live, boolean colour, int columns) {
  private static final int STANDARD_COLUMNS = 80;

  /** Below it, tables would have a word a line. */
  private static final int LEAST_COLUMNS = 40;

  /** Above it, lines are too long to be read. */
  private static final int MOST_COLUMNS = 160;

  /** The process's own, as the launcher found it. */
  static Terminal system(Map<String, String> variables) {
    List<String> watched = List.of(System.getProperty("dramatis.terminal", "").split(","));
    boolean dumb = "dumb".equals(variables.get("TERM"));
    // https://no-color.org: set and not empty; it is about colour alone.
    boolean plain = !variables.getOrDefault("NO_COLOR", "").isEmpty();
    int columns = Integer.getInteger("dramatis.columns", STANDARD_COLUMNS);
    return new Terminal(
        writer(System.out),
        writer(System.err),
        watched.contains("err") && !dumb,
        watched.contains("out") && !dumb && !plain,
        columns < 1 ? STANDARD_COLUMNS : Math.max(LEAST_COLUMNS, Math.min(columns, MOST_COLUMNS)));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Prints a text to {@code out}, broken at blanks to the width. */
  void paragraph(String text, String indent) {
    Paragraph.lines(text, indent, columns).forEach(out::println);
  }

  /** Prints a hint or a fault to {@code err}; in a log it stays in one piece, to be searched. */
  void hint(String text) {
    if (live) {
      Paragraph.lines(text, "", columns).forEach(err::println);
    } else {
      err.println(text);
    }
    err.flush();
  }

  /** A text that was not written here, with what would act on a terminal made visible. */
  static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\t' || !acts(c)) {
                safe.appendCodePoint(c);
              } else {
                safe.append(String.format(c > 0xffff ? "\\u{%x}" : "\\u%04x", c));
              }
            });
    return safe.toString();
  }

  /** The same on one line. */
  static String safeLine(String text) {
    return safe(text.strip().replaceAll("\\s+", " "));
  }

  /** JSON with the same characters escaped; outside its strings there are none. */
  static String safeJson(String json) {
    StringBuilder safe = new StringBuilder();
    json.codePoints()
        .forEach(
            c -> {
              if (acts(c)) {
                for (char unit : Character.toChars(c)) {
                  safe.append(String.format("\\u%04X", (int) unit));
                }
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  private static boolean acts(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
