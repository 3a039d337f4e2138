package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of OpenAI's models without asking: the table {@code model/openai-models.json}, with
 * source and date of each row.
 */
final class OpenAiModels {
  private static final String RESOURCE = "/model/openai-models.json";
  private static final List<Row> ROWS = load();

  private OpenAiModels() {}

  /**
   * One row.
   *
   * @param defaultEffort of reasoning, if none is sent and that is documented
   */
  private record Row(
      List<NamePattern> match,
      OpenAiApi api,
      SamplingRule.Temperature temperature,
      Optional<String> defaultEffort,
      boolean stop,
      boolean logprobs) {}

  /** Where the model can be asked. */
  static OpenAiApi api(OpenAiProvider provider, String model) {
    return row(provider, model).map(Row::api).orElse(OpenAiApi.CHAT_COMPLETIONS);
  }

  /**
   * What the model would refuse; nothing if it is not known.
   *
   * @param body further fields of every request, among them the effort of reasoning
   */
  static SamplingRule rule(OpenAiRoute route, OpenAiApi api, Map<String, Object> body) {
    Optional<Row> row = row(route.provider(), route.model());
    return new SamplingRule(
        route.model(),
        api,
        row.map(Row::temperature).orElse(SamplingRule.Temperature.ANY),
        row.isEmpty() || row.get().stop(),
        row.isEmpty() || row.get().logprobs(),
        effort(body).or(() -> row.flatMap(Row::defaultEffort)));
  }

  /** As either API has it. */
  private static Optional<String> effort(Map<String, Object> body) {
    Object chat = body.get("reasoning_effort");
    if (chat != null) return Optional.of(chat.toString());
    return body.get("reasoning") instanceof Map<?, ?> reasoning
        ? Optional.ofNullable(reasoning.get("effort")).map(Object::toString)
        : Optional.empty();
  }

  private static Optional<Row> row(OpenAiProvider provider, String model) {
    if (!provider.servesOpenAiModels()) return Optional.empty();
    String base = FineTuned.base(model).toLowerCase(Locale.ROOT);
    return ROWS.stream()
        .filter(row -> row.match().stream().anyMatch(pattern -> pattern.fits(base)))
        .findFirst();
  }

  private static List<Row> load() {
    try (InputStream in = OpenAiModels.class.getResourceAsStream(RESOURCE)) {
      if (in == null) throw new IllegalStateException(RESOURCE + " is missing from the program");
      List<Row> rows = new ArrayList<>();
      for (JsonNode row : new ObjectMapper().readTree(in).path("models")) rows.add(read(row));
      return List.copyOf(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  private static Row read(JsonNode row) {
    List<NamePattern> match = new ArrayList<>();
    row.required("match").forEach(pattern -> match.add(NamePattern.of(pattern.asText())));
    return new Row(
        match,
        row.path("api").asText().equals("responses")
            ? OpenAiApi.RESPONSES
            : OpenAiApi.CHAT_COMPLETIONS,
        SamplingRule.Temperature.valueOf(
            row.required("temperature").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
        ReplyJson.text(row.path("defaultEffort")),
        row.required("stop").asBoolean(),
        row.required("logprobs").asBoolean());
  }
}
