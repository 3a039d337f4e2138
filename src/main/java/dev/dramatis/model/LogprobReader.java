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

  /**
   * The tokens of {@code /v1/completions}: lists beside each other of tokens, of their
   * log-probabilities, and of the likeliest at each place. The first of an echoed text has none.
   */
  static List<TokenChoice> readLists(JsonNode lists) {
    var tokens = new ArrayList<TokenChoice>();
    JsonNode written = lists.path("tokens");
    for (int place = 0; place < written.size(); place++) {
      JsonNode token = written.path(place);
      JsonNode logprob = lists.path("token_logprobs").path(place);
      if (!token.isTextual() || !isNumber(logprob)) return List.of();
      var top = new LinkedHashMap<String, Double>();
      lists
          .path("top_logprobs")
          .path(place)
          .properties()
          .forEach(
              entry -> {
                boolean isKnown =
                    isNumber(entry.getValue()) && entry.getValue().asDouble() > SENTINEL;
                if (isKnown) top.put(entry.getKey(), entry.getValue().asDouble());
              });
      tokens.add(new TokenChoice(token.asText(), Math.max(logprob.asDouble(), SENTINEL), top));
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
