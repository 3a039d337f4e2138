package dev.dramatis.suite;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads JSONL: one object a line, blank lines aside. */
final class JsonLines {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonLines() {}

  /** The objects that can be read; the lines that cannot are noted. */
  static List<Located> read(String file, String text, Problems problems) {
    List<Located> objects = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      int line = i + 1;
      try {
        JsonNode node = JSON.readTree(lines[i]);
        if (node.isObject()) {
          objects.add(
              new Located(new Located.Document(file, file + ":" + line, Map.of(), line), "", node));
        } else {
          problems.add(file, line, "a line must hold one object: {\"…\": \"…\"}.");
        }
      } catch (JsonProcessingException e) {
        problems.add(file, line, message(e));
      }
    }
    return objects;
  }

  private static String message(JsonProcessingException e) {
    String raw = e.getOriginalMessage();
    if (raw.startsWith("Duplicate field")) {
      return "the key "
          + raw.replaceAll("^Duplicate field ", "").replace('\'', '"')
          + " stands twice. Keep one of them.";
    }
    String column =
        e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
    return "this line is not JSON"
        + column
        + ". Write one whole object a line, names and texts in double quotes, line breaks as \\n.";
  }
}
