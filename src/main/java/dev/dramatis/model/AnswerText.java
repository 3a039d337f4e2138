package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the text of a message that is written whole or in parts. */
final class AnswerText {
  private AnswerText() {}

  /**
   * Text, or the parts of a kind in a list of parts, joined; parts of other kinds are no answer.
   *
   * @param kind {@code text} (which {@code output_text} is too) or {@code refusal}
   */
  static String in(JsonNode content, String kind) {
    if (content.isTextual()) return kind.equals("text") ? content.asText() : "";
    var joined = new StringBuilder();
    for (JsonNode part : content) {
      if (part.isTextual() && kind.equals("text")) joined.append(part.asText());
      String type = part.path("type").asText("text");
      boolean isKind = type.equals(kind) || (kind.equals("text") && type.equals("output_text"));
      JsonNode inside = part.path(kind);
      if (isKind && inside.isTextual()) joined.append(inside.asText());
    }
    return joined.toString();
  }
}
