package dev.dramatis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A journal as another program would read it: whole lines of JSON. */
record JournalFile(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRIAL = "{\"row\":\"trial\"";

  static JournalFile in(Path run) {
    return new JournalFile(run.resolve("journal.jsonl"));
  }

  /** How many trials are finished, whole rows only. */
  int finished() {
    return (int) lines().stream().filter(line -> line.startsWith(TRIAL)).count();
  }

  /** Every answered trial by id, with its latest row. */
  Map<String, JsonNode> answered() {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    for (JsonNode row : rows("trial")) {
      if (!row.has("failure")) {
        rows.put(row.path("trial").asText(), row);
      }
    }
    return rows;
  }

  /** The rows of one kind, in the order written. */
  List<JsonNode> rows(String kind) {
    List<JsonNode> rows = new ArrayList<>();
    try {
      for (String line : lines()) {
        JsonNode row = JSON.readTree(line);
        if (row.path("row").asText().equals(kind)) {
          rows.add(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** Leaves what a machine that lost its power while a row was written leaves: half a line. */
  void tear() throws IOException {
    String line = lines().get(0);
    Files.writeString(path, line.substring(0, line.length() / 2), StandardOpenOption.APPEND);
  }

  private List<String> lines() {
    try {
      String text = Files.readString(path, StandardCharsets.UTF_8);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
