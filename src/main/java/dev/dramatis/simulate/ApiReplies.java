package dev.dramatis.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lists and refusals in OpenAI's shape. */
final class ApiReplies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_LISTED = 100;

  private ApiReplies() {}

  /** The part of a list that a request asks for, by {@code limit} and {@code after}. */
  static <T> ChatApi.Reply page(
      List<T> all,
      Function<T, String> id,
      Function<T, ObjectNode> shown,
      Map<String, String> query) {
    int limit = MOST_LISTED;
    try {
      limit =
          Math.max(1, Math.min(MOST_LISTED, Integer.parseInt(query.getOrDefault("limit", "20"))));
    } catch (NumberFormatException e) {
      return refused("limit", "\"limit\" is a number.");
    }
    int from = 0;
    String after = query.get("after");
    if (after != null) {
      for (int i = 0; i < all.size(); i++) {
        from = id.apply(all.get(i)).equals(after) ? i + 1 : from;
      }
    }
    ArrayNode data = JSON.createArrayNode();
    all.stream().skip(from).limit(limit).map(shown).forEach(data::add);
    return list(data, from + limit < all.size());
  }

  /** A list as it is. */
  static ChatApi.Reply list(ArrayNode data, boolean more) {
    ObjectNode body = JSON.createObjectNode().put("object", "list");
    body.set("data", data);
    body.put("has_more", more);
    return new ChatApi.Reply(200, body);
  }

  /**
   * A request that asks for what cannot be.
   *
   * @param param that is at fault; empty for none
   */
  static ChatApi.Reply refused(String param, String message) {
    return ChatApi.error(
        400,
        "invalid_request_error",
        param.isEmpty() ? Optional.empty() : Optional.of(param),
        "",
        message);
  }

  /** A request for what is not there. */
  static ChatApi.Reply missing(String what, String id) {
    return ChatApi.error(
        404, "invalid_request_error", Optional.empty(), "", "No such " + what + ": " + id + ".");
  }
}
