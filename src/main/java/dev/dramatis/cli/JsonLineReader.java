package dev.dramatis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file of JSON objects, one a line, and says where one is wrong. Blank lines are left out.
 */
final class JsonLineReader implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Path named;
  private final String shape;
  private final BufferedReader reader;
  private int number;
  private String line = "";

  private JsonLineReader(Path named, String shape, BufferedReader reader) {
    this.named = named;
    this.shape = shape;
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @param named as the user wrote it, for messages
   * @param shape of a line, for messages
   * @throws IllegalArgumentException if it cannot be read
   */
  static JsonLineReader open(Path named, Path file, String shape) throws IOException {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(named + ": there is no such file.");
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(named + ": is a folder; name a file of JSON lines.");
    }
    try {
      return new JsonLineReader(named, shape, Files.newBufferedReader(file));
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(named + ": cannot be read; access is denied.", e);
    }
  }

  /**
   * Goes to the next line that is not blank.
   *
   * @return whether there is one
   */
  boolean advance() throws IOException {
    try {
      for (String next = reader.readLine(); next != null; next = reader.readLine()) {
        number++;
        line = number == 1 && next.startsWith(BYTE_ORDER_MARK) ? next.substring(1) : next;
        if (!line.isBlank()) {
          return true;
        }
      }
      return false;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          named + ": not UTF-8 after line " + number + "; save the file as UTF-8.", e);
    }
  }

  /** The line's number, from 1. */
  int number() {
    return number;
  }

  /**
   * The line's object.
   *
   * @throws IllegalArgumentException if it holds none
   */
  JsonNode object() {
    try {
      JsonNode node = JSON.readTree(line);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(where() + "not JSON; write " + shape + ".", e);
    }
    throw fault("not a JSON object");
  }

  /** Says what is wrong with the line. */
  IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(where() + what + "; write " + shape + ".");
  }

  private String where() {
    return named + ":" + number + ": ";
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
