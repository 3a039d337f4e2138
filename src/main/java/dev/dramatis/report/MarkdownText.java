package dev.dramatis.report;

/** Text of any origin as Markdown that shows it and does nothing else. */
final class MarkdownText {
  private static final String ESCAPED = "\\`*_{}[]<>#|~!";

  private MarkdownText() {}

  /** One line, fit for a table's cell; no markup, link, mention or formula comes to life in it. */
  static String of(String text) {
    String line = Visible.line(text);
    StringBuilder out = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (ESCAPED.indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else if (c == '&' || c == '$' || c == '@' || (c == ':' && line.startsWith("://", i))) {
        out.append("&#").append((int) c).append(';');
      } else if (c == '.' && i >= 3 && line.regionMatches(true, i - 3, "www", 0, 3)) {
        out.append("&#46;");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
