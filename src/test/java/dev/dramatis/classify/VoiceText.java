package dev.dramatis.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A text labelled by hand, with the prompt that it answers where one was written. */
record VoiceText(String label, Optional<String> subtype, Optional<String> prompt, String text) {
  private static final String RESOURCE = "/classify/voice-development.jsonl";

  static List<VoiceText> all() {
    ObjectMapper mapper = new ObjectMapper();
    List<VoiceText> texts = new ArrayList<>();
    try (InputStream stream =
        Objects.requireNonNull(VoiceText.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      String lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : lines.split("\n", -1)) {
        if (!line.isBlank()) {
          JsonNode row = mapper.readTree(line);
          texts.add(
              new VoiceText(
                  row.get("label").asText(),
                  Optional.ofNullable(row.get("subtype")).map(JsonNode::asText),
                  Optional.ofNullable(row.get("prompt")).map(JsonNode::asText),
                  row.get("text").asText()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** A quarter, chosen by the text's hash, on which no weight was ever set. */
  boolean isHeldOut() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return sha256.digest(text.getBytes(StandardCharsets.UTF_8))[0] % 4 == 0;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isBaseLike() {
    return label.equals("base-like");
  }

  Subject alone() {
    return Subject.of(text);
  }

  Subject withPrompt() {
    return new Subject(prompt, text, false, false, Optional.empty(), Optional.empty());
  }
}
