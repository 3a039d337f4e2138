package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An error as a server of OpenAI's dialect states it.
 *
 * @param names the provider's code and type as they came, most telling first
 * @param number the code where it is a number between 400 and 599: the status that is meant
 * @param detail everything that was said, for waits and for marks of moderation
 */
record ApiError(
    List<String> names,
    OptionalInt number,
    Optional<String> param,
    String message,
    JsonNode detail) {
  private static final JsonNode NOTHING = MissingNode.getInstance();

  ApiError {
    names = List.copyOf(names);
  }

  /** Words without a structure. */
  static ApiError said(String message) {
    return new ApiError(List.of(), OptionalInt.empty(), Optional.empty(), message, NOTHING);
  }

  /** The error in a reply or a choice; an empty or null one is none. */
  static Optional<ApiError> in(JsonNode node) {
    if (node.isArray()) return node.isEmpty() ? Optional.empty() : in(node.get(0));
    // Older vLLM servers: the reply itself is the error.
    if (node.path("object").asText().equals("error")) return Optional.of(of(node));
    JsonNode error = node.path("error");
    if (error.isArray() && !error.isEmpty()) error = error.get(0);
    if (error.isObject()) return error.isEmpty() ? Optional.empty() : Optional.of(of(error));
    if (error.isTextual()) {
      return error.asText().isBlank() ? Optional.empty() : Optional.of(said(error.asText()));
    }
    boolean isThere = error.isNumber() || (error.isBoolean() && error.asBoolean());
    return isThere ? Optional.of(said(aside(node).message())) : Optional.empty();
  }

  /** What a reply says outside the field for errors, as frameworks and gateways do. */
  static ApiError aside(JsonNode root) {
    return Stream.of("message", "detail", "error_description")
        .map(root::path)
        .filter(field -> !field.isMissingNode() && !field.isNull())
        .findFirst()
        .map(field -> said(field.isTextual() ? field.asText() : field.toString()))
        .orElseGet(() -> said(root.toString()));
  }

  private static ApiError of(JsonNode error) {
    JsonNode code = error.path("code");
    List<String> names =
        // Azure may name the filter that refused in the inner error alone.
        Stream.of(code, error.path("innererror").path("code"), error.path("type"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .filter(name -> !name.isBlank())
            .toList();
    JsonNode message = error.path("message");
    return new ApiError(
        names,
        status(code),
        Optional.of(error.path("param")).filter(JsonNode::isTextual).map(JsonNode::asText),
        (message.isTextual() ? message.asText() : error.toString()) + upstream(error),
        error);
  }

  /**
   * What a gateway's upstream said; the gateway's own words are often only that it said something.
   */
  private static String upstream(JsonNode error) {
    JsonNode metadata = error.path("metadata");
    JsonNode raw = metadata.path("raw");
    if (raw.isMissingNode() || raw.isNull()) return "";
    String name = metadata.path("provider_name").asText("upstream");
    return " (" + name + ": " + (raw.isTextual() ? raw.asText() : raw.toString()) + ")";
  }

  /** The error of a gateway's upstream, if it came along whole. */
  Optional<ApiError> upstream() {
    JsonNode raw = detail.path("metadata").path("raw");
    return raw.isTextual()
        ? ReplyJson.parse(raw.asText()).flatMap(ApiError::in)
        : Optional.of(raw).filter(JsonNode::isObject).flatMap(ApiError::in);
  }

  private static OptionalInt status(JsonNode code) {
    int number = code.asInt(0);
    return number >= 400 && number <= 599 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  boolean isNamed(Set<String> codes) {
    return names.stream().anyMatch(name -> codes.contains(name.toLowerCase(Locale.ROOT)));
  }

  /** The provider's own word for it, numbers apart. */
  Optional<String> code() {
    return names.stream().findFirst().filter(name -> !name.chars().allMatch(Character::isDigit));
  }
}
