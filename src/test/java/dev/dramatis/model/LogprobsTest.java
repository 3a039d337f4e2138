package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogprobsTest extends EndpointFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"Be brief.", ""})
  void asksForThemOnlyWhenTheRequestDoes(String system) throws Exception {
    always(200, HELLO);

    openAi().ask(request(system, OptionalInt.of(5)));
    openAi().ask(request(system, OptionalInt.of(0)));
    openAi().ask(request(system, OptionalInt.empty()));

    JsonNode five = sent(0);
    assertThat(five.path("logprobs").booleanValue()).isTrue();
    assertThat(five.path("top_logprobs").asInt()).isEqualTo(5);
    assertThat(sent(1).path("top_logprobs").asInt(-1)).isZero();
    assertThat(sent(2).has("logprobs")).isFalse();
    assertThat(sent(2).has("top_logprobs")).isFalse();
  }

  @Test
  void readsEachTokenAndWhatMightHaveStoodThere() throws Exception {
    content(
        "[{\"token\":\"Yes\",\"logprob\":-0.1,\"bytes\":[89],\"top_logprobs\":["
            + "{\"token\":\"Yes\",\"logprob\":-0.1},{\"token\":\"No\",\"logprob\":-2.5}]},"
            + "{\"token\":\".\",\"logprob\":-0.0,\"top_logprobs\":[]}]");

    assertThat(tokens())
        .containsExactly(
            new TokenChoice("Yes", -0.1, Map.of("Yes", -0.1, "No", -2.5)),
            new TokenChoice(".", -0.0, Map.of()));
  }

  @Test
  void keepsTheOrderOfTheProvider() throws Exception {
    content(
        "[{\"token\":\"a\",\"logprob\":-1,\"top_logprobs\":[{\"token\":\"c\",\"logprob\":-0.5},"
            + "{\"token\":\"a\",\"logprob\":-1},{\"token\":\"b\",\"logprob\":-2}]}]");

    assertThat(tokens().get(0).top().keySet()).containsExactly("c", "a", "b");
  }

  @Test
  void leavesOutAlternativesOfWhichTheProbabilityIsNotKnown() throws Exception {
    content(
        "[{\"token\":\"odd\",\"logprob\":-9999.0,\"top_logprobs\":["
            + "{\"token\":\"a\",\"logprob\":-0.2},{\"token\":\"b\",\"logprob\":-9999.0},"
            + "{\"token\":\"c\",\"logprob\":NaN},{\"token\":\"d\",\"logprob\":-Infinity},"
            + "{\"token\":\"e\",\"logprob\":null},{\"token\":null,\"logprob\":-3},7]}]");

    assertThat(tokens()).containsExactly(new TokenChoice("odd", -9999.0, Map.of("a", -0.2)));
  }

  @Test
  void takesTheLikelierOfTwoTokensThatAreWrittenAlike() throws Exception {
    content(
        "[{\"token\":\"\ufffd\",\"logprob\":-1,\"top_logprobs\":["
            + "{\"token\":\"\ufffd\",\"logprob\":-3},{\"token\":\"\ufffd\",\"logprob\":-1}]}]");

    assertThat(tokens()).containsExactly(new TokenChoice("\ufffd", -1, Map.of("\ufffd", -1.0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "\"none\"",
        "[{\"token\":\"a\"}]",
        "[{\"token\":\"a\",\"logprob\":NaN}]",
        "[{\"token\":\"a\",\"logprob\":\"-0.5\"}]",
        "[{\"token\":\"a\",\"logprob\":-0.5},{\"logprob\":-0.5}]",
        "[null]",
        "[[]]"
      })
  void givesNoneRatherThanSomeThatCannotBeRead(String content) throws Exception {
    content(content);

    assertThat(tokens()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "{}", "[]", "{\"tokens\":[\"a\"],\"token_logprobs\":[-0.5]}", "true"})
  void givesNoneWhereTheServerWritesThemOtherwise(String logprobs) throws Exception {
    logprobs(logprobs);

    assertThat(tokens()).isEmpty();
  }

  private void content(String content) {
    logprobs("{\"content\":" + content + ",\"refusal\":null}");
  }

  private void logprobs(String logprobs) {
    always(
        200,
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"x\"},\"logprobs\":"
            + logprobs
            + "}]}");
  }

  private List<TokenChoice> tokens() throws InterruptedException {
    CallResult result = openAi().ask(request("Be brief.", OptionalInt.of(5)));
    assertThat(result).isInstanceOf(Response.class);
    assertThat(((Response) result).text()).isEqualTo("x");
    return ((Response) result).tokens();
  }

  private static ChatRequest request(String system, OptionalInt topLogprobs) {
    return new ChatRequest(
        List.of(Message.system(system), Message.user("Hi")),
        new Parameters(OptionalDouble.empty(), OptionalDouble.empty(), 300, List.of()),
        OptionalInt.empty(),
        topLogprobs,
        "");
  }

  private JsonNode sent(int index) throws Exception {
    return JSON.readTree(server.findAll(postRequestedFor(anyUrl())).get(index).getBodyAsString());
  }
}
