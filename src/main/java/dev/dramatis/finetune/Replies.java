package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads replies of providers, in which anything may be missing, and begins what is sent. */
final class Replies {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Replies() {}

  /** An empty object, to be filled and sent. */
  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** A field as text; empty where it is missing, null or neither text nor a whole number. */
  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() || value.isIntegralNumber() ? value.asText() : "";
  }

  /**
   * What a list holds; absent where the reply is none. A reply that says nothing of a list must not
   * pass for an empty one: what is not found there would be made again.
   *
   * @param field that holds the entries; null stands for none, as servers in Go write it
   */
  static Optional<List<JsonNode>> entries(JsonNode reply, String field) {
    JsonNode list = reply.isArray() ? reply : reply.path(field);
    if (!list.isArray() && !list.isNull()) {
      return Optional.empty();
    }
    List<JsonNode> entries = new ArrayList<>();
    list.forEach(entries::add);
    return Optional.of(entries);
  }

  /** The id of what was made; without one nobody knows what came of it. */
  static Attempt<String> id(Attempt<JsonNode> attempt) {
    return attempt.then(
        reply -> {
          String id = text(reply, "id");
          return id.isEmpty()
              ? new Attempt.Unknown<>("the reply names no id")
              : new Attempt.Done<>(id);
        });
  }

  /** A job as a provider describes it; a reply that names none says nothing of it. */
  static Attempt<JobState> job(
      Attempt<JsonNode> attempt, Function<JsonNode, JobState> reader, String provider) {
    return attempt.then(
        reply -> {
          JobState job = reader.apply(reply);
          return job.id().isEmpty()
              ? new Attempt.Unknown<>(provider + " knows no such job, or names none")
              : new Attempt.Done<>(job);
        });
  }

  /** A piece of an address, whatever stands in it. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
