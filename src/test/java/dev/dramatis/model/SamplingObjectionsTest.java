package dev.dramatis.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.suite.Parameters;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingObjectionsTest extends EndpointFixture {
  private static final Parameters DEFAULT = sampled(1.0, 1.0);
  private static final Parameters COLD = sampled(0.7, 1.0);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-5",
        "gpt-5-2025-08-07",
        "gpt-5-mini",
        "GPT-5-nano",
        "o3",
        "o3-mini",
        "o4-mini-2025-04-16",
        "o1",
        "gpt-5-pro",
        "o3-deep-research",
        "ft:o4-mini-2025-04-16:org::id",
        "gpt-5-codex"
      })
  void objectsToAnyTemperatureButOneWhereNoOtherIsTaken(String model) {
    assertThat(objections(model, COLD, Map.of()))
        .singleElement()
        .asString()
        .contains("takes no temperature but 1, and temperature 0.7", "set it to 1 or leave it out");
    assertThat(objections(model, sampled(1.0, 0.9), Map.of()))
        .singleElement()
        .asString()
        .contains("topP 0.9");
    assertThat(objections(model, DEFAULT, Map.of())).isEmpty();
    assertThat(objections(model, sampled(0, 0.5), Map.of())).hasSize(2);
    assertThat(open(model, Map.of()).objections(DEFAULT, true))
        .singleElement()
        .asString()
        .contains("gives no log-probabilities");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.1, '', false",
    "gpt-5.2-2025-12-11, '', false",
    "gpt-5.1, none, false",
    "gpt-5.1, low, true",
    "gpt-5.4, none, false",
    "gpt-5.4, '', true",
    "gpt-5.5-mini, high, true"
  })
  void objectsToOtherTemperaturesOnlyWhileALaterModelReasons(
      String model, String effort, boolean objects) {
    Map<String, Object> body = effort.isEmpty() ? Map.of() : Map.of("reasoning_effort", effort);

    assertThat(objections(model, COLD, body)).hasSize(objects ? 1 : 0);
    assertThat(open(model, body).objections(DEFAULT, true)).hasSize(objects ? 1 : 0);
    assertThat(objections(model, DEFAULT, body)).isEmpty();
    if (objects) {
      assertThat(objections(model, COLD, body).get(0)).contains("set reasoning_effort to none");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5, true",
    "gpt-5.1, true",
    "o3-mini, true",
    "o4-mini, true",
    "o1, false",
    "gpt-4.1, false",
    "gpt-5-chat-latest, false"
  })
  void objectsToStopTextsOfNewerReasoningModels(String model, boolean objects) {
    Parameters stopped =
        new Parameters(OptionalDouble.empty(), OptionalDouble.empty(), 300, List.of("END"));

    assertThat(objections(model, stopped, Map.of())).hasSize(objects ? 1 : 0);
  }

  @Test
  void objectsToStopTextsWhereTheApiHasNone() {
    Parameters stopped =
        new Parameters(OptionalDouble.empty(), OptionalDouble.empty(), 300, List.of("END"));
    var responses =
        new ModelSettings(
            Optional.empty(), Optional.empty(), Map.of(), Optional.of(OpenAiApi.RESPONSES));

    assertThat(endpoints().open(ModelName.parse("openai/gpt-4.1"), responses).objections(stopped))
        .singleElement()
        .asString()
        .contains("/responses, which has no stop texts");
  }

  @Test
  void readsTheEffortAsTheOtherApiHasIt() {
    var body = Map.<String, Object>of("reasoning", Map.of("effort", "none"));

    assertThat(objections("gpt-5.3-codex", COLD, body)).isEmpty();
    assertThat(objections("gpt-5.3-codex", COLD, Map.of()))
        .singleElement()
        .asString()
        .contains("set reasoning: {effort: none}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai/gpt-4.1",
        "openai/gpt-4o-mini",
        "openai/gpt-5-chat-latest",
        "openai/gpt-9",
        "openai/o30",
        "openai/something-new",
        "openai/ft:gpt-4.1:org::id",
        "openrouter/openai/gpt-5",
        "mistral/gpt-5"
      })
  void objectsToNothingOfAModelThatItDoesNotKnow(String name) {
    variables.put("OPENROUTER_API_KEY", "key-0123456789");
    variables.put("MISTRAL_API_KEY", "key-0123456789");
    Endpoint endpoint = endpoints().open(ModelName.parse(name));
    Parameters everything =
        new Parameters(OptionalDouble.of(0), OptionalDouble.of(0.5), 300, List.of("END"));

    assertThat(endpoint.objections(everything)).isEmpty();
    assertThat(endpoint.objections(everything, true)).isEmpty();
  }

  @Test
  void knowsAzuresDeploymentsThatAreNamedAsTheirModels() {
    variables.put("AZURE_OPENAI_BASE_URL", server.baseUrl() + "/openai/v1");

    assertThat(endpoints().open(ModelName.parse("azure/gpt-5-mini")).objections(COLD)).hasSize(1);
    assertThat(endpoints().open(ModelName.parse("azure/mine")).objections(COLD)).isEmpty();
  }

  @Test
  void saysWhereEachRowOfTheTableIsFrom() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/model/openai-models.json")) {
      JsonNode rows = new ObjectMapper().readTree(in).path("models");
      assertThat(rows).isNotEmpty();
      for (JsonNode row : rows) {
        assertThat(row.path("source").asText()).startsWith("https://");
        assertThat(LocalDate.parse(row.path("checked").asText())).isAfter("2026-01-01");
        assertThat(row.path("match")).isNotEmpty();
      }
    }
  }

  private List<String> objections(String model, Parameters parameters, Map<String, Object> body) {
    return open(model, body).objections(parameters);
  }

  private Endpoint open(String model, Map<String, Object> body) {
    return endpoints()
        .open(
            ModelName.parse("openai/" + model),
            new ModelSettings(Optional.empty(), Optional.empty(), body));
  }

  private static Parameters sampled(double temperature, double topP) {
    return new Parameters(OptionalDouble.of(temperature), OptionalDouble.of(topP), 300, List.of());
  }
}
