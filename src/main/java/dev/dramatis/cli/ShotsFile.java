package dev.dramatis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.suite.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Exchanges that a model is shown before it is asked: JSON lines of {@code user, assistant}. */
final class ShotsFile {
  private static final String SHAPE = "{\"user\": …, \"assistant\": …}";

  private ShotsFile() {}

  /**
   * The exchanges as turns.
   *
   * @param named as the user wrote it, for messages
   * @throws IllegalArgumentException if the file cannot be used, naming the line
   */
  static List<Message> read(Path named, Path file) throws IOException {
    List<Message> messages = new ArrayList<>();
    try (JsonLineReader lines = JsonLineReader.open(named, file, SHAPE)) {
      while (lines.advance()) {
        JsonNode shot = lines.object();
        if (!shot.path("user").isTextual() || !shot.path("assistant").isTextual()) {
          throw lines.fault("a shot needs the texts \"user\" and \"assistant\"");
        }
        messages.add(Message.user(shot.path("user").asText()));
        messages.add(Message.assistant(shot.path("assistant").asText()));
      }
    }
    return messages;
  }
}
