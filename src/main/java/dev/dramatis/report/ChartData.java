package dev.dramatis.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The numbers behind a chart, for its CSV: a table as JSON that may stand inside a script element.
 *
 * @param rows of texts and numbers, as long as there are columns
 */
public record ChartData(List<String> columns, List<List<Object>> rows) implements Content {
  private static final ObjectMapper JSON = new ObjectMapper();

  public ChartData {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Collects rows. */
  static final class Rows {
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    Rows(String... columns) {
      this.columns = List.of(columns);
    }

    Rows(List<String> columns) {
      this.columns = List.copyOf(columns);
    }

    void add(Object... cells) {
      rows.add(List.of(cells));
    }

    ChartData data() {
      return new ChartData(columns, rows);
    }
  }

  /** A number as a cell; nothing where there is none. */
  static Object cell(OptionalDouble value) {
    return value.isPresent() ? (Object) value.getAsDouble() : "";
  }

  @Override
  public void writeTo(TemplateOutput output) {
    ObjectNode node = JSON.createObjectNode();
    ArrayNode head = node.putArray("columns");
    columns.forEach(name -> head.add(Visible.line(name)));
    ArrayNode body = node.putArray("rows");
    for (List<Object> row : rows) {
      ArrayNode cells = body.addArray();
      for (Object cell : row) {
        if (cell instanceof Double number) {
          cells.add(Double.parseDouble(String.format(Locale.ROOT, "%.6f", number)));
        } else if (cell instanceof Integer number) {
          cells.add(number);
        } else {
          cells.add(Visible.line(cell.toString()));
        }
      }
    }
    output.writeContent(ScriptText.of(node));
  }
}
