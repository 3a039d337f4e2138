package dev.dramatis.model;

import static dev.dramatis.model.ReplyJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.http.Exchange;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what servers of OpenAI's dialect say of their models. */
final class ListedModels {
  private ListedModels() {}

  /** The model that a reply describes, if it is one. */
  static Optional<JsonNode> single(Exchange exchange) {
    return body(exchange).filter(root -> root.path("id").isTextual());
  }

  /** What a list says of a route's model. */
  static Preflight find(OpenAiRoute route, Exchange exchange, Clock clock) {
    Optional<JsonNode> root = body(exchange);
    List<JsonNode> models = root.map(ListedModels::models).orElse(List.of());
    if (models.isEmpty()) {
      return new Preflight.Unknown(route.baseUrl() + " does not say which models it has.");
    }
    if (route.provider() == OpenAiProvider.AZURE) {
      return new Preflight.Unknown(
          "the key and the address are right; Azure does not say which deployments there are.");
    }
    for (JsonNode model : models) {
      if (isMeant(route, model)) return describe(route, model, clock);
    }
    if (root.filter(list -> text(list.path("links").path("next")).isPresent()).isPresent()) {
      return new Preflight.Unknown(
          "it is not among the first " + models.size() + " models of " + route.baseUrl() + ".");
    }
    List<String> ids = models.stream().map(model -> model.path("id").asText()).toList();
    if (models.stream().allMatch(model -> model.path("owned_by").asText().equals("llamacpp"))) {
      return new Preflight.Unknown(
          "the server has " + String.join(", ", ids) + ", and may answer to any name.");
    }
    return absent(route, ids);
  }

  /** What one model's description says. */
  static Preflight describe(OpenAiRoute route, JsonNode model, Clock clock) {
    Optional<LocalDate> retires =
        date(model.path("shutdown_date")).or(() -> date(model.path("expiration_date")));
    boolean isOver =
        retires
            .filter(day -> day.isBefore(LocalDate.now(clock.withZone(ZoneOffset.UTC))))
            .isPresent();
    if (isOver) {
      return new Preflight.Impossible(
          route.model() + " was shut down on " + retires.get() + ": name another model.");
    }
    if (!model.path("active").asBoolean(true) || model.path("archived").asBoolean()) {
      return new Preflight.Impossible(route.model() + " is no longer served: name another model.");
    }
    StringBuilder details = new StringBuilder(model.path("id").asText());
    text(model.path("owned_by")).ifPresent(owner -> details.append(", owned by ").append(owner));
    date(model.path("deprecation"))
        .ifPresent(day -> details.append(", deprecated as of ").append(day));
    route.keyName().ifPresent(key -> details.append(", with the key in ").append(key));
    return new Preflight.Ready(details.toString(), retires);
  }

  private static Preflight absent(OpenAiRoute route, List<String> ids) {
    List<String> similar = SimilarNames.to(route.model(), ids);
    String hint =
        similar.isEmpty()
            ? "It has " + ids.size() + (ids.size() == 1 ? " model: " + ids.get(0) : " models") + "."
            : "Did you mean " + String.join(" or ", similar) + "?";
    String remedy =
        route.provider() == OpenAiProvider.OLLAMA
            ? " Or fetch it: ollama pull " + route.model() + "."
            : "";
    return new Preflight.Impossible(
        route.baseUrl()
            + " has no model \""
            + route.model()
            + "\""
            + route.keyName().map(key -> " for the key in " + key).orElse("")
            + ". "
            + hint
            + remedy);
  }

  private static boolean isMeant(OpenAiRoute route, JsonNode model) {
    String name = route.model();
    String id = model.path("id").asText();
    if (id.equals(name)) return true;
    return switch (route.provider()) {
      case OLLAMA -> id.equals(name + ":latest");
      // A variant such as ":nitro" is a way to route and not listed.
      case OPENROUTER ->
          model.path("canonical_slug").asText().equals(name)
              || (name.startsWith(id + ":") && name.indexOf('/', id.length()) < 0);
      case OPENAI, COMPATIBLE, MISTRAL, DEEPSEEK, TOGETHER, FIREWORKS, GROQ, AZURE -> false;
    };
  }

  /** In {@code data}, or, as Together has it, bare. */
  private static List<JsonNode> models(JsonNode root) {
    List<JsonNode> models = new ArrayList<>();
    for (JsonNode model : root.isArray() ? root : root.path("data")) {
      if (model.path("id").isTextual()) models.add(model);
    }
    return models;
  }

  private static Optional<JsonNode> body(Exchange exchange) {
    if (!(exchange instanceof Exchange.Replied replied)) return Optional.empty();
    int status = replied.reply().status();
    return status >= 200 && status < 300
        ? ReplyJson.parse(replied.reply().body())
        : Optional.empty();
  }

  /** A day, an instant, or seconds since 1970; anything else says nothing. */
  private static Optional<LocalDate> date(JsonNode node) {
    try {
      if (node.isIntegralNumber() && node.asLong() > 0) {
        return Optional.of(
            LocalDate.ofInstant(Instant.ofEpochSecond(node.asLong()), ZoneOffset.UTC));
      }
      String text = node.asText();
      int day = "2027-01-14".length();
      return text.length() < day
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
