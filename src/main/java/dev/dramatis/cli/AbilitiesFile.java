package dev.dramatis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dramatis.model.Abilities;
import dev.dramatis.suite.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads and writes what is known of models' ways of being asked. */
final class AbilitiesFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** Where a run's manifest has them. */
  private static final String IN_A_RUN = "abilities";

  private AbilitiesFile() {}

  /**
   * Reads a file of its own, or a run's manifest.
   *
   * @param named as the user named it
   * @throws IllegalArgumentException if it cannot be read or holds something else
   */
  static Abilities read(Path named, Path file) {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      JsonNode found = root.has(IN_A_RUN) ? root.get(IN_A_RUN) : root;
      Abilities abilities = JSON.treeToValue(found, Abilities.class);
      if (abilities == null) {
        throw new IllegalArgumentException(named + ": nothing stands there. " + shape());
      }
      for (Map<String, Abilities.Finding> findings : abilities.byModel().values()) {
        for (String word : findings.keySet()) {
          if (Capability.of(word).isEmpty()) {
            throw new IllegalArgumentException(
                named
                    + ": \""
                    + word
                    + "\" is no capability. Known: "
                    + String.join(", ", Capability.all())
                    + ".");
          }
        }
      }
      return abilities;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          named + ": cannot be read: " + e.getOriginalMessage() + ". " + shape(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(named + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** As it is written, for a file. */
  static String write(Abilities abilities) throws JsonProcessingException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(abilities);
  }

  private static String shape() {
    return "Write {\"PROVIDER/NAME\": {\"prefill\": {\"able\": true, \"why\": \"…\"}}}, or name a"
        + " run's run.json.";
  }
}
