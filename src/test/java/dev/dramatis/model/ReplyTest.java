package dev.dramatis.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.model.Response.Outcome;
import dev.dramatis.model.Response.RefusalSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest extends EndpointFixture {
  @Test
  void tellsEverythingThatAPlainReplySays() throws Exception {
    always(200, HELLO);

    Response response = response();

    assertThat(response.outcome()).isEqualTo(Outcome.TEXT);
    assertThat(response.text()).isEqualTo("Hello.");
    assertThat(response.refusalSource()).isEmpty();
    assertThat(response.finishReason()).contains("stop");
    assertThat(response.requestedModel()).isEqualTo("gpt-test");
    assertThat(response.served().model()).contains("served-1");
    assertThat(response.served().fingerprint()).contains("fp_1");
    assertThat(response.served().requestId()).contains("req_1");
    assertThat(response.attempts()).isEqualTo(1);
    assertThat(response.usage())
        .isEqualTo(
            new Usage(
                OptionalLong.of(11),
                OptionalLong.empty(),
                OptionalLong.of(3),
                OptionalLong.empty()));
  }

  @Test
  void countsCachedAndReasoningTokensAlsoWhenTheyAreWrittenAsText() throws Exception {
    answer(
        "{\"content\":\"x\"}",
        "stop",
        "{\"prompt_tokens\":\"100\",\"completion_tokens\":50.0,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":64,\"audio_tokens\":null},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":\"40\"},\"cost\":0.1}");

    assertThat(response().usage())
        .isEqualTo(
            new Usage(
                OptionalLong.of(100),
                OptionalLong.of(64),
                OptionalLong.of(50),
                OptionalLong.of(40)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "\"none\"",
        "{\"prompt_tokens\":-1,\"completion_tokens\":\"many\"}",
        "{\"prompt_tokens\":null,\"prompt_tokens_details\":null,\"completion_tokens\":{}}"
      })
  void leavesUsageUnknownWhenItIsNotSaid(String usage) throws Exception {
    answer("{\"content\":\"x\"}", "stop", usage);

    assertThat(response().usage()).isEqualTo(Usage.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"length", "max_tokens", "model_length"})
  void keepsThePartialTextOfAReplyThatWasCut(String finish) throws Exception {
    answer("{\"content\":\"Once upon\"}", finish);

    assertResponse(Outcome.TRUNCATED, "Once upon", Optional.empty(), finish);
  }

  @Test
  void takesAReplyThatReasoningUsedUpForTruncated() throws Exception {
    answer("{\"content\":null,\"reasoning\":\"Let me think\"}", "length");

    assertResponse(Outcome.TRUNCATED, "", Optional.empty(), "length");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":null,\"reasoning\":\"Let me think\"}",
        "{\"content\":\"\",\"reasoning_content\":\"Let me think\"}",
        "{\"content\":null,\"tool_calls\":[]}",
        "{\"role\":\"assistant\"}",
        "{\"content\":[]}",
        "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]}]}"
      })
  void neverTakesReasoningForTheAnswer(String message) throws Exception {
    answer(message, "stop");

    assertResponse(Outcome.EMPTY, "", Optional.empty(), "stop");
  }

  @Test
  void keepsTheBlanksOfABlankReply() throws Exception {
    answer("{\"content\":\" \\n\"}", "stop");

    assertResponse(Outcome.EMPTY, " \n", Optional.empty(), "stop");
  }

  @Test
  void readsTheModelsRefusal() throws Exception {
    answer("{\"content\":null,\"refusal\":\"I can't help with that.\"}", "stop");

    assertResponse(
        Outcome.REFUSAL, "I can't help with that.", Optional.of(RefusalSource.MODEL), "stop");
  }

  @Test
  void readsARefusalThatWasCutAsARefusal() throws Exception {
    answer("{\"content\":null,\"refusal\":\"I can't\"}", "length");

    assertResponse(Outcome.REFUSAL, "I can't", Optional.of(RefusalSource.MODEL), "length");
  }

  @Test
  void readsARefusalAmongTheParts() throws Exception {
    answer("{\"content\":[{\"type\":\"refusal\",\"refusal\":\"No.\"}]}", "stop");

    assertResponse(Outcome.REFUSAL, "No.", Optional.of(RefusalSource.MODEL), "stop");
  }

  @Test
  void takesAnEmptyRefusalForNone() throws Exception {
    answer("{\"content\":\"Sure.\",\"refusal\":\"\"}", "stop");

    assertResponse(Outcome.TEXT, "Sure.", Optional.empty(), "stop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"content\":\"Take the\"}", "{\"content\":null}", "null"})
  void readsAFilterThatCutInAsARefusalOfTheProvider(String message) throws Exception {
    answer(message, "content_filter");

    assertResponse(
        Outcome.REFUSAL,
        message.contains("Take") ? "Take the" : "",
        Optional.of(RefusalSource.PROVIDER_FILTER),
        "content_filter");
  }

  @Test
  void joinsThePartsOfAnAnswer() throws Exception {
    answer(
        "{\"content\":[{\"type\":\"thinking\",\"thinking\":[]},{\"type\":\"text\",\"text\":\"Hel\"},"
            + "{\"type\":\"reference\",\"reference_ids\":[1]},\"lo\",{\"text\":\".\"}]}",
        "stop");

    assertResponse(Outcome.TEXT, "Hello.", Optional.empty(), "stop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tool_calls", "eos", "something_new", "STOP", "7"})
  void letsUnknownFinishReasonsThrough(String finish) throws Exception {
    answer("{\"content\":\"x\"}", finish);

    assertResponse(Outcome.TEXT, "x", Optional.empty(), finish);
  }

  @Test
  void toleratesNullsUnknownFieldsAndNumbersThatJsonDoesNotKnow() throws Exception {
    always(
        200,
        "\n\n{\"error\":null,\"model\":null,\"system_fingerprint\":null,\"provider\":\"p\","
            + "\"choices\":[{\"error\":{},\"finish_reason\":null,\"native_finish_reason\":9,"
            + "\"logprobs\":{\"content\":[{\"logprob\":-Infinity},{\"logprob\":NaN}]},"
            + "\"message\":{\"content\":\"x\",\"annotations\":[{}],\"new\":[[]]}}],"
            + "\"usage\":null,\"service_tier\":{}}");

    Response response = response();

    assertThat(response.outcome()).isEqualTo(Outcome.TEXT);
    assertThat(response.finishReason()).isEmpty();
    assertThat(response.served().model()).isEmpty();
    assertThat(response.served().fingerprint()).isEmpty();
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void readsTheFirstOfSeveralChoices() throws Exception {
    always(
        200, "{\"choices\":[{\"message\":{\"content\":\"a\"}},{\"message\":{\"content\":\"b\"}}]}");

    assertThat(response().text()).isEqualTo("a");
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void keepsTheTextAsItIs() throws Exception {
    answer("{\"content\":\"  \\u00e9\\n日本 😀\\r\\n \"}", "stop");

    assertThat(response().text()).isEqualTo("  é\n日本 😀\r\n ");
  }

  private void answer(String message, String finish) {
    answer(message, finish, "null");
  }

  private void answer(String message, String finish, String usage) {
    always(
        200,
        "{\"choices\":[{\"finish_reason\":\""
            + finish
            + "\",\"message\":"
            + message
            + "}],\"usage\":"
            + usage
            + "}");
  }

  private Response response() throws InterruptedException {
    CallResult result = ask();
    assertThat(result).isInstanceOf(Response.class);
    return (Response) result;
  }

  private void assertResponse(
      Outcome outcome, String text, Optional<RefusalSource> source, String finish)
      throws InterruptedException {
    Response response = response();
    assertThat(response.outcome()).isEqualTo(outcome);
    assertThat(response.text()).isEqualTo(text);
    assertThat(response.refusalSource()).isEqualTo(source);
    assertThat(response.finishReason()).contains(finish);
    assertThat(sent()).isEqualTo(1);
  }
}
