package dev.dramatis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.model.Response.Outcome;
import dev.dramatis.model.Response.RefusalSource;
import dev.dramatis.suite.Message;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies as the servers beside OpenAI write them. */
class CompatibleReplyTest extends EndpointFixture {
  @BeforeEach
  void nameServers() {
    for (String provider : new String[] {"OPENROUTER", "MISTRAL", "DEEPSEEK", "OLLAMA"}) {
      variables.put(provider + "_BASE_URL", server.baseUrl() + "/v1");
    }
    variables.put("AZURE_OPENAI_BASE_URL", server.baseUrl() + "/v1");
  }

  @Test
  void readsWhoAnsweredBehindARouterAndForHowMuch() throws Exception {
    always(
        200,
        "{\"id\":\"gen-1\",\"provider\":\"Together\",\"model\":\"meta-llama/llama-3.3-70b\","
            + "\"choices\":[{\"finish_reason\":\"stop\",\"native_finish_reason\":\"eos\","
            + "\"message\":{\"content\":\"Hi.\",\"refusal\":null,\"reasoning\":null}}],"
            + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"cost\":0.00012}}");

    Served served = answer("openrouter/meta-llama/llama-3.3-70b:free").served();

    assertThat(served.provider()).contains("Together");
    assertThat(served.model()).contains("meta-llama/llama-3.3-70b");
    assertThat(served.nativeFinishReason()).contains("eos");
    assertThat(served.costUsd()).isEqualTo(OptionalDouble.of(0.00012));
  }

  @Test
  void addsWhatTheUpstreamChargesWhenTheKeyThereIsTheUsersOwn() throws Exception {
    usage("{\"cost\":0.001,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":0.02}}");
    assertThat(cost().getAsDouble()).isCloseTo(0.021, within(1e-12));
    usage("{\"cost\":0.02,\"is_byok\":false,\"cost_details\":{\"upstream_inference_cost\":0.02}}");
    assertThat(cost().getAsDouble()).isCloseTo(0.02, within(1e-12));
    usage("{\"cost\":0.001,\"is_byok\":true,\"cost_details\":{}}");
    assertThat(cost()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "{\"cost\":null}",
        "{\"cost\":-1}",
        "{\"cost\":NaN}",
        "{\"cost\":{\"total\":1}}",
        "{\"cost\":\"much\"}"
      })
  void leavesACostUnknownThatIsNotSaid(String usage) throws Exception {
    usage(usage);

    assertThat(cost()).isEmpty();
  }

  private void usage(String usage) {
    always(200, "{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":" + usage + "}");
  }

  private OptionalDouble cost() throws InterruptedException {
    return answer("openrouter/a/b").served().costUsd();
  }

  @Test
  void saysWhatTheUpstreamSaid() throws Exception {
    always(
        400,
        "{\"error\":{\"code\":400,\"message\":\"Provider returned error\",\"metadata\":"
            + "{\"provider_name\":\"DeepInfra\",\"raw\":\"context too long\"}}}");

    FailedCall failed = failure("openrouter/a/b");

    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.FATAL);
    assertThat(failed.message()).contains("Provider returned error (DeepInfra: context too long)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"{\\\"error\\\":{\\\"code\\\":\\\"content_filter\\\",\\\"message\\\":\\\"no\\\"}}\"",
        "{\"error\":{\"code\":\"content_filter\",\"message\":\"no\"}}"
      })
  void takesTheFilterOfAnUpstreamForARefusalOfTheProvider(String raw) throws Exception {
    always(
        400,
        "{\"error\":{\"code\":400,\"message\":\"Provider returned error\",\"metadata\":"
            + "{\"provider_name\":\"Azure\",\"raw\":"
            + raw
            + "}}}");

    assertFiltered(answer("openrouter/a/b"), "content_filter");
  }

  @Test
  void stopsWhenARouterSaysThatTheAccountIsEmpty() throws Exception {
    always(
        200,
        "{\"choices\":[{\"finish_reason\":\"error\",\"message\":{\"content\":\"half\"},"
            + "\"error\":{\"code\":402,\"message\":\"Insufficient credits\"}}]}");

    FailedCall failed = failure("openrouter/a/b");

    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.UNUSABLE_ENDPOINT);
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(failed.message()).contains("Insufficient credits", "no credit left");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"code\":\"content_filter\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}"
            + " | content_filter",
        "\"code\":null,\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\","
            + "\"content_filter_result\":{\"violence\":{\"filtered\":true}}}"
            + " | ResponsibleAIPolicyViolation"
      })
  void takesAzuresFilterOfAPromptForARefusalOfTheProvider(String fields, String code)
      throws Exception {
    always(
        400,
        "{\"error\":{\"message\":\"filtered\",\"param\":\"prompt\",\"status\":400,"
            + fields
            + "}}");

    assertFiltered(answer("azure/d"), code);
  }

  @Test
  void toleratesAzuresVerdictsOfItsFilters() throws Exception {
    always(
        200,
        "{\"model\":\"gpt-4.1-2025-04-14\",\"prompt_filter_results\":[{\"prompt_index\":0}],"
            + "\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"Hi.\"},"
            + "\"content_filter_results\":{\"error\":{\"code\":\"content_filter_error\"}}}]}");

    Response response = answer("azure/d");

    assertThat(response.outcome()).isEqualTo(Outcome.TEXT);
    assertThat(response.served().model()).contains("gpt-4.1-2025-04-14");
  }

  @ParameterizedTest
  @CsvSource({"default, default", "flex, flex", "7, 7", "something_new, something_new"})
  void readsTheTierThatWasUsed(String tier, String expected) throws Exception {
    always(
        200, "{\"service_tier\":\"" + tier + "\",\"choices\":[{\"message\":{\"content\":\"x\"}}]}");

    assertThat(((Response) ask()).served().tier()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"END\"", "151643", "[1]", "{}"})
  void toleratesWhateverStoppedAServer(String reason) throws Exception {
    always(
        200,
        "{\"choices\":[{\"finish_reason\":\"stop\",\"stop_reason\":"
            + reason
            + ",\"token_ids\":null,\"message\":{\"content\":\"Hi.\",\"reasoning\":\"hm\","
            + "\"reasoning_content\":\"hm\"}}],\"prompt_logprobs\":null,\"kv_transfer_params\":null}");

    Response response = answer("ollama/m");

    assertThat(response.outcome()).isEqualTo(Outcome.TEXT);
    assertThat(response.text()).isEqualTo("Hi.");
    assertThat(response.finishReason()).contains("stop");
  }

  @Test
  void readsMistralsChunksAndItsLengthAndItsErrors() throws Exception {
    always(
        200,
        "{\"choices\":[{\"finish_reason\":\"model_length\",\"message\":{\"content\":["
            + "{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},"
            + "{\"type\":\"text\",\"text\":\"Once \"},{\"type\":\"text\",\"text\":\"upon\"}]}}]}");
    Response cut = answer("mistral/m");
    assertThat(cut.outcome()).isEqualTo(Outcome.TRUNCATED);
    assertThat(cut.text()).isEqualTo("Once upon");

    always(
        400,
        "{\"object\":\"error\",\"message\":\"Invalid model: m\",\"type\":\"invalid_model\","
            + "\"param\":null,\"code\":\"1500\"}");
    assertThat(failure("mistral/m").kind()).isEqualTo(FailedCall.Kind.UNUSABLE_ENDPOINT);

    always(
        422,
        "{\"object\":\"error\",\"message\":{\"detail\":[{\"loc\":[\"body\",\"temperature\"],"
            + "\"msg\":\"too high\"}]},\"type\":\"invalid_request_error\"}");
    FailedCall refused = failure("mistral/m");
    assertThat(refused.kind()).isEqualTo(FailedCall.Kind.FATAL);
    assertThat(refused.message()).contains("too high");
  }

  @Test
  void readsDeepSeeksCacheAndItsEmptyBalance() throws Exception {
    usage(
        "{\"prompt_tokens\":100,\"completion_tokens\":7,\"prompt_cache_hit_tokens\":64,"
            + "\"prompt_cache_miss_tokens\":36,"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":5}}");
    assertThat(answer("deepseek/deepseek-reasoner").usage())
        .isEqualTo(
            new Usage(
                OptionalLong.of(100), OptionalLong.of(64), OptionalLong.of(7), OptionalLong.of(5)));

    always(
        402,
        "{\"error\":{\"message\":\"Insufficient Balance\",\"type\":\"unknown_error\","
            + "\"param\":null,\"code\":\"invalid_request_error\"}}");
    FailedCall failed = failure("deepseek/deepseek-chat");
    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.UNUSABLE_ENDPOINT);
    assertThat(failed.attempts()).isEqualTo(1);
  }

  @Test
  void asksDeepSeekAgainWhenItRanOutOfResources() throws Exception {
    always(
        200,
        "{\"choices\":[{\"finish_reason\":\"insufficient_system_resource\","
            + "\"message\":{\"content\":\"half\"}}]}");

    FailedCall failed = failure("deepseek/deepseek-chat");

    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.RETRYABLE);
    assertThat(failed.attempts()).isEqualTo(3);
  }

  @Test
  void readsOllamasPlainErrors() throws Exception {
    always(404, "{\"error\":\"model 'm' not found, try pulling it first\"}");

    FailedCall failed = failure("ollama/m");

    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.UNUSABLE_ENDPOINT);
    assertThat(failed.message()).contains("try pulling it first");
  }

  @Test
  void waitsForAServerThatIsLoadingItsModel() throws Exception {
    always(
        503,
        "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}");

    FailedCall failed = failure("ollama/m");

    assertThat(failed.kind()).isEqualTo(FailedCall.Kind.RETRYABLE);
    assertThat(failed.attempts()).isEqualTo(5);
    assertThat(failed.message()).contains("Loading model");
  }

  private static void assertFiltered(Response response, String code) {
    assertThat(response.outcome()).isEqualTo(Outcome.REFUSAL);
    assertThat(response.refusalSource()).isEqualTo(Optional.of(RefusalSource.PROVIDER_FILTER));
    assertThat(response.finishReason()).contains(code);
  }

  private Response answer(String model) throws InterruptedException {
    CallResult result = ask(model);
    assertThat(result).isInstanceOf(Response.class);
    return (Response) result;
  }

  private FailedCall failure(String model) throws InterruptedException {
    CallResult result = ask(model);
    assertThat(result).isInstanceOf(FailedCall.class);
    return (FailedCall) result;
  }

  private CallResult ask(String model) throws InterruptedException {
    return endpoints().open(ModelName.parse(model)).ask(plain(Message.user("Hi")));
  }
}
