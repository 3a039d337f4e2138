package dev.dramatis.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.dramatis.model.Response.Outcome;
import dev.dramatis.model.Response.RefusalSource;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts at the server which errors are tried again; a call may try five times here. */
class ErrorReplyTest extends EndpointFixture {
  @ParameterizedTest
  @CsvSource({
    "400, invalid_prompt",
    "400, content_policy_violation",
    "400, cyber_policy",
    "400, bio_policy",
    "400, content_filter",
    "403, content_filter",
    "200, content_filter"
  })
  void takesAPolicyBlockForARefusalOfTheProvider(int status, String code) throws Exception {
    always(status, error("\"code\":\"" + code + "\",\"message\":\"blocked\""));

    assertFiltered(code);
  }

  @Test
  void takesModerationOfTheGatewayForARefusalOfTheProvider() throws Exception {
    always(
        403,
        error(
            "\"code\":403,\"message\":\"flagged\","
                + "\"metadata\":{\"reasons\":[\"violence\"],\"flagged_input\":\"x\"}"));

    assertFiltered("");
  }

  private void assertFiltered(String code) throws InterruptedException {
    CallResult result = ask();
    assertThat(result).isInstanceOf(Response.class);
    Response response = (Response) result;
    assertThat(response.outcome()).isEqualTo(Outcome.REFUSAL);
    assertThat(response.refusalSource()).contains(RefusalSource.PROVIDER_FILTER);
    assertThat(response.text()).isEmpty();
    assertThat(response.finishReason().orElse("")).isEqualTo(code);
    assertThat(response.requestBody()).contains("Hi");
    assertThat(sent()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "429, insufficient_quota, UNUSABLE_ENDPOINT",
    "429, credit_balance_exhausted, UNUSABLE_ENDPOINT",
    "429, organization_spend_limit_exceeded, UNUSABLE_ENDPOINT",
    "429, project_spend_limit_exceeded, UNUSABLE_ENDPOINT",
    "429, organization_usage_limit_exceeded, UNUSABLE_ENDPOINT",
    "200, insufficient_quota, UNUSABLE_ENDPOINT",
    "400, something_new, FATAL",
    "401, invalid_api_key, UNUSABLE_ENDPOINT",
    "402, '', UNUSABLE_ENDPOINT",
    "403, '', UNUSABLE_ENDPOINT",
    "404, model_not_found, UNUSABLE_ENDPOINT",
    "400, invalid_model, UNUSABLE_ENDPOINT",
    "400, model_decommissioned, UNUSABLE_ENDPOINT",
    "404, DeploymentNotFound, UNUSABLE_ENDPOINT",
    "413, '', FATAL",
    "422, '', FATAL",
    "400, context_length_exceeded, FATAL",
    "200, context_length_exceeded, FATAL",
    "200, invalid_api_key, UNUSABLE_ENDPOINT"
  })
  void neverTriesAgainWhatNoWaitHelps(int status, String code, FailedCall.Kind kind)
      throws Exception {
    always(status, error("\"code\":\"" + code + "\",\"message\":\"no\""));

    FailedCall failed = assertFailed(kind, 1);
    assertThat(failed.status()).isEqualTo(OptionalInt.of(status));
    assertThat(failed.message()).contains("no").contains(code);
    assertThat(failed.requestBody().orElse("")).contains("Hi");
  }

  @Test
  void neverTriesAgainWhenOnlyTheTypeTellsOfTheQuota() throws Exception {
    always(429, error("\"type\":\"insufficient_quota\",\"code\":null,\"message\":\"no\""));

    assertThat(assertFailed(FailedCall.Kind.UNUSABLE_ENDPOINT, 1).message())
        .contains("no credit left");
  }

  @ParameterizedTest
  @CsvSource({
    "429, rate_limit_exceeded",
    "429, slow_down",
    "429, ''",
    "503, server_is_overloaded",
    "200, rate_limit_exceeded",
    "200, server_error",
    "400, slow_down",
    "408, ''",
    "409, ''",
    "500, ''",
    "502, ''",
    "529, overloaded_error"
  })
  void triesAgainWhatMayPass(int status, String code) throws Exception {
    always(status, error("\"code\":\"" + code + "\",\"message\":\"later\""));

    assertFailed(FailedCall.Kind.RETRYABLE, 5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"code\":502,\"message\":\"upstream\",\"metadata\":{\"provider_name\":\"p\"}}}",
        "{\"error\":{\"code\":\"503\",\"message\":\"upstream\"}}",
        "{\"error\":{\"code\":429,\"message\":\"upstream\"},\"choices\":[]}",
        "{\"choices\":[{\"error\":{\"code\":502,\"message\":\"upstream\"},"
            + "\"finish_reason\":\"error\",\"message\":{\"content\":\"half\"}}]}",
        "[{\"error\":{\"code\":503,\"message\":\"upstream\",\"status\":\"UNAVAILABLE\"}}]"
      })
  void readsTheStatusThatAnErrorInsideASuccessMeans(String body) throws Exception {
    always(200, body);

    FailedCall failed = assertFailed(FailedCall.Kind.RETRYABLE, 5);
    assertThat(failed.message()).contains("upstream");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNUSABLE_ENDPOINT | {\"error\":{\"code\":401,\"message\":\"bad\"}}",
        "UNUSABLE_ENDPOINT | {\"error\":{\"code\":402,\"message\":\"bad\"}}",
        "FATAL | {\"error\":{\"code\":400,\"message\":\"bad\"}}",
        "FATAL | {\"object\":\"error\",\"message\":\"bad\",\"type\":\"BadRequestError\",\"code\":400}",
        "UNUSABLE_ENDPOINT | {\"object\":\"error\",\"message\":\"bad\",\"code\":404}",
        "FATAL | {\"error\":{\"type\":\"invalid_request_error\",\"message\":\"bad\"}}",
        "UNUSABLE_ENDPOINT | {\"choices\":[{\"error\":{\"code\":401,\"message\":\"bad\"}}]}",
        "FATAL | {\"choices\":[{\"error\":{\"code\":400,\"message\":\"bad\"},"
            + "\"finish_reason\":\"error\"}]}"
      })
  void endsAtAFatalErrorInsideASuccess(FailedCall.Kind kind, String body) throws Exception {
    always(200, body);

    assertThat(assertFailed(kind, 1).message()).contains("bad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "not json",
        "\"ok\"",
        "{\"choices\":[{\"message\":{\"content\":\"Hel",
        "{\"choices\":[]}{\"choices\":[]}",
        "data: {\"choices\":[]}",
        "<!DOCTYPE html><html><title>Sign in</title></html>",
        "{}",
        "[]",
        "{\"choices\":[]}",
        "{\"choices\":null}",
        "{\"choices\":[null]}",
        "{\"choices\":[{\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"finish_reason\":\"error\",\"message\":{\"content\":\"half\"}}]}",
        "{\"choices\":[{\"finish_reason\":\"insufficient_system_resource\",\"message\":{}}]}",
        "{\"error\":\"something odd\"}",
        "{\"error\":true,\"message\":\"something odd\"}"
      })
  void triesThreeTimesWhenASuccessIsNoAnswer(String body) throws Exception {
    always(200, body);

    assertFailed(FailedCall.Kind.RETRYABLE, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "200, RETRYABLE, 3",
    "403, FATAL, 1",
    "404, UNUSABLE_ENDPOINT, 1",
    "502, RETRYABLE, 5"
  })
  void saysThatAProxyAnsweredWithAPage(int status, FailedCall.Kind kind, int attempts)
      throws Exception {
    always(status, "\n<html><body>Bad gateway</body></html>");

    assertThat(assertFailed(kind, attempts).message()).contains("an HTML page from a proxy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | Unauthorized | UNUSABLE_ENDPOINT | 1",
        "404 | {\"detail\":\"Not Found\"} | UNUSABLE_ENDPOINT | 1",
        "422 | {\"detail\":[{\"msg\":\"bad field\"}]} | FATAL | 1",
        "404 | {\"error\":\"model 'x' not found\"} | UNUSABLE_ENDPOINT | 1",
        "429 | Too many requests | RETRYABLE | 5",
        "429 | {\"message\":\"Too many requests\"} | RETRYABLE | 5",
        "500 | {\"error\":\"runner crashed\"} | RETRYABLE | 5",
        "503 | {\"error\":{\"code\":503,\"message\":\"Loading model\"}} | RETRYABLE | 5",
        "500 | {} | RETRYABLE | 5"
      })
  void judgesByStatusWhatHasNoCode(int status, String body, FailedCall.Kind kind, int attempts)
      throws Exception {
    always(status, body);

    assertFailed(kind, attempts);
  }

  @Test
  void triesPaymentRequiredAgainOnlyWhenToldWhen() throws Exception {
    always(json(402, error("\"code\":402,\"message\":\"wait\"")).withHeader("Retry-After", "2"));

    assertFailed(FailedCall.Kind.RETRYABLE, 5);
    assertThat(time.slept()).first().isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"retry_after\":12.5 | 12500",
        "\"metadata\":{\"retry_after_seconds\":20} | 20000",
        "\"details\":[{\"a\":1},{\"retryDelay\":\"36.4s\"}] | 36400"
      })
  void waitsAsLongAsTheBodyAsks(String field, long millis) throws Exception {
    always(429, error("\"code\":429,\"message\":\"wait\"," + field));

    assertFailed(FailedCall.Kind.RETRYABLE, 5);
    assertThat(time.slept()).first().isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"retry_after\":\"soon\"", "\"retry_after\":-1", "\"details\":[7]"})
  void backsOffWhenTheWaitInTheBodyMeansNothing(String field) throws Exception {
    always(429, error("\"message\":\"wait\"," + field));

    assertFailed(FailedCall.Kind.RETRYABLE, 5);
    assertThat(time.slept()).first().satisfies(wait -> assertThat(wait).isLessThan(second()));
  }

  private static Duration second() {
    return Duration.ofSeconds(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unsupported_value | temperature | FATAL | leave out temperature under sampling",
        "unsupported_parameter | top_p | FATAL | leave out topP under sampling",
        "unsupported_parameter | max_completion_tokens | UNUSABLE_ENDPOINT"
            + " | openai-compatible/NAME@URL",
        "unsupported_parameter | stop | FATAL | does not take this stop",
        "unsupported_parameter | logit_bias | FATAL | does not take this logit_bias"
      })
  void saysWhichParameterIsNotTakenAndWhatToDo(
      String code, String param, FailedCall.Kind kind, String advice) throws Exception {
    always(
        400,
        error("\"code\":\"" + code + "\",\"param\":\"" + param + "\",\"message\":\"Unsupported\""));

    assertThat(assertFailed(kind, 1).message()).contains(code, advice);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 429, 500})
  void keepsTheKeyOutOfEveryMessageEvenWhenTheServerEchoesIt(int status) throws Exception {
    String echo = "x".repeat(290) + " Bearer " + KEY;
    always(status, error("\"code\":\"" + KEY + "\",\"message\":\"" + echo + "\""));

    CallResult result = ask();

    assertThat(result).isInstanceOf(FailedCall.class);
    String message = ((FailedCall) result).message();
    assertThat(message).contains("[redacted]").doesNotContain(KEY.substring(0, 8));
    assertThat(message.length()).isLessThan(1200);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 429, 500})
  void sendsOnceWhenNoRetryIsAllowed(int status) throws Exception {
    policy = policy.withMaxAttempts(1);
    always(status, "{");

    assertFailed(FailedCall.Kind.RETRYABLE, 1);
  }

  @Test
  void triesAgainAfterABrokenConnection() throws Exception {
    always(json(200, HELLO).withFault(Fault.CONNECTION_RESET_BY_PEER));

    FailedCall failed = assertFailed(FailedCall.Kind.RETRYABLE, 5);
    assertThat(failed.status()).isEmpty();
  }

  @Test
  void doesNotFollowARedirect() throws Exception {
    always(json(307, "").withHeader("Location", "https://elsewhere.example/v1"));

    assertThat(assertFailed(FailedCall.Kind.UNUSABLE_ENDPOINT, 1).message())
        .contains("elsewhere.example");
  }

  @Test
  void sendsNothingInTheClearToAnotherMachine() throws Exception {
    variables.put("OPENAI_BASE_URL", "http://elsewhere.example/v1");

    FailedCall failed = assertFailed(FailedCall.Kind.UNUSABLE_ENDPOINT, 0);
    assertThat(failed.message()).contains("in the clear");
  }

  private FailedCall assertFailed(FailedCall.Kind kind, int attempts) throws InterruptedException {
    CallResult result = ask();
    assertThat(result).isInstanceOf(FailedCall.class);
    FailedCall failed = (FailedCall) result;
    assertThat(failed.kind()).as(failed.message()).isEqualTo(kind);
    assertThat(failed.attempts()).isEqualTo(attempts);
    assertThat(sent()).isEqualTo(attempts);
    return failed;
  }

  private static String error(String fields) {
    return "{\"error\":{" + fields + "}}";
  }
}
