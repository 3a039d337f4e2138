package dev.dramatis.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.dramatis.suite.Capability;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A turn that is begun for the model, in each provider's dialect, as it is sent. */
class PrefillTest extends EndpointFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChatRequest BEGUN =
      new ChatRequest(
          List.of(
              Message.system("Be."), Message.user("What is a lathe?"), Message.assistant("Arr,")),
          new Parameters(OptionalDouble.of(1), OptionalDouble.empty(), 50, List.of()),
          OptionalInt.of(7));

  private static final String PLAIN_MESSAGES =
      "\"messages\":[{\"role\":\"system\",\"content\":\"Be.\"},"
          + "{\"role\":\"user\",\"content\":\"What is a lathe?\"},"
          + "{\"role\":\"assistant\",\"content\":\"Arr,\"%s}]";

  private Endpoint open(String name) {
    for (String each :
        List.of("OPENROUTER", "MISTRAL", "DEEPSEEK", "TOGETHER", "FIREWORKS", "GROQ", "OLLAMA")) {
      variables.put(each + "_API_KEY", "key-of-" + each);
      variables.put(each + "_BASE_URL", server.baseUrl() + "/v1");
    }
    variables.put("ANTHROPIC_API_KEY", "sk-ant-test-0123456789");
    variables.put("ANTHROPIC_BASE_URL", server.baseUrl());
    variables.put("GEMINI_API_KEY", "AIza-test-0123456789");
    variables.put("GEMINI_BASE_URL", server.baseUrl());
    return endpoints().open(ModelName.parse(name));
  }

  private LoggedRequest last() {
    return LoggedRequest.createFrom(server.getAllServeEvents().get(0).getRequest());
  }

  private JsonNode sentBy(String name) throws Exception {
    open(name).ask(BEGUN);
    return JSON.readTree(last().getBodyAsString());
  }

  private String compatible() {
    return "openai-compatible/m@" + server.baseUrl() + "/v1";
  }

  @Test
  void aCompatibleServerIsToldToGoOnAsVllmIs() throws Exception {
    always(200, HELLO);

    JsonNode sent = sentBy(compatible());

    assertThat(sent)
        .isEqualTo(
            JSON.readTree(
                "{\"model\":\"m\","
                    + PLAIN_MESSAGES.formatted("")
                    + ",\"continue_final_message\":true,\"add_generation_prompt\":false,"
                    + "\"temperature\":1.0,\"stream\":false,\"max_tokens\":50,\"seed\":7}"));
  }

  @ParameterizedTest
  @CsvSource({
    "mistral/m, random_seed, /v1/chat/completions",
    "deepseek/m, seed, /beta/chat/completions"
  })
  void twoProvidersWantAMarkOnTheMessage(String name, String seed, String path) throws Exception {
    always(200, HELLO);

    JsonNode sent = sentBy(name);

    assertThat(last().getUrl()).isEqualTo(path);
    assertThat(sent)
        .isEqualTo(
            JSON.readTree(
                "{\"model\":\"m\","
                    + PLAIN_MESSAGES.formatted(",\"prefix\":true")
                    + ",\"temperature\":1.0,\"stream\":false,\"max_tokens\":50,\""
                    + seed
                    + "\":7}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openrouter/a/b", "together/a/b", "fireworks/m", "groq/m", "ollama/m"})
  void othersGoOnWithALastTurnOfTheAssistant(String name) throws Exception {
    always(200, HELLO);

    JsonNode sent = sentBy(name);

    assertThat(sent.path("messages"))
        .isEqualTo(JSON.readTree("{" + PLAIN_MESSAGES.formatted("") + "}").path("messages"));
    assertThat(sent.has("continue_final_message")).isFalse();
  }

  @Test
  void aDialogueThatIsNotBegunIsSentAsBefore() throws Exception {
    always(200, HELLO);

    open(compatible()).ask(plain(Message.user("Hi")));

    assertThat(last().getBodyAsString()).doesNotContain("continue_final", "prefix");
  }

  @Test
  void anthropicGoesOnWithModelsUpToFourPointFive() throws Exception {
    always(
        200,
        """
        {"type":"message","role":"assistant","model":"claude-haiku-4-5-20251001",
         "content":[{"type":"text","text":" matey."}],"stop_reason":"end_turn",
         "usage":{"input_tokens":10,"output_tokens":7}}
        """);

    CallResult result = open("anthropic/claude-haiku-4-5-20251001").ask(BEGUN);

    assertThat(((Response) result).text()).isEqualTo(" matey.");
    assertThat(JSON.readTree(last().getBodyAsString()))
        .isEqualTo(
            JSON.readTree(
                """
                {"model":"claude-haiku-4-5-20251001","max_tokens":50,
                 "system":[{"type":"text","text":"Be."}],
                 "messages":[{"role":"user","content":"What is a lathe?"},
                             {"role":"assistant","content":"Arr,"}],"temperature":1.0}
                """));
  }

  @Test
  void geminiGoesOnWithALastTurnOfTheModel() throws Exception {
    always(
        200,
        """
        {"candidates":[{"content":{"role":"model","parts":[{"text":" matey."}]},
          "finishReason":"STOP"}]}
        """);

    CallResult result = open("google/gemini-2.5-flash").ask(BEGUN);

    assertThat(((Response) result).text()).isEqualTo(" matey.");
    assertThat(JSON.readTree(last().getBodyAsString()).path("contents"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"role":"user","parts":[{"text":"What is a lathe?"}]},
                 {"role":"model","parts":[{"text":"Arr,"}]}]
                """));
  }

  /** As history it would be another experiment than the arm says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai/gpt-4.1",
        "openai/o3-pro",
        "anthropic/claude-opus-4-6",
        "anthropic/claude-sonnet-5",
        "google/gemini-3.5-pro"
      })
  void whoCannotGoOnIsNotAsked(String name) throws Exception {
    always(200, HELLO);
    Endpoint endpoint = open(name);

    CallResult result = endpoint.ask(BEGUN);

    assertThat(endpoint.can(Capability.PREFILL)).isInstanceOf(Ability.Unable.class);
    assertThat(result).isInstanceOf(FailedCall.class);
    assertThat(((FailedCall) result).message()).containsIgnoringCase("turn");
    assertThat(sent()).isZero();
  }

  @Test
  void anthropicDoesNotGoOnWhileItThinks() throws Exception {
    ModelName name = ModelName.parse("anthropic/claude-sonnet-4-5");
    open("ollama/m");

    Endpoint thinking =
        endpoints()
            .open(
                name,
                new ModelSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("thinking", Map.of("type", "enabled", "budget_tokens", 2000))));

    assertThat(endpoints().open(name).can(Capability.PREFILL)).isInstanceOf(Ability.Able.class);
    assertThat(thinking.can(Capability.PREFILL)).isInstanceOf(Ability.Unable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "mistral/m, Arr, matey., ' matey.'",
    "mistral/m, ' matey.', '', ' matey.'",
    "groq/m, Arr, matey., 'Arr, matey.'"
  })
  void aBeginningThatIsRepeatedIsLeftOutWhereAProviderRepeatsIt(
      String name, String said, String more, String expected) throws Exception {
    String text = more.isEmpty() ? said : said + ", " + more;
    always(200, HELLO.replace("Hello.", text));

    assertThat(((Response) open(name).ask(BEGUN)).text()).isEqualTo(expected);
  }
}
