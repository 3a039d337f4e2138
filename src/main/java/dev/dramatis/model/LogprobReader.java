package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the log-probabilities of OpenAI's dialect. */
final class LogprobReader {
  /** OpenAI and vLLM write this for a token that is not among the likeliest, or impossible. */
  private static final double SENTINEL = -9999.0;

  private LogprobReader() {}

  /**
   * The tokens in a list of them; none at all if any of them cannot be read, since a gap would move
   * those that follow.
   */
  static List<TokenChoice> read(JsonNode content) {
    var tokens = new ArrayList<TokenChoice>();
    for (JsonNode place : content) {
      JsonNode token = place.path("token");
      JsonNode logprob = place.path("logprob");
      if (!token.isTextual() || !isNumber(logprob)) return List.of();
      tokens.add(
          new TokenChoice(
              token.asText(),
              Math.max(logprob.asDouble(), SENTINEL),
              top(place.path("top_logprobs"))));
    }
    return tokens;
  }

  /** Of two tokens that are written alike, as parts of characters are, the likelier. */
  private static Map<String, Double> top(JsonNode alternatives) {
    var top = new LinkedHashMap<String, Double>();
    for (JsonNode alternative : alternatives) {
      JsonNode token = alternative.path("token");
      JsonNode logprob = alternative.path("logprob");
      boolean isKnown = isNumber(logprob) && logprob.asDouble() > SENTINEL;
      if (token.isTextual() && isKnown) top.merge(token.asText(), logprob.asDouble(), Math::max);
    }
    return top;
  }

  private static boolean isNumber(JsonNode node) {
    return node.isNumber() && !Double.isNaN(node.asDouble());
  }
}
