package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedProvidersTest extends EndpointFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChatRequest SAMPLED =
      new ChatRequest(
          List.of(Message.user("Hi")),
          new Parameters(OptionalDouble.of(0.7), OptionalDouble.of(0.9), 300, List.of("END")),
          OptionalInt.of(11));

  @ParameterizedTest
  @CsvSource({
    "openrouter/qwen/qwen3-8b:free, OPENROUTER, qwen/qwen3-8b:free, max_tokens, seed",
    "openrouter/openai/gpt-4.1@http, OPENROUTER, openai/gpt-4.1@http, max_tokens, seed",
    "mistral/mistral-small-latest, MISTRAL, mistral-small-latest, max_tokens, random_seed",
    "deepseek/deepseek-chat, DEEPSEEK, deepseek-chat, max_tokens, seed",
    "together/meta-llama/Llama-3-8b, TOGETHER, meta-llama/Llama-3-8b, max_tokens, seed",
    "fireworks/accounts/a/models/m, FIREWORKS, accounts/a/models/m, max_tokens, seed",
    "groq/openai/gpt-oss-20b, GROQ, openai/gpt-oss-20b, max_completion_tokens, seed"
  })
  void sendsTheNameWholeWithItsOwnKeyAndFields(
      String name, String variables, String wireName, String tokens, String seed) throws Exception {
    this.variables.put(variables + "_API_KEY", "key-of-" + variables);
    this.variables.put(variables + "_BASE_URL", server.baseUrl() + "/own/v1/");

    LoggedRequest sent = sentBy(ModelName.parse(name));

    assertThat(sent.getUrl()).isEqualTo("/own/v1/chat/completions");
    assertThat(sent.getHeader("Authorization")).isEqualTo("Bearer key-of-" + variables);
    assertThat(JSON.readTree(sent.getBodyAsString()))
        .isEqualTo(
            JSON.readTree(
                "{\"model\":\""
                    + wireName
                    + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                    + "\"temperature\":0.7,\"top_p\":0.9,\"stop\":[\"END\"],\"stream\":false,\""
                    + tokens
                    + "\":300,\""
                    + seed
                    + "\":11}"));
  }

  @Test
  void sendsNoSeedFieldToMistralWhenThereIsNone() throws Exception {
    variables.put("MISTRAL_BASE_URL", server.baseUrl() + "/v1");
    always(200, HELLO);

    endpoints().open(ModelName.parse("mistral/m")).ask(plain(Message.user("Hi")));

    assertThat(server.findAll(postRequestedFor(anyUrl())).get(0).getBodyAsString())
        .doesNotContain("seed");
  }

  @ParameterizedTest
  @CsvSource({
    "openrouter/a/b, OPENROUTER_API_KEY",
    "mistral/a, MISTRAL_API_KEY",
    "deepseek/a, DEEPSEEK_API_KEY",
    "together/a, TOGETHER_API_KEY",
    "fireworks/a, FIREWORKS_API_KEY",
    "groq/a, GROQ_API_KEY"
  })
  void needsItsOwnKeyAtItsOwnAddress(String name, String variable) {
    assertThatThrownBy(() -> endpoints().open(ModelName.parse(name)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(name + " needs a key: set " + variable);
    variables.put(variable, "key-0123456789");
    assertThat(endpoints().open(ModelName.parse(name)).name()).isEqualTo(ModelName.parse(name));
  }

  @ParameterizedTest
  @CsvSource({
    "openrouter/a/b, OPENROUTER",
    "mistral/a, MISTRAL",
    "deepseek/a, DEEPSEEK",
    "ollama/a:7b, OLLAMA"
  })
  void neverSendsTheKeyOfAnother(String name, String own) throws Exception {
    for (String other : List.of("MISTRAL", "OPENROUTER", "DEEPSEEK", "OPENAI_COMPATIBLE")) {
      variables.put(other + "_API_KEY", "key-of-" + other);
    }
    variables.remove(own + "_API_KEY");
    variables.put(own + "_BASE_URL", server.baseUrl() + "/v1");

    LoggedRequest sent = sentBy(ModelName.parse(name));

    assertThat(sent.containsHeader("Authorization")).isFalse();
    assertThat(sent.containsHeader("api-key")).isFalse();
  }

  @Test
  void neverSendsTheKeyOfANamedProviderToACompatibleServer() throws Exception {
    variables.put("MISTRAL_API_KEY", "key-of-MISTRAL");
    variables.put("MISTRAL_BASE_URL", server.baseUrl() + "/v1");
    variables.remove("OPENAI_API_KEY");

    LoggedRequest sent = sentBy(ModelName.parse("openai-compatible/m@" + server.baseUrl() + "/v1"));

    assertThat(sent.containsHeader("Authorization")).isFalse();
  }

  @Test
  void asksOllamaOnThisMachineWithoutAKey() {
    assertThat(endpoints().open(ModelName.parse("ollama/llama3.2:3b")).name().label())
        .isEqualTo("ollama/llama3.2:3b");
  }

  @ParameterizedTest
  @CsvSource({"'', /openai/v1", "/, /openai/v1", "/openai, /openai/v1", "/openai/v1/, /openai/v1"})
  void asksAzuresDeploymentWithItsKeyInItsHeader(String path, String base) throws Exception {
    variables.put("AZURE_OPENAI_API_KEY", "azure-key-0123");
    variables.put("AZURE_OPENAI_ENDPOINT", server.baseUrl() + path);

    LoggedRequest sent = sentBy(ModelName.parse("azure/my-deployment"));

    assertThat(sent.getUrl()).isEqualTo(base + "/chat/completions");
    assertThat(sent.getHeader("api-key")).isEqualTo("azure-key-0123");
    assertThat(sent.containsHeader("Authorization")).isFalse();
    JsonNode body = JSON.readTree(sent.getBodyAsString());
    assertThat(body.path("model").asText()).isEqualTo("my-deployment");
    assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(300);
  }

  @Test
  void saysWhatAzureNeeds() {
    ModelName name = ModelName.parse("azure/d");

    assertThatThrownBy(() -> endpoints().open(name))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("azure/d has no address: set AZURE_OPENAI_ENDPOINT");
    variables.put("AZURE_OPENAI_ENDPOINT", "https://res.openai.azure.com");
    assertThatThrownBy(() -> endpoints().open(name))
        .hasMessageContaining("azure/d needs a key: set AZURE_OPENAI_API_KEY");
    variables.put("AZURE_OPENAI_API_KEY", "azure-key-0123");
    assertThat(endpoints().open(name).name()).isEqualTo(name);
  }

  @Test
  void sendsWhatPinsARouterToItsUpstream() throws Exception {
    variables.put("OPENROUTER_BASE_URL", server.baseUrl() + "/v1");
    always(200, HELLO);
    Map<String, Object> pinned =
        Map.of(
            "provider",
            Map.of(
                "order",
                List.of("together"),
                "allow_fallbacks",
                false,
                "require_parameters",
                true));

    endpoints()
        .open(
            ModelName.parse("openrouter/a/b:nitro"),
            new ModelSettings(Optional.empty(), Optional.empty(), pinned))
        .ask(SAMPLED);

    JsonNode sent =
        JSON.readTree(server.findAll(postRequestedFor(anyUrl())).get(0).getBodyAsString());
    assertThat(sent.path("provider").path("order").path(0).asText()).isEqualTo("together");
    assertThat(sent.path("provider").path("allow_fallbacks").asBoolean(true)).isFalse();
    assertThat(sent.path("provider").path("require_parameters").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "mistral/m, MISTRAL, Set MISTRAL_API_KEY.",
    "ollama/m, OLLAMA, set OPENAI_COMPATIBLE_API_KEY."
  })
  void saysWhichKeyAServerWants(String name, String variables, String advice) throws Exception {
    this.variables.put(variables + "_BASE_URL", server.baseUrl() + "/v1");
    always(401, "{\"message\":\"Unauthorized\"}");

    CallResult result = endpoints().open(ModelName.parse(name)).ask(SAMPLED);

    assertThat(((FailedCall) result).message()).contains("Unauthorized").contains(advice);
  }

  private LoggedRequest sentBy(ModelName name) throws InterruptedException {
    always(200, HELLO);
    CallResult result = endpoints().open(name).ask(SAMPLED);
    assertThat(result).isInstanceOf(Response.class);
    List<LoggedRequest> sent = server.findAll(postRequestedFor(anyUrl()));
    assertThat(sent).hasSize(1);
    return sent.get(0);
  }
}
