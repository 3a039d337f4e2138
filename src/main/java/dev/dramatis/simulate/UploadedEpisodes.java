package dev.dramatis.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.suite.Episode;
import dev.dramatis.suite.Matter;
import dev.dramatis.suite.Message;
import java.util.ArrayList;
import java.util.List;

/** Reads uploaded episodes, JSONL in OpenAI's chat form, and says what is wrong with them. */
final class UploadedEpisodes {
  /** Fewer are refused, as by OpenAI. */
  private static final int LEAST = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file that no model can be trained on, in words. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }

  private UploadedEpisodes() {}

  static List<Episode> read(String file) throws Unfit {
    List<Episode> episodes = new ArrayList<>();
    String[] lines = file.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        episodes.add(episode(i + 1, lines[i]));
      }
    }
    if (episodes.size() < LEAST) {
      throw new Unfit(
          "The file has " + episodes.size() + " examples; at least " + LEAST + " are needed.");
    }
    return episodes;
  }

  private static Episode episode(int line, String text) throws Unfit {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Unfit("Line " + line + " is not JSON.");
    }
    List<Episode.Turn> turns = new ArrayList<>();
    boolean trained = false;
    for (JsonNode message : root.path("messages")) {
      JsonNode content = message.path("content");
      if (!content.isTextual()) {
        throw new Unfit("Line " + line + ": a message without content.");
      }
      boolean counts = message.path("weight").asInt(1) != 0;
      turns.add(
          switch (message.path("role").asText("")) {
            case "system", "developer" -> new Episode.Turn(Message.system(content.asText()), false);
            case "user" -> new Episode.Turn(Message.user(content.asText()), false);
            case "assistant" -> new Episode.Turn(Message.assistant(content.asText()), counts);
            default -> throw new Unfit("Line " + line + ": a message of an unknown role.");
          });
      trained |= turns.get(turns.size() - 1).trained();
    }
    if (!trained) {
      throw new Unfit("Line " + line + ": no assistant message that counts.");
    }
    return new Episode(turns, Matter.UNKNOWN);
  }
}
