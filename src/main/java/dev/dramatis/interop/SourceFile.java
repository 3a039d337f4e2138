package dev.dramatis.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;

/** Other people's files, within bounds. */
final class SourceFile {
  static final long LARGEST = 64L << 20;
  static final int MOST_ROWS = 200_000;

  /** The emergent-misalignment questions repeat a judge's prompt by more than SnakeYAML's fifty. */
  private static final int MOST_ALIASES = 5000;

  /** Other programs write numbers that are none as bare words. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private SourceFile() {}

  /** Takes rows one at a time. */
  interface Rows {
    void take(JsonNode row, int line);
  }

  /** Sees that a file is there and not too large. */
  static void check(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InteropException(file + ": there is no such file.");
    }
    if (Files.size(file) > LARGEST) {
      throw new InteropException(file + ": larger than 64 MB; take a part of it.");
    }
  }

  /** Every line that is not blank, as JSON. */
  static void jsonLines(Path file, Rows rows) throws IOException {
    check(file);
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (number > MOST_ROWS) {
          throw new InteropException(file + ": more than " + MOST_ROWS + " lines.");
        }
        if (!line.isBlank()) {
          try {
            rows.take(JSON.readTree(line), number);
          } catch (JsonProcessingException e) {
            throw new InteropException(
                file + ":" + number + ": not a line of JSON: " + e.getOriginalMessage(), e);
          }
        }
      }
    }
  }

  /** A whole YAML file. */
  static JsonNode yaml(Path file) throws IOException {
    check(file);
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit((int) LARGEST);
    YAMLMapper mapper = new YAMLMapper(YAMLFactory.builder().loaderOptions(options).build());
    try {
      return mapper.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new InteropException(
          file + ":" + line + ": not YAML that can be read: " + e.getOriginalMessage(), e);
    }
  }

  /** A whole JSON file. */
  static JsonNode json(Path file) throws IOException {
    check(file);
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new InteropException(
          file
              + ":"
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": not JSON: "
              + e.getOriginalMessage(),
          e);
    }
  }
}
