package dev.dramatis.interop;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tests of promptfoo in a table: a column for every variable, and {@code __expected} columns that
 * hold {@code TYPE: VALUE}, or a plain value that the whole answer should be. Other columns that
 * begin with two underscores say how a test is shown, and are passed over.
 */
final class PromptfooCsv {
  private static final String EXPECTED = "__expected";

  private PromptfooCsv() {}

  /** The tests as a configuration would list them. */
  static ArrayNode tests(Path file) throws IOException {
    SourceFile.check(file);
    ArrayNode tests = JsonNodeFactory.instance.arrayNode();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      while (rows.hasNext()) {
        if (tests.size() >= SourceFile.MOST_ROWS) {
          throw new InteropException(file + ": more rows than are taken.");
        }
        Map<String, String> row = rows.next();
        ObjectNode test = tests.addObject();
        ObjectNode variables = test.putObject("vars");
        ArrayNode assertions = test.putArray("assert");
        row.forEach(
            (column, value) -> {
              if (column.startsWith(EXPECTED)) {
                if (!value.isBlank()) {
                  assertion(value.strip(), assertions.addObject());
                }
              } else if (!column.startsWith("__")) {
                variables.put(column, value);
              }
            });
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new InteropException(
          file
              + ":"
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": not a table: "
              + e.getOriginalMessage(),
          e);
    }
    return tests;
  }

  private static void assertion(String text, ObjectNode assertion) {
    int colon = text.indexOf(':');
    String type = colon < 0 ? "" : text.substring(0, colon);
    boolean typed = type.matches("[a-z-]+(\\([0-9.]+\\))?");
    assertion.put("type", typed ? type : "equals");
    assertion.put("value", typed ? text.substring(colon + 1).strip() : text);
  }
}
