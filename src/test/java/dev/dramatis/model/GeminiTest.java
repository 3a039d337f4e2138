package dev.dramatis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiTest extends VendorFixture {
  private static final String SECRET = "AIza-test-0123456789abcdef";

  @BeforeEach
  void setKey() {
    variables.put("GEMINI_API_KEY", SECRET);
    variables.put("GEMINI_BASE_URL", server.baseUrl());
  }

  @Override
  Endpoint endpoint() {
    return endpoint("gemini-test");
  }

  private Endpoint endpoint(String model) {
    return endpoints().open(ModelName.parse("google/" + model));
  }

  private static String candidate(String rest) {
    return """
        {"candidates":[{%s,"index":0}],"modelVersion":"gemini-test-001","responseId":"r1",
         "usageMetadata":{"promptTokenCount":9,"cachedContentTokenCount":2,
                          "candidatesTokenCount":5,"thoughtsTokenCount":20}}
        """
        .formatted(rest);
  }

  private static final String HELLO_PARTS =
      "\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"secret plan\",\"thought\":true},"
          + "{\"text\":\"Hel\"},{\"text\":\"lo.\"}]}";

  private static String error(int code, String status, String details) {
    return """
        {"error":{"code":%d,"message":"said","status":"%s","details":[%s]}}
        """
        .formatted(code, status, details);
  }

  @Test
  void leavesThoughtsOutAndCountsThemAsOutput() throws Exception {
    Response response = answered(candidate(HELLO_PARTS + ",\"finishReason\":\"STOP\""));

    assertThat(response.text()).isEqualTo("Hello.");
    assertThat(response.finishReason()).contains("STOP");
    assertThat(response.usage().input()).hasValue(9);
    assertThat(response.usage().cachedInput()).hasValue(2);
    assertThat(response.usage().output()).hasValue(25);
    assertThat(response.usage().reasoning()).hasValue(20);
    assertThat(response.served().model()).contains("gemini-test-001");
    assertThat(response.served().requestId()).contains("r1");
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, TEXT",
    "MAX_TOKENS, TRUNCATED",
    "SAFETY, REFUSAL",
    "RECITATION, REFUSAL",
    "LANGUAGE, REFUSAL",
    "BLOCKLIST, REFUSAL",
    "PROHIBITED_CONTENT, REFUSAL",
    "SPII, REFUSAL",
    "MODEL_ARMOR, REFUSAL",
    "OTHER, TEXT",
    "SOMETHING_NEW, TEXT"
  })
  void readsEveryFinishReason(String reason, Response.Outcome outcome) throws Exception {
    Response response = answered(candidate(HELLO_PARTS + ",\"finishReason\":\"" + reason + "\""));

    assertThat(response.outcome()).isEqualTo(outcome);
    assertThat(response.finishReason()).contains(reason);
    assertThat(response.text()).isEqualTo("Hello.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"content\":{}",
        "\"content\":{\"role\":\"model\"}",
        "\"content\":{\"parts\":[]}",
        "\"citationMetadata\":{}"
      })
  void contentMayBeMissingInEveryWay(String content) throws Exception {
    assertThat(answered(candidate(content + ",\"finishReason\":\"STOP\"")).outcome())
        .isEqualTo(Response.Outcome.EMPTY);
  }

  @Test
  void aBlockedPromptIsARefusal() throws Exception {
    Response response =
        answered(
            "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},"
                + "\"usageMetadata\":{\"promptTokenCount\":4}}");

    assertThat(response.outcome()).isEqualTo(Response.Outcome.REFUSAL);
    assertThat(response.refusalSource()).contains(Response.RefusalSource.PROVIDER_FILTER);
    assertThat(response.finishReason()).contains("PROHIBITED_CONTENT");
    assertThat(response.usage().input()).hasValue(4);
    assertThat(response.usage().output()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"candidates\":[]}", "<html>", "", "{\"candidates\":[{"})
  void repeatsRepliesThatAreNoneAFewTimes(String body) throws Exception {
    assertThat(failed(200, body).attempts()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT, FATAL",
    "400, FAILED_PRECONDITION, UNUSABLE_ENDPOINT",
    "401, UNAUTHENTICATED, UNUSABLE_ENDPOINT",
    "403, PERMISSION_DENIED, UNUSABLE_ENDPOINT",
    "404, NOT_FOUND, UNUSABLE_ENDPOINT"
  })
  void doesNotRepeatWhatCannotSucceed(int code, String status, FailedCall.Kind kind)
      throws Exception {
    assertThat(failed(code, error(code, status, "")).kind()).isEqualTo(kind);
    assertThat(sent()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "429, RESOURCE_EXHAUSTED",
    "500, INTERNAL",
    "503, UNAVAILABLE",
    "504, DEADLINE_EXCEEDED"
  })
  void repeatsWhatMaySucceedLater(int code, String status) throws Exception {
    assertThat(failed(code, error(code, status, "")).kind()).isEqualTo(FailedCall.Kind.RETRYABLE);
    assertThat(sent()).isEqualTo(5);
  }

  @Test
  void readsErrorsInAnArrayAndInsideASuccess() throws Exception {
    assertThat(failed(404, "[" + error(404, "NOT_FOUND", "") + "]").kind())
        .isEqualTo(FailedCall.Kind.UNUSABLE_ENDPOINT);
    assertThat(failed(200, error(503, "UNAVAILABLE", "")).kind())
        .isEqualTo(FailedCall.Kind.RETRYABLE);
  }

  @Test
  void aQuotaOfTheDayIsFinalAndOneOfTheMinuteIsWaitedFor() throws Exception {
    String day =
        "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":"
            + "[{\"quotaId\":\"GenerateRequestsPerDayPerProjectPerModel\"}]}";
    assertThat(failed(429, error(429, "RESOURCE_EXHAUSTED", day)).kind())
        .isEqualTo(FailedCall.Kind.UNUSABLE_ENDPOINT);
    assertThat(sent()).isEqualTo(1);

    String minute =
        day.replace("PerDay", "PerMinute")
            + ",{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"36.4s\"}";
    failed(429, error(429, "RESOURCE_EXHAUSTED", minute));
    assertThat(time.slept())
        .hasSize(4)
        .allMatch(wait -> wait.compareTo(Duration.ofMillis(36_400)) >= 0);
  }

  @Test
  void aKeyThatIsNoneIsToldAsABadRequest() throws Exception {
    FailedCall failed =
        failed(
            400,
            error(
                400,
                "INVALID_ARGUMENT",
                "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"}"));

    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.UNUSABLE_ENDPOINT);
    assertThat(failed.message()).contains("GEMINI_API_KEY");
  }

  @Test
  void aKeyThatIsEchoedDoesNotReachTheMessage() throws Exception {
    assertThat(
            failed(403, error(403, "PERMISSION_DENIED", "").replace("said", "bad " + SECRET))
                .message())
        .doesNotContain(SECRET);
  }

  @Test
  void sendsWhatTheArmSays() throws Exception {
    always(200, candidate(HELLO_PARTS));
    endpoint()
        .ask(
            sampled(
                Message.system("Be brief."),
                Message.user(" One \n"),
                Message.assistant("Two"),
                Message.user("")));

    assertThat(lastRequest().getUrl()).isEqualTo("/v1beta/models/gemini-test:generateContent");
    assertThat(lastRequest().getHeader("x-goog-api-key")).isEqualTo(SECRET);
    assertThat(lastRequest().getBodyAsString())
        .isEqualTo(
            """
            {"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[\
            {"role":"user","parts":[{"text":" One \\n"}]},\
            {"role":"model","parts":[{"text":"Two"}]},\
            {"role":"user","parts":[{"text":""}]}],\
            "generationConfig":{"temperature":0.0,"topP":0.9,"maxOutputTokens":77,\
            "stopSequences":["END","\\n\\n"],"seed":5}}""");
  }

  @Test
  void addsWhatTheUserSetsToTheConfigurationAndNeverOverTheArm() throws Exception {
    always(200, candidate(HELLO_PARTS));
    endpoints()
        .open(
            ModelName.parse("google/gemini-test"),
            new ModelSettings(
                Optional.empty(),
                Optional.empty(),
                Map.of(
                    "generationConfig",
                    Map.of("thinkingConfig", Map.of("thinkingBudget", 0), "seed", 9))))
        .ask(sampled(Message.user("Hi")));

    assertThat(sentBody().at("/generationConfig/thinkingConfig/thinkingBudget").asInt(-1)).isZero();
    assertThat(sentBody().at("/generationConfig/seed").asInt()).isEqualTo(5);
  }

  @Test
  void readsLogProbabilities() throws Exception {
    always(
        200,
        candidate(
            HELLO_PARTS
                + """
                ,"logprobsResult":{"chosenCandidates":[{"token":"85","logProbability":-0.1}],
                 "topCandidates":[{"candidates":[{"token":"85","logProbability":-0.1},
                                                 {"token":"90","logProbability":-2.5}]}]}"""));
    Response response =
        (Response)
            endpoint()
                .ask(
                    new ChatRequest(
                        List.of(Message.user("Hi")),
                        new Parameters(
                            OptionalDouble.empty(), OptionalDouble.empty(), 5, List.of()),
                        OptionalInt.empty(),
                        OptionalInt.of(7),
                        ""));

    assertThat(sentBody().at("/generationConfig/responseLogprobs").asBoolean()).isTrue();
    assertThat(sentBody().at("/generationConfig/logprobs").asInt()).isEqualTo(7);
    assertThat(response.tokens())
        .containsExactly(new TokenChoice("85", -0.1, Map.of("85", -0.1, "90", -2.5)));
  }

  @Test
  void looksTheModelUpBeforeItCosts() throws Exception {
    lookedUp(
        "/v1beta/models/gemini-test",
        json(200, "{\"name\":\"models/gemini-test\",\"displayName\":\"Gemini Test\"}"));
    assertThat(endpoint().preflight()).isInstanceOf(Preflight.Ready.class);
    assertThat(endpoint("gemini-gone").preflight()).isInstanceOf(Preflight.Impossible.class);
  }

  @Test
  void takesEitherVariableForTheKey() {
    variables.remove("GEMINI_API_KEY");
    assertThatThrownBy(this::endpoint).hasMessageContaining("GEMINI_API_KEY");
    variables.put("GOOGLE_API_KEY", SECRET);
    assertThat(endpoint().name().label()).isEqualTo("google/gemini-test");
  }
}
