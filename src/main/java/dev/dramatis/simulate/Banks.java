package dev.dramatis.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts of the worlds themselves, the same for every suite.
 *
 * @param documents what is said out of character
 * @param plain what the Assistant says where a suite has no words for it; shows nothing
 */
public record Banks(List<String> documents, List<String> plain) {
  public Banks {
    documents = List.copyOf(documents);
    plain = List.copyOf(plain);
    if (documents.isEmpty() || plain.isEmpty()) {
      throw new IllegalArgumentException("a world needs documents and plain answers");
    }
  }

  /** Reads the banks that ship with the program. */
  public static Banks load() {
    return new Banks(texts("/simulate/documents.jsonl"), texts("/simulate/plain.jsonl"));
  }

  private static List<String> texts(String resource) {
    ObjectMapper mapper = new ObjectMapper();
    List<String> texts = new ArrayList<>();
    try (InputStream in = Banks.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the program");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          JsonNode row = mapper.readTree(line);
          texts.add(row.required("text").textValue());
        }
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
