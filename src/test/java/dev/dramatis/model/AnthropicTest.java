package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicTest extends VendorFixture {
  private static final String SECRET = "sk-ant-test-0123456789abcdef";

  @BeforeEach
  void setKey() {
    variables.put("ANTHROPIC_API_KEY", SECRET);
    variables.put("ANTHROPIC_BASE_URL", server.baseUrl());
  }

  @Override
  Endpoint endpoint() {
    return endpoint("claude-test-1");
  }

  private Endpoint endpoint(String model) {
    return endpoints().open(ModelName.parse("anthropic/" + model));
  }

  private static String message(String content, String stop) {
    return """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-test-1-20260101",
         "content":%s,"stop_reason":%s,"stop_sequence":null,
         "usage":{"input_tokens":10,"cache_creation_input_tokens":3,"cache_read_input_tokens":4,
                  "output_tokens":7,"service_tier":"standard"}}
        """
        .formatted(content, stop);
  }

  private static String error(String type, String message) {
    return """
        {"type":"error","error":{"type":"%s","message":"%s"},"request_id":"req_9"}
        """
        .formatted(type, message);
  }

  @Test
  void joinsTextBlocksLeavesThinkingOutAndAddsUpTokens() throws Exception {
    Response response =
        answered(
            message(
                """
                [{"type":"thinking","thinking":"hm","signature":"x"},{"type":"text","text":"Hel"},
                 {"type":"redacted_thinking","data":"y"},{"type":"text","text":"lo."}]""",
                "\"end_turn\""));

    assertThat(response.text()).isEqualTo("Hello.");
    assertThat(response.outcome()).isEqualTo(Response.Outcome.TEXT);
    assertThat(response.finishReason()).contains("end_turn");
    assertThat(response.usage().input()).hasValue(17);
    assertThat(response.usage().cachedInput()).hasValue(4);
    assertThat(response.usage().output()).hasValue(7);
    assertThat(response.served().model()).contains("claude-test-1-20260101");
    assertThat(response.served().tier()).contains("standard");
  }

  @Test
  void keepsTheRequestsOwnName() throws Exception {
    always(
        aResponse()
            .withHeader("request-id", "req_42")
            .withBody(message("[{\"type\":\"text\",\"text\":\"Hi\"}]", "\"end_turn\"")));

    assertThat(((Response) hi()).served().requestId()).contains("req_42");
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, TEXT",
    "stop_sequence, TEXT",
    "tool_use, TEXT",
    "pause_turn, TEXT",
    "max_tokens, TRUNCATED",
    "model_context_window_exceeded, TRUNCATED",
    "refusal, REFUSAL",
    "something_new, TEXT"
  })
  void readsEveryStopReason(String stop, Response.Outcome outcome) throws Exception {
    Response response =
        answered(message("[{\"type\":\"text\",\"text\":\"Part\"}]", "\"" + stop + "\""));

    assertThat(response.outcome()).isEqualTo(outcome);
    assertThat(response.text()).isEqualTo("Part");
    assertThat(response.finishReason()).contains(stop);
  }

  @Test
  void aRefusalIsDataWithItsCategory() throws Exception {
    Response response =
        answered(
            message("[]", "\"refusal\"")
                .replace(
                    "\"stop_sequence\":null",
                    "\"stop_details\":{\"category\":\"bio\",\"explanation\":\"no\"}"));

    assertThat(response.outcome()).isEqualTo(Response.Outcome.REFUSAL);
    assertThat(response.refusalSource()).contains(Response.RefusalSource.PROVIDER_FILTER);
    assertThat(response.served().nativeFinishReason()).contains("bio");
  }

  @Test
  void anEmptyContentThatEndedIsEmpty() throws Exception {
    assertThat(answered(message("[]", "\"end_turn\"")).outcome()).isEqualTo(Response.Outcome.EMPTY);
    assertThat(answered(message("[]", "null")).finishReason()).isEmpty();
  }

  @Test
  void aBlockedPromptIsARefusalOfTheProviders() throws Exception {
    always(400, error("invalid_request_error", "Output blocked by content filtering policy"));

    Response response = (Response) hi();
    assertThat(response.outcome()).isEqualTo(Response.Outcome.REFUSAL);
    assertThat(response.attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, FATAL",
    "401, authentication_error, UNUSABLE_ENDPOINT",
    "402, billing_error, UNUSABLE_ENDPOINT",
    "403, permission_error, UNUSABLE_ENDPOINT",
    "404, not_found_error, UNUSABLE_ENDPOINT",
    "413, request_too_large, FATAL"
  })
  void doesNotRepeatWhatCannotSucceed(int status, String type, FailedCall.Kind kind)
      throws Exception {
    FailedCall failed = failed(status, error(type, "no"));

    assertThat(failed.kind()).isEqualTo(kind);
    assertThat(failed.status()).hasValue(status);
    assertThat(sent()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "409, conflict_error",
    "429, rate_limit_error",
    "500, api_error",
    "504, timeout_error",
    "529, overloaded_error",
    "200, overloaded_error",
    "503, something_new"
  })
  void repeatsWhatMaySucceedLater(int status, String type) throws Exception {
    FailedCall failed = failed(status, error(type, "later"));

    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.RETRYABLE);
    assertThat(sent()).isEqualTo(5);
  }

  @Test
  void aSpendLimitIsFinalAlthoughItsStatusIsThatOfABurst() throws Exception {
    FailedCall failed =
        failed(
            429,
            """
            {"type":"error","error":{"type":"rate_limit_error","message":"limit",
             "details":{"error_code":"enforced_spend_limit_reached"}}}""");

    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.UNUSABLE_ENDPOINT);
    assertThat(sent()).isEqualTo(1);
    assertThat(
            failed(
                    400,
                    error(
                        "invalid_request_error",
                        "You have reached your specified API usage limits."))
                .kind())
        .isEqualTo(FailedCall.Kind.UNUSABLE_ENDPOINT);
  }

  @Test
  void waitsAsLongAsTheHeaderSays() throws Exception {
    always(
        aResponse()
            .withStatus(429)
            .withHeader("retry-after", "7")
            .withBody(error("rate_limit_error", "slow")));

    failed();
    assertThat(time.slept())
        .hasSize(4)
        .allMatch(wait -> wait.compareTo(Duration.ofSeconds(7)) >= 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>proxy</html>",
        "",
        "{\"type\":\"message\",\"content\":[{\"ty",
        "{\"type\":\"message\"}",
        "data: {}",
        "[]"
      })
  void repeatsRepliesThatAreNoneAFewTimes(String body) throws Exception {
    FailedCall failed = failed(200, body);

    assertThat(failed.attempts()).isEqualTo(3);
  }

  @Test
  void sendsWhatTheArmSays() throws Exception {
    always(200, message("[]", "\"end_turn\""));
    endpoint()
        .ask(
            sampled(
                Message.system("Be brief."),
                Message.user(" One \n"),
                Message.assistant("Two\t"),
                Message.user("Three \u2028 \"x\"")));

    assertThat(lastRequest().getUrl()).isEqualTo("/v1/messages");
    assertThat(lastRequest().getHeader("x-api-key")).isEqualTo(SECRET);
    assertThat(lastRequest().getHeader("anthropic-version")).isEqualTo("2023-06-01");
    var body = sentBody();
    assertThat(body.path("model").asText()).isEqualTo("claude-test-1");
    assertThat(body.path("max_tokens").asInt()).isEqualTo(77);
    assertThat(body.path("temperature").asDouble(-1)).isZero();
    assertThat(body.path("top_p").asDouble()).isEqualTo(0.9);
    assertThat(body.path("stop_sequences"))
        .extracting(n -> n.asText())
        .containsExactly("END", "\n\n");
    assertThat(texts(body.path("system"))).containsExactly("Be brief.");
    assertThat(body.path("messages"))
        .extracting(m -> m.path("role").asText())
        .containsExactly("user", "assistant", "user");
    assertThat(body.path("messages"))
        .extracting(m -> String.join("", texts(m.path("content"))))
        .containsExactly(" One \n", "Two\t", "Three \u2028 \"x\"");
    assertThat(body.has("stream") && body.path("stream").asBoolean()).isFalse();
    assertThat(body.has("seed")).isFalse();
    assertThat(body.has("thinking")).isFalse();
    assertThat(body.has("top_k") && !body.path("top_k").isNull()).isFalse();
  }

  /** What LangChain4j would change goes out as it is. */
  @Test
  void sendsBlankAndAdjacentTextsAsTheyAre() throws Exception {
    always(200, message("[]", "\"end_turn\""));
    endpoint().ask(plain(Message.system(" "), Message.user("One"), Message.user("  ")));

    var body = sentBody();
    assertThat(texts(body.path("system"))).containsExactly(" ");
    assertThat(body.path("messages"))
        .extracting(m -> String.join("", texts(m.path("content"))))
        .containsExactly("One", "  ");
    assertThat(body.has("temperature")).isFalse();
  }

  private static List<String> texts(com.fasterxml.jackson.databind.JsonNode content) {
    if (content.isTextual()) {
      return List.of(content.asText());
    }
    List<String> texts = new java.util.ArrayList<>();
    content.forEach(part -> texts.add(part.path("text").asText()));
    return texts;
  }

  @Test
  void refusesASystemTextInTheMiddleInsteadOfMovingIt() throws Exception {
    CallResult result =
        endpoint().ask(plain(Message.user("a"), Message.system("b"), Message.user("c")));

    assertThat(result).isInstanceOf(FailedCall.class);
    assertThat(sent()).isZero();
  }

  @Test
  void saysBeforehandWhatAModelWouldRefuse() {
    Parameters warm = new Parameters(OptionalDouble.of(0.7), OptionalDouble.empty(), 10, List.of());
    Parameters one = new Parameters(OptionalDouble.of(1), OptionalDouble.empty(), 10, List.of());
    Parameters hot = new Parameters(OptionalDouble.of(1.5), OptionalDouble.empty(), 10, List.of());

    assertThat(endpoint("claude-sonnet-4-5").objections(warm)).isEmpty();
    assertThat(endpoint("claude-sonnet-4-5").objections(hot))
        .singleElement()
        .asString()
        .contains("from 0 to 1");
    assertThat(endpoint("claude-opus-5-5").objections(one)).isEmpty();
    assertThat(endpoint("claude-opus-5-5").objections(warm))
        .singleElement()
        .asString()
        .contains("temperature")
        .contains("leave it out");
    variables.put("ANTHROPIC_VERSION", "2026-10-21");
    assertThat(endpoint("claude-sonnet-4-5").objections(one))
        .singleElement()
        .asString()
        .contains("2026-10-21");
    variables.put("ANTHROPIC_VERSION", "new");
    assertThatThrownBy(() -> endpoint("x")).hasMessageContaining("ANTHROPIC_VERSION");
  }

  @Test
  void sendsTheVersionThatIsSet() throws Exception {
    variables.put("ANTHROPIC_VERSION", "2026-10-21");
    variables.put("ANTHROPIC_BASE_URL", server.baseUrl() + "/v1/");
    answered(message("[]", "\"end_turn\""));

    assertThat(lastRequest().getHeader("anthropic-version")).isEqualTo("2026-10-21");
    assertThat(lastRequest().getUrl()).isEqualTo("/v1/messages");
  }

  @Test
  void looksTheModelUpBeforeItCosts() throws Exception {
    lookedUp(
        "/v1/models/claude-test-1",
        json(
            200, "{\"type\":\"model\",\"id\":\"claude-test-1\",\"display_name\":\"Claude Test\"}"));
    assertThat(endpoint().preflight()).isInstanceOf(Preflight.Ready.class);
    assertThat(endpoint("claude-gone").preflight())
        .isInstanceOfSatisfying(
            Preflight.Impossible.class,
            found -> assertThat(found.reason()).contains("claude-gone"));
    lookedUp(
        "/v1/models/claude-test-1", json(401, error("authentication_error", "bad key " + SECRET)));
    assertThat(endpoint().preflight())
        .isInstanceOfSatisfying(
            Preflight.Impossible.class,
            found ->
                assertThat(found.reason()).contains("ANTHROPIC_API_KEY").doesNotContain(SECRET));
  }

  @Test
  void aKeyThatIsEchoedDoesNotReachTheMessage() throws Exception {
    assertThat(failed(401, error("authentication_error", "bad key " + SECRET)).message())
        .contains("ANTHROPIC_API_KEY")
        .doesNotContain(SECRET);
  }

  @Test
  void needsAKey() {
    variables.remove("ANTHROPIC_API_KEY");
    assertThatThrownBy(this::endpoint).hasMessageContaining("ANTHROPIC_API_KEY");
    variables.put("ANTHROPIC_API_KEY_1", SECRET);
    assertThat(endpoint().name().label()).isEqualTo("anthropic/claude-test-1");
  }
}
