package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a model answered from the first choice of a reply. Any finish reason is let through as
 * it came; a few are known to mean something.
 */
final class ChoiceReader {
  /** The last one is Mistral's for a full context. */
  private static final Set<String> LENGTH = Set.of("length", "max_tokens", "model_length");

  /**
   * The first is of OpenRouter and Mistral, the second DeepSeek's for a server out of resources.
   */
  private static final Set<String> FAULT = Set.of("error", "insufficient_system_resource");

  private static final String FILTER = "content_filter";

  private ChoiceReader() {}

  static ReplyJudgement read(JsonNode root, JsonNode choice) {
    Optional<String> finish = text(choice.path("finish_reason"));
    if (finish.filter(FAULT::contains).isPresent()) {
      return ReplyJudgement.Again.unreadable("the model stopped with \"" + finish.get() + "\"");
    }
    JsonNode message = choice.path("message");
    String content = content(message.path("content"), "text");
    String refusal =
        text(message.path("refusal")).orElse(content(message.path("content"), "refusal"));
    if (finish.filter(FILTER::equals).isPresent()) {
      String partial = content.isEmpty() ? refusal : content;
      return refusal(root, finish, partial, Response.RefusalSource.PROVIDER_FILTER);
    }
    // Before the length: a refusal that was cut is a refusal still.
    if (!refusal.isBlank()) {
      return refusal(root, finish, refusal, Response.RefusalSource.MODEL);
    }
    if (finish.filter(LENGTH::contains).isPresent()) {
      return answer(root, finish, content, Response.Outcome.TRUNCATED, Optional.empty());
    }
    if (!message.isObject()) {
      return ReplyJudgement.Again.unreadable("the reply has a choice without a message");
    }
    // Reasoning without an answer leaves the answer empty; it is never taken for the answer.
    var outcome = content.isBlank() ? Response.Outcome.EMPTY : Response.Outcome.TEXT;
    return answer(root, finish, content, outcome, Optional.empty());
  }

  private static ReplyJudgement refusal(
      JsonNode root, Optional<String> finish, String text, Response.RefusalSource source) {
    return answer(root, finish, text, Response.Outcome.REFUSAL, Optional.of(source));
  }

  private static ReplyJudgement answer(
      JsonNode root,
      Optional<String> finish,
      String text,
      Response.Outcome outcome,
      Optional<Response.RefusalSource> source) {
    return new ReplyJudgement.Answer(
        outcome,
        text,
        source,
        finish,
        UsageReader.read(root.path("usage")),
        Served.UNKNOWN
            .withModel(text(root.path("model")))
            .withFingerprint(text(root.path("system_fingerprint"))),
        List.of());
  }

  /**
   * Text, or the parts of a kind in a list of parts, joined; parts of other kinds are no answer.
   */
  private static String content(JsonNode content, String kind) {
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

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node)
        .filter(JsonNode::isValueNode)
        .filter(value -> !value.isNull())
        .map(JsonNode::asText)
        .filter(value -> !value.isEmpty());
  }
}
