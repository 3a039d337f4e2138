package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SentBodyTest extends EndpointFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HI = "{\"role\":\"user\",\"content\":\"Hi\"}";

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("nothing set", request(Message.user("Hi")), messages(HI), ""),
        Arguments.of(
            "temperature 0",
            request(sampled(OptionalDouble.of(0), OptionalDouble.empty(), 300), noSeed()),
            messages(HI),
            "\"temperature\":0.0,"),
        Arguments.of(
            "everything",
            new ChatRequest(
                List.of(Message.user("Hi")),
                new Parameters(
                    OptionalDouble.of(0.7), OptionalDouble.of(0.95), 300, List.of("\n\n", "END")),
                OptionalInt.of(0)),
            messages(HI),
            "\"temperature\":0.7,\"top_p\":0.95,\"stop\":[\"\\n\\n\",\"END\"],\"seed\":0,"),
        Arguments.of(
            "largest seed",
            request(
                sampled(OptionalDouble.of(1), OptionalDouble.of(0), 300),
                OptionalInt.of(Integer.MAX_VALUE)),
            messages(HI),
            "\"temperature\":1.0,\"top_p\":0.0,\"seed\":2147483647,"),
        Arguments.of(
            "log-probabilities",
            withLogprobs(Message.user("Hi")),
            messages(HI),
            "\"logprobs\":true,\"top_logprobs\":20,"),
        Arguments.of(
            "log-probabilities after a blank system text",
            withLogprobs(Message.system(""), Message.user("Hi")),
            messages("{\"role\":\"system\",\"content\":\"\"}", HI),
            "\"logprobs\":true,\"top_logprobs\":20,"),
        Arguments.of(
            "empty user text",
            request(Message.user("")),
            messages("{\"role\":\"user\",\"content\":\"\"}"),
            ""),
        Arguments.of(
            "blank user and assistant texts",
            request(Message.user(" \n"), Message.assistant(""), Message.user("\t")),
            messages(
                "{\"role\":\"user\",\"content\":\" \\n\"}",
                "{\"role\":\"assistant\",\"content\":\"\"}",
                "{\"role\":\"user\",\"content\":\"\\t\"}"),
            ""),
        Arguments.of(
            "empty system text",
            request(Message.system(""), Message.user("Hi")),
            messages("{\"role\":\"system\",\"content\":\"\"}", HI),
            ""),
        Arguments.of(
            "blank system text with everything",
            new ChatRequest(
                List.of(Message.system("  "), Message.user("Hi")),
                new Parameters(
                    OptionalDouble.of(0), OptionalDouble.of(0.95), 300, List.of("\n\n", "END")),
                OptionalInt.of(5)),
            messages("{\"role\":\"system\",\"content\":\"  \"}", HI),
            "\"temperature\":0.0,\"top_p\":0.95,\"stop\":[\"\\n\\n\",\"END\"],\"seed\":5,"),
        Arguments.of(
            "system texts in the middle and twice",
            request(
                Message.system("A"),
                Message.system("B"),
                Message.user("Hi"),
                Message.assistant("Yes?"),
                Message.system("C"),
                Message.user("Hi")),
            messages(
                "{\"role\":\"system\",\"content\":\"A\"}",
                "{\"role\":\"system\",\"content\":\"B\"}",
                HI,
                "{\"role\":\"assistant\",\"content\":\"Yes?\"}",
                "{\"role\":\"system\",\"content\":\"C\"}",
                HI),
            ""),
        Arguments.of(
            "assistant first, users in a row",
            request(Message.assistant("Well,"), Message.user("Hi"), Message.user("Hi")),
            messages("{\"role\":\"assistant\",\"content\":\"Well,\"}", HI, HI),
            ""),
        Arguments.of(
            "only a system text",
            request(Message.system("A")),
            messages("{\"role\":\"system\",\"content\":\"A\"}"),
            ""),
        Arguments.of(
            "texts that look like templates, JSON and escapes",
            request(Message.user("{{it}} {it} $1 \"q\" \\n </s> <|im_end|> \u2028\u0000\u007f")),
            messages(
                "{\"role\":\"user\",\"content\":\"{{it}} {it} $1 \\\"q\\\" \\\\n </s> <|im_end|>"
                    + " \\u2028\\u0000\\u007f\"}"),
            ""),
        Arguments.of(
            "other scripts, combining marks, emoji",
            request(
                Message.system("Ünïcödé"), Message.user("e\u0301 日本語 👩‍👩‍👧 \uD83D\uDE00 عربى")),
            messages(
                "{\"role\":\"system\",\"content\":\"Ünïcödé\"}",
                "{\"role\":\"user\",\"content\":\"e\u0301 日本語 👩‍👩‍👧 \uD83D\uDE00 عربى\"}"),
            ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void sendsWhatWasAskedAndNothingElse(
      String name, ChatRequest request, String messages, String sampling) throws Exception {
    always(200, HELLO);

    CallResult result = openAi().ask(request);

    assertThat(JSON.readTree(received()))
        .isEqualTo(
            JSON.readTree(
                "{\"model\":\"gpt-test\",\"messages\":"
                    + messages
                    + ","
                    + sampling
                    + "\"max_completion_tokens\":300,\"stream\":false}"));
    assertThat(((Response) result).requestBody().getBytes(UTF_8)).isEqualTo(receivedBytes());
  }

  @Test
  void writesTheSameTextForEveryRepeatOfARequest() throws Exception {
    always(200, HELLO);
    Endpoint endpoint = openAi();
    ChatRequest request =
        request(sampled(OptionalDouble.of(0.7), OptionalDouble.empty(), 300), OptionalInt.of(9));

    endpoint.ask(request);
    endpoint.ask(request(Message.user("something else")));
    endpoint.ask(request);

    List<byte[]> bodies =
        server.findAll(postRequestedFor(anyUrl())).stream().map(sent -> sent.getBody()).toList();
    assertThat(bodies).hasSize(3);
    assertThat(bodies.get(2)).isEqualTo(bodies.get(0));
    assertThat(new String(bodies.get(1), UTF_8)).doesNotContain("temperature", "seed");
  }

  @Test
  void sendsALongHistoryWhole() throws Exception {
    always(200, HELLO);
    var history = new ArrayList<Message>();
    for (int i = 0; i < 400; i++) {
      history.add(Message.user(i + ": " + "wörds ".repeat(200)));
      history.add(Message.assistant("reply " + i));
    }
    history.add(Message.user("last"));

    openAi().ask(request(history.toArray(Message[]::new)));

    JsonNode sent = JSON.readTree(received()).path("messages");
    assertThat(sent).hasSize(history.size());
    for (int i = 0; i < history.size(); i++) {
      assertThat(sent.get(i).path("content").asText()).isEqualTo(history.get(i).text());
      assertThat(sent.get(i).path("role").asText()).isEqualTo(i % 2 == 0 ? "user" : "assistant");
    }
  }

  @Test
  void sendsFurtherFieldsOfTheEndpointWithBothWritersOfBodies() throws Exception {
    always(200, HELLO);
    Map<String, Object> further =
        Map.of(
            "reasoning_effort",
            "none",
            "provider",
            Map.of("order", List.of("a", "b"), "allow_fallbacks", false));
    Endpoint endpoint =
        endpoints()
            .open(
                ModelName.parse("openai-compatible/m@" + server.baseUrl() + "/v1/"),
                new ModelSettings(Optional.empty(), Optional.empty(), further));
    String fields =
        "\"max_tokens\":300,\"stream\":false,\"reasoning_effort\":\"none\","
            + "\"provider\":{\"order\":[\"a\",\"b\"],\"allow_fallbacks\":false}}";

    endpoint.ask(request(Message.user("Hi")));
    assertThat(JSON.readTree(received()))
        .isEqualTo(JSON.readTree("{\"model\":\"m\",\"messages\":" + messages(HI) + "," + fields));
    server.resetRequests();
    endpoint.ask(request(Message.system(""), Message.user("Hi")));
    assertThat(JSON.readTree(received()))
        .isEqualTo(
            JSON.readTree(
                "{\"model\":\"m\",\"messages\":"
                    + messages("{\"role\":\"system\",\"content\":\"\"}", HI)
                    + ","
                    + fields));
    server.verify(1, postRequestedFor(urlEqualTo("/v1/chat/completions")));
  }

  @Test
  void refusesFurtherFieldsThatAnArmDecides() {
    assertThatThrownBy(
            () ->
                new ModelSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("temperature", 1, "n", 2, "random_seed", 3, "top_logprobs", 4)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("must not set n, random_seed, temperature, top_logprobs");
  }

  @Test
  void sendsJsonWithTheKeyAndNoPlaceholder() throws Exception {
    always(200, HELLO);

    ask();

    server.verify(
        1,
        postRequestedFor(urlEqualTo("/v1/chat/completions"))
            .withHeader("Authorization", equalTo("Bearer " + KEY))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("User-Agent", equalTo("dramatis")));
  }

  private String received() {
    return new String(receivedBytes(), UTF_8);
  }

  private byte[] receivedBytes() {
    return server.findAll(postRequestedFor(anyUrl())).get(0).getBody();
  }

  private static String messages(String... messages) {
    return "[" + String.join(",", messages) + "]";
  }

  private static ChatRequest request(Message... messages) {
    return plain(messages);
  }

  private static ChatRequest withLogprobs(Message... messages) {
    ChatRequest plain = plain(messages);
    return new ChatRequest(
        plain.messages(), plain.parameters(), plain.seed(), OptionalInt.of(20), "a trial");
  }

  private static ChatRequest request(Parameters parameters, OptionalInt seed) {
    return new ChatRequest(List.of(Message.user("Hi")), parameters, seed);
  }

  private static Parameters sampled(OptionalDouble temperature, OptionalDouble topP, int max) {
    return new Parameters(temperature, topP, max, List.of());
  }

  private static OptionalInt noSeed() {
    return OptionalInt.empty();
  }
}
