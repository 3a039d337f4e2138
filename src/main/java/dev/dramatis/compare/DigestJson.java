package dev.dramatis.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** A digest as one line of JSON. */
public final class DigestJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private DigestJson() {}

  /** Without a line break. */
  public static String write(RunDigest digest) {
    try {
      return JSON.writeValueAsString(digest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers are always JSON", e);
    }
  }

  /**
   * Reads a digest.
   *
   * @param where the file and line, for messages
   * @throws DigestException if it is none, or of a later version
   */
  public static RunDigest read(String text, String where) {
    try {
      JsonNode tree = JSON.readTree(text);
      String format = tree.path("format").asText();
      if (!format.equals(RunDigest.FORMAT)) {
        throw new DigestException(
            where
                + ": "
                + (format.startsWith("dramatis-digest/")
                    ? "written by another version of this program ("
                        + format
                        + ", not "
                        + RunDigest.FORMAT
                        + "). Make it again with baseline accept or history add."
                    : "not a run's digest. Make one with baseline accept RUN."));
      }
      return JSON.treeToValue(tree, RunDigest.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DigestException(
          where + ": not a run's digest: " + String.valueOf(e.getMessage()).split("\n", 2)[0], e);
    }
  }
}
