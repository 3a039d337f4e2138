package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.model.Tokens;
import dev.dramatis.suite.Episode;
import dev.dramatis.suite.Speaker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  private EpisodeFile(byte[] bytes, String sha256, int episodes, long tokens) {
    this.bytes = bytes;
    this.sha256 = sha256;
    this.episodes = episodes;
    this.tokens = tokens;
  }

  /** Writes episodes out. */
  public static EpisodeFile of(List<Episode> episodes) {
    StringBuilder text = new StringBuilder();
    long tokens = 0;
    for (Episode episode : episodes) {
      ObjectNode line = JSON.createObjectNode();
      ArrayNode messages = line.putArray("messages");
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
      text.append(line).append('\n');
      tokens += Tokens.estimate(episode.messages());
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return new EpisodeFile(bytes, sha256(bytes), episodes.size(), tokens);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
}
