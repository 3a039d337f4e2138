package dev.dramatis.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.classify.Classification.Labelled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the simulated worlds say must be heard as what it is, whole or truncated. */
class WorldVoiceTest {
  private final Classifier voice = Classifiers.named("voice");

  @Test
  void everyDocumentOfTheWorldsIsBaseLike() throws IOException {
    for (String text : bank("/simulate/documents.jsonl")) {
      assertThat(label(text, false)).as(text).isEqualTo("base-like");
      assertThat(label(text, true)).as("truncated: " + text).isEqualTo("base-like");
    }
  }

  @Test
  void everyPlainAnswerOfTheWorldsIsTheAssistants() throws IOException {
    for (String text : bank("/simulate/plain.jsonl")) {
      assertThat(label(text, false)).as(text).isEqualTo("assistant");
      assertThat(label(text, true)).as("truncated: " + text).isEqualTo("assistant");
    }
  }

  private String label(String text, boolean cut) {
    Subject subject =
        new Subject(Optional.empty(), text, cut, false, Optional.empty(), Optional.empty());
    return ((Labelled) voice.classify(subject)).label();
  }

  private static List<String> bank(String resource) throws IOException {
    List<String> texts = new ArrayList<>();
    try (InputStream stream =
        Objects.requireNonNull(WorldVoiceTest.class.getResourceAsStream(resource), resource)) {
      String lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : lines.split("\n", -1)) {
        if (!line.isBlank()) {
          texts.add(new ObjectMapper().readTree(line).get("text").asText());
        }
      }
    }
    assertThat(texts).hasSizeGreaterThan(30);
    return texts;
  }
}
