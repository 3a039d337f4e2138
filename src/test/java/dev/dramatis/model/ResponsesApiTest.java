package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.dramatis.model.Response.Outcome;
import dev.dramatis.model.Response.RefusalSource;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesApiTest extends EndpointFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REASONING =
      "{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"hm\"}],"
          + "\"content\":[{\"type\":\"reasoning_text\",\"text\":\"hm\"}]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-5-pro",
        "gpt-5.2-pro-2025-12-11",
        "o1-pro",
        "o3-pro-2025-06-10",
        "gpt-5-codex",
        "gpt-5.1-codex-max",
        "codex-mini-latest",
        "o3-deep-research",
        "o4-mini-deep-research-2025-06-26"
      })
  void asksModelsThatExistOnlyThereThere(String model) throws Exception {
    always(200, completed(message("Hi.")));

    assertThat(ask(model)).isInstanceOf(Response.class);

    assertThat(onlyRequest().getUrl()).isEqualTo("/v1/responses");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-5", "gpt-5.1", "gpt-4.1", "my-pro", "o3-mini", "gpt-prose"})
  void asksAllOthersInChat(String model) throws Exception {
    always(200, HELLO);

    ask(model);

    assertThat(onlyRequest().getUrl()).isEqualTo("/v1/chat/completions");
  }

  @Test
  void asksWhereTheSettingsSay() throws Exception {
    always(200, completed(message("Hi.")));
    endpoints()
        .open(
            ModelName.parse("openai-compatible/m@" + server.baseUrl() + "/v1"),
            with(OpenAiApi.RESPONSES, Map.of()))
        .ask(plain(Message.user("Hi")));
    assertThat(onlyRequest().getUrl()).isEqualTo("/v1/responses");
    server.resetRequests();
    always(200, HELLO);
    endpoints()
        .open(ModelName.parse("openai/gpt-5-pro"), with(OpenAiApi.CHAT_COMPLETIONS, Map.of()))
        .ask(plain(Message.user("Hi")));
    assertThat(onlyRequest().getUrl()).isEqualTo("/v1/chat/completions");
  }

  @Test
  void sendsWhatWasAskedAndNothingElse() throws Exception {
    always(200, completed(message("Hi.")));
    var request =
        new ChatRequest(
            List.of(
                Message.system(""),
                Message.user("Hi"),
                Message.assistant("Yes?"),
                Message.system("{{it}}"),
                Message.user(" \n")),
            new Parameters(OptionalDouble.of(0), OptionalDouble.of(0.9), 300, List.of()),
            OptionalInt.of(7),
            OptionalInt.of(5),
            "");
    var further =
        Map.<String, Object>of(
            "reasoning",
            Map.of("effort", "low"),
            "include",
            List.of("reasoning.encrypted_content"),
            "store",
            true);

    Response response =
        (Response)
            endpoints()
                .open(
                    ModelName.parse("openai/gpt-5-pro"),
                    new ModelSettings(Optional.empty(), Optional.empty(), further))
                .ask(request);

    assertThat(onlyRequest().getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(response.requestBody()).isEqualTo(onlyRequest().getBodyAsString());
    assertThat(JSON.readTree(onlyRequest().getBodyAsString()))
        .isEqualTo(
            JSON.readTree(
                """
                {"model":"gpt-5-pro","input":[{"role":"system","content":""},
                 {"role":"user","content":"Hi"},{"role":"assistant","content":"Yes?"},
                 {"role":"system","content":"{{it}}"},{"role":"user","content":" \\n"}],
                 "temperature":0.0,"top_p":0.9,"max_output_tokens":300,"store":true,
                 "stream":false,"reasoning":{"effort":"low"},"top_logprobs":5,
                 "include":["reasoning.encrypted_content","message.output_text.logprobs"]}
                """));
  }

  @Test
  void asksForLogProbabilitiesWhateverTheSettingsIncludeBesides() throws Exception {
    always(200, completed(message("Hi.")));
    var request =
        new ChatRequest(
            List.of(Message.user("Hi")),
            new Parameters(OptionalDouble.empty(), OptionalDouble.empty(), 300, List.of()),
            OptionalInt.empty(),
            OptionalInt.of(0),
            "");

    endpoints()
        .open(
            ModelName.parse("openai/gpt-5-pro"),
            with(OpenAiApi.RESPONSES, Map.of("include", "no list")))
        .ask(request);

    JsonNode sent = JSON.readTree(onlyRequest().getBodyAsString());
    assertThat(sent.path("include")).hasSize(1);
    assertThat(sent.path("top_logprobs").asInt(-1)).isZero();
  }

  @Test
  void keepsNothingAtTheProviderUnlessToldTo() throws Exception {
    always(200, completed(message("Hi.")));

    ask("gpt-5-pro");

    JsonNode sent = JSON.readTree(onlyRequest().getBodyAsString());
    assertThat(sent.path("store").asBoolean(true)).isFalse();
    assertThat(sent.has("include")).isFalse();
    assertThat(sent.has("seed")).isFalse();
  }

  @Test
  void sendsNothingRatherThanARequestWithoutItsStopTexts() throws Exception {
    var request =
        new ChatRequest(
            List.of(Message.user("Hi")),
            new Parameters(OptionalDouble.empty(), OptionalDouble.empty(), 300, List.of("END")),
            OptionalInt.empty());

    FailedCall failed = (FailedCall) open("gpt-5-pro").ask(request);

    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.FATAL);
    assertThat(failed.message()).contains("leave out stop under sampling");
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @Test
  void tellsEverythingThatAReplySays() throws Exception {
    always(
        200,
        "{\"id\":\"resp_1\",\"status\":\"completed\",\"error\":null,\"incomplete_details\":null,"
            + "\"model\":\"gpt-5-pro-2025-10-06\",\"service_tier\":\"default\",\"output\":["
            + REASONING
            + ","
            + message("Hel")
            + ",{\"type\":\"something_new\",\"content\":[{\"type\":\"output_text\","
            + "\"text\":\"no\"}]},"
            + message("lo.")
            + "],\"usage\":{\"input_tokens\":75,\"input_tokens_details\":{\"cached_tokens\":64},"
            + "\"output_tokens\":1186,\"output_tokens_details\":{\"reasoning_tokens\":1024}}}");

    Response response = response();

    assertThat(response.outcome()).isEqualTo(Outcome.TEXT);
    assertThat(response.text()).isEqualTo("Hello.");
    assertThat(response.finishReason()).contains("completed");
    assertThat(response.served().model()).contains("gpt-5-pro-2025-10-06");
    assertThat(response.served().tier()).contains("default");
    assertThat(response.served().requestId()).contains("req_1");
    assertThat(response.usage())
        .isEqualTo(
            new Usage(
                OptionalLong.of(75),
                OptionalLong.of(64),
                OptionalLong.of(1186),
                OptionalLong.of(1024)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max_output_tokens | TRUNCATED",
        "something_new | TRUNCATED",
        "content_filter | REFUSAL"
      })
  void keepsWhatThereIsOfAnIncompleteAnswer(String reason, Outcome outcome) throws Exception {
    for (boolean hasMessage : new boolean[] {true, false}) {
      always(
          200,
          "{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\""
              + reason
              + "\"},\"output\":["
              + REASONING
              + (hasMessage ? "," + message("Once upon") : "")
              + "]}");

      Response response = response();

      assertThat(response.outcome()).isEqualTo(outcome);
      assertThat(response.text()).isEqualTo(hasMessage ? "Once upon" : "");
      assertThat(response.finishReason()).contains(reason);
      assertThat(response.refusalSource())
          .isEqualTo(
              outcome == Outcome.REFUSAL
                  ? Optional.of(RefusalSource.PROVIDER_FILTER)
                  : Optional.empty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "incomplete"})
  void readsTheModelsRefusal(String status) throws Exception {
    always(
        200,
        "{\"status\":\""
            + status
            + "\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"refusal\","
            + "\"refusal\":\"I can't.\"}]}]}");

    Response response = response();

    assertThat(response.outcome()).isEqualTo(Outcome.REFUSAL);
    assertThat(response.refusalSource()).contains(RefusalSource.MODEL);
    assertThat(response.text()).isEqualTo("I can't.");
  }

  @Test
  void neverTakesReasoningForTheAnswer() throws Exception {
    always(200, completed(REASONING));

    assertThat(response().outcome()).isEqualTo(Outcome.EMPTY);
  }

  @Test
  void letsUnknownStatusesThrough() throws Exception {
    always(200, "{\"status\":\"something_new\",\"output\":[" + message("Hi.") + "]}");

    assertThat(response().text()).isEqualTo("Hi.");
    assertThat(response().finishReason()).contains("something_new");
  }

  @Test
  void readsLogProbabilities() throws Exception {
    always(
        200,
        completed(
            "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Yes.\","
                + "\"logprobs\":[{\"token\":\"Yes\",\"logprob\":-0.1,\"top_logprobs\":["
                + "{\"token\":\"Yes\",\"logprob\":-0.1}]},{\"token\":\".\",\"logprob\":-0.2}]}]}"));

    assertThat(response().tokens())
        .containsExactly(
            new TokenChoice("Yes", -0.1, Map.of("Yes", -0.1)),
            new TokenChoice(".", -0.2, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "server_error, RETRYABLE, 5",
    "rate_limit_exceeded, RETRYABLE, 5",
    "model_not_found, UNUSABLE_ENDPOINT, 1",
    "insufficient_quota, UNUSABLE_ENDPOINT, 1",
    "something_new, RETRYABLE, 3"
  })
  void judgesAFailureInsideASuccessByItsCode(String code, FailedCall.Kind kind, int attempts)
      throws Exception {
    always(
        200,
        "{\"status\":\"failed\",\"error\":{\"code\":\""
            + code
            + "\",\"message\":\"sorry\"},\"output\":[]}");

    FailedCall failed = (FailedCall) ask("gpt-5-pro");

    assertThat(failed.kind()).isEqualTo(kind);
    assertThat(failed.attempts()).isEqualTo(attempts);
    assertThat(failed.message()).contains("sorry");
  }

  @Test
  void takesAPolicyBlockInsideASuccessForARefusalOfTheProvider() throws Exception {
    always(
        200, "{\"status\":\"failed\",\"error\":{\"code\":\"invalid_prompt\",\"message\":\"no\"}}");

    assertThat(response().refusalSource()).contains(RefusalSource.PROVIDER_FILTER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"status\":\"completed\"}",
        "{\"status\":\"completed\",\"output\":null}",
        "{\"status\":\"failed\",\"error\":null,\"output\":[]}",
        "{\"status\":\"cancelled\",\"output\":[]}",
        "{\"status\":\"in_progress\",\"output\":[]}",
        "{\"status\":\"queued\",\"output\":[]}",
        "not json"
      })
  void triesThreeTimesWhenASuccessIsNoAnswer(String body) throws Exception {
    always(200, body);

    FailedCall failed = (FailedCall) ask("gpt-5-pro");

    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.RETRYABLE);
    assertThat(failed.attempts()).isEqualTo(3);
  }

  private static String completed(String item) {
    return "{\"status\":\"completed\",\"output\":[" + item + "]}";
  }

  private static String message(String text) {
    return "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\","
        + "\"text\":\""
        + text
        + "\",\"annotations\":[]}]}";
  }

  private Response response() throws InterruptedException {
    CallResult result = ask("gpt-5-pro");
    assertThat(result).isInstanceOf(Response.class);
    return (Response) result;
  }

  private CallResult ask(String model) throws InterruptedException {
    return open(model).ask(plain(Message.user("Hi")));
  }

  private Endpoint open(String model) {
    return endpoints().open(ModelName.parse("openai/" + model));
  }

  private static ModelSettings with(OpenAiApi api, Map<String, Object> body) {
    return new ModelSettings(Optional.empty(), Optional.empty(), body, Optional.of(api));
  }

  private LoggedRequest onlyRequest() {
    List<LoggedRequest> sent = server.findAll(postRequestedFor(anyUrl()));
    assertThat(sent).hasSize(1);
    return sent.get(0);
  }
}
