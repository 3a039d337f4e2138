package dev.dramatis.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the program writes to.
 *
 * @param out results
 * @param err progress, hints and faults
 * @param live whether a person watches, so that lines may be redrawn and coloured
 * @param columns its width
 */
record Terminal(PrintWriter out, PrintWriter err, boolean live, int columns) {
  private static final int STANDARD_COLUMNS = 80;

  /** The process's own, as the launcher found it. */
  static Terminal system(Map<String, String> environment) {
    boolean live =
        Boolean.getBoolean("dramatis.terminal")
            && !environment.containsKey("NO_COLOR")
            && !"dumb".equals(environment.get("TERM"));
    int columns = Integer.getInteger("dramatis.columns", STANDARD_COLUMNS);
    return new Terminal(
        writer(System.out), writer(System.err), live, Math.max(40, Math.min(columns, 200)));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** A text that was not written here, with what would act on a terminal made visible. */
  static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (c == '\n' || c == '\t') {
                safe.appendCodePoint(c);
              } else if (type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR) {
                safe.append(String.format("\\u%04x", c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
