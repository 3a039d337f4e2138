package dev.dramatis.suite;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Why a text is no YAML, in words for its author.
 *
 * @param line from 1
 */
record YamlFault(int line, String message) {
  private static final Pattern SWEEP_POINT = Pattern.compile("\\w\\[\\w+=");

  static YamlFault of(YAMLException e, String text, int maxAliases, int maxDepth) {
    String raw = String.valueOf(e.getMessage());
    if (e instanceof ReaderException reader) {
      long line = text.codePoints().limit(reader.getPosition()).filter(c -> c == '\n').count() + 1;
      return new YamlFault(
          (int) line,
          String.format(
              "the character U+%04X cannot stand in YAML. Write it in double quotes as \\x or \\u.",
              reader.getCodePoint()));
    }
    if (raw.contains("aliases")) {
      return new YamlFault(
          1, "more than " + maxAliases + " aliases of lists or mappings. Write the values out.");
    }
    if (raw.contains("Nesting Depth") || raw.contains("nesting")) {
      return new YamlFault(
          1, "nested deeper than " + maxDepth + " levels. A suite needs about 10.");
    }
    if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return of(marked, marked.getProblemMark(), text);
    }
    return new YamlFault(1, "this is not YAML: " + firstLine(raw) + ".");
  }

  private static YamlFault of(MarkedYAMLException e, Mark mark, String text) {
    int line = mark.getLine() + 1;
    String problem = String.valueOf(e.getProblem());
    String source = text.lines().skip(mark.getLine()).findFirst().orElse("");
    String context = String.valueOf(e.getContext());
    if (context.contains("single document") || problem.contains("another document")) {
      return new YamlFault(
          line, "a second document begins here. Keep one suite a file, without ---.");
    }
    if (problem.contains("found undefined alias")) {
      return new YamlFault(
          line,
          "an alias (*) has no anchor (&). Write the value out, or put a text that begins with * in quotes.");
    }
    if (problem.contains("'\\t'") || source.startsWith("\t")) {
      return new YamlFault(line, "a tab. Indent with spaces.");
    }
    if (SWEEP_POINT.matcher(source).find()) {
      return new YamlFault(
          line, "this is not YAML. Write the id of a sweep's arm in quotes: \"own[k=4]\".");
    }
    if (problem.contains("unknown escape character")) {
      return new YamlFault(
          line,
          "a backslash in double quotes begins an escape that YAML does not know. Write it twice, or "
              + "put the text in single quotes.");
    }
    if (problem.contains("mapping values are not allowed")) {
      return new YamlFault(
          line,
          "a colon inside a text without quotes. Put the text in quotes, or mend the indent.");
    }
    return new YamlFault(
        line,
        "this is not YAML: "
            + firstLine(problem)
            + ". Look at the indent, at brackets and at quotes that do not close.");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
