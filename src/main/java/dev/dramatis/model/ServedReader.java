package dev.dramatis.model;

import static dev.dramatis.model.ReplyJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads who answered, and for how much, from a reply of OpenAI's dialect. */
final class ServedReader {
  private ServedReader() {}

  /**
   * What the reply and its choice say; the request's id stands in a header.
   *
   * @param choice missing where an API has none
   */
  static Served read(JsonNode root, JsonNode choice) {
    return new Served(
        text(root.path("model")),
        text(root.path("system_fingerprint")),
        Optional.empty(),
        text(root.path("provider")),
        text(root.path("service_tier")),
        text(choice.path("native_finish_reason")),
        cost(root.path("usage")));
  }

  /**
   * OpenRouter's {@code usage.cost}, in credits, each of which is a dollar. Where the key of the
   * upstream is the user's own, that is OpenRouter's fee alone, and the upstream's charge comes on
   * top.
   */
  private static OptionalDouble cost(JsonNode usage) {
    JsonNode cost = usage.path("cost");
    if (!isAmount(cost)) return OptionalDouble.empty();
    if (!usage.path("is_byok").asBoolean()) return OptionalDouble.of(cost.asDouble());
    JsonNode upstream = usage.path("cost_details").path("upstream_inference_cost");
    return isAmount(upstream)
        ? OptionalDouble.of(cost.asDouble() + upstream.asDouble())
        : OptionalDouble.empty();
  }

  private static boolean isAmount(JsonNode node) {
    return node.isNumber() && node.asDouble() >= 0 && Double.isFinite(node.asDouble());
  }
}
