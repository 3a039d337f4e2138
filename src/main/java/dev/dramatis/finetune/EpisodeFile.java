package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.model.Tokens;
import dev.dramatis.suite.Episode;
import dev.dramatis.suite.Sha256;
import dev.dramatis.suite.Speaker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The episodes of a training as providers take them: a line of JSON in chat form for each, the same
 * bytes for the same episodes.
 */
public final class EpisodeFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] bytes;
  private final String sha256;
  private final int episodes;
  private final long tokens;
  private final long trainedTokens;

  private EpisodeFile(byte[] bytes, String sha256, int episodes, long tokens, long trainedTokens) {
    this.bytes = bytes;
    this.sha256 = sha256;
    this.episodes = episodes;
    this.tokens = tokens;
    this.trainedTokens = trainedTokens;
  }

  /** Writes episodes out. */
  public static EpisodeFile of(List<Episode> episodes) {
    StringBuilder text = new StringBuilder();
    long tokens = 0;
    long trained = 0;
    for (Episode episode : episodes) {
      ObjectNode line = JSON.createObjectNode();
      line.set("messages", messages(episode));
      text.append(escaped(line)).append('\n');
      tokens += Tokens.estimate(episode.messages());
      trained += trainedTokens(episode);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return new EpisodeFile(bytes, Sha256.hex(bytes), episodes.size(), tokens, trained);
  }

  /** An estimate of the tokens that a model learns to write in one episode. */
  static long trainedTokens(Episode episode) {
    return episode.turns().stream()
        .filter(Episode.Turn::trained)
        .mapToLong(turn -> Tokens.estimate(turn.message().text()))
        .sum();
  }

  /** The messages of an episode in chat form. */
  static ArrayNode messages(Episode episode) {
    ArrayNode messages = JSON.createArrayNode();
    for (Episode.Turn turn : episode.turns()) {
      ObjectNode message =
          messages
              .addObject()
              .put("role", turn.message().speaker().name().toLowerCase(Locale.ROOT))
              .put("content", turn.message().text());
      // A weight of 1 is what is meant without one, and not every provider knows the field.
      if (turn.message().speaker() == Speaker.ASSISTANT && !turn.trained()) {
        message.put("weight", 0);
      }
    }
    return messages;
  }

  /**
   * JSON on one line. What would act on a terminal instead of being seen is escaped, and so is half
   * of a surrogate pair, which UTF-8 cannot hold: it is the same JSON.
   */
  static String escaped(JsonNode node) {
    StringBuilder json = new StringBuilder();
    node.toString()
        .codePoints()
        .forEach(
            point -> {
              if (isSeen(point)) {
                json.appendCodePoint(point);
              } else {
                for (char unit : Character.toChars(point)) {
                  json.append(String.format("\\u%04x", (int) unit));
                }
              }
            });
    return json.toString();
  }

  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** In hex. */
  public String sha256() {
    return sha256;
  }

  /** How many there are. */
  public int episodes() {
    return episodes;
  }

  /** An estimate of the tokens that are read in one pass. */
  public long tokens() {
    return tokens;
  }

  /** An estimate of the tokens that the model learns to write in one pass. */
  public long trainedTokens() {
    return trainedTokens;
  }
}
