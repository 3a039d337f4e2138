package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.dramatis.suite.Capability;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of LangChain4j's, a real one before a local server and made ones. */
class HandedInModelTest {
  private static final String KEY = "house-key-0123456789abcdef";

  private final WireMockServer server =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

  @BeforeEach
  void startServer() {
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  private HandedInModel openAi() {
    return HandedInModel.of(
        "house",
        OpenAiChatModel.builder()
            .httpClientBuilder(new JdkHttpClient())
            .baseUrl(server.baseUrl() + "/v1")
            .apiKey(KEY)
            .modelName("house-1")
            .maxRetries(0)
            .build());
  }

  private void reply(int status, String body) {
    server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private static ChatRequest request(Message... messages) {
    return new ChatRequest(
        List.of(messages),
        new Parameters(OptionalDouble.of(0.7), OptionalDouble.of(0.9), 60, List.of("END")),
        OptionalInt.of(5));
  }

  private static ChatRequest hello() {
    return request(Message.user("Hello?"));
  }

  private static HandedInModel made(Supplier<ChatResponse> answer) {
    return HandedInModel.of(
        "made",
        new ChatModel() {
          @Override
          public ChatResponse doChat(dev.langchain4j.model.chat.request.ChatRequest request) {
            return answer.get();
          }
        });
  }

  private static ChatResponse said(AiMessage message, FinishReason reason) {
    return ChatResponse.builder().aiMessage(message).finishReason(reason).build();
  }

  @Test
  void aRequestGoesOutAsTheArmSays() throws Exception {
    reply(200, EndpointFixture.HELLO);

    Response response =
        (Response)
            openAi()
                .ask(
                    request(
                        Message.system("You are a clerk."),
                        Message.user("One?"),
                        Message.assistant("Two."),
                        Message.user("Three?")));

    server.verify(
        postRequestedFor(anyUrl())
            .withRequestBody(
                equalToJson(
                    """
                    {"model": "house-1", "temperature": 0.7, "top_p": 0.9, "max_tokens": 60,
                     "stop": ["END"],
                     "messages": [{"role": "system", "content": "You are a clerk."},
                                  {"role": "user", "content": "One?"},
                                  {"role": "assistant", "content": "Two."},
                                  {"role": "user", "content": "Three?"}]}""",
                    true,
                    true)));
    assertThat(response.text()).isEqualTo("Hello.");
    assertThat(response.outcome()).isEqualTo(Response.Outcome.TEXT);
    assertThat(response.finishReason()).contains("STOP");
    assertThat(response.served().model()).contains("served-1");
    assertThat(response.served().requestId()).contains("c1");
    assertThat(response.usage().input()).isEqualTo(OptionalLong.of(11));
    assertThat(response.usage().output()).isEqualTo(OptionalLong.of(3));
  }

  @ParameterizedTest
  @CsvSource({
    "400, FATAL",
    "401, UNUSABLE_ENDPOINT",
    "403, UNUSABLE_ENDPOINT",
    "404, UNUSABLE_ENDPOINT",
    "408, RETRYABLE",
    "422, FATAL",
    "429, RETRYABLE",
    "500, RETRYABLE",
    "503, RETRYABLE"
  })
  void whatAServerRefusesIsAFailedCallOfItsKind(int status, FailedCall.Kind kind) throws Exception {
    reply(status, "{\"error\": {\"message\": \"no\"}}");

    FailedCall failed = (FailedCall) openAi().ask(hello());

    assertThat(failed.kind()).isEqualTo(kind);
    assertThat(failed.status()).isEqualTo(OptionalInt.of(status));
    assertThat(failed.message()).contains("no");
    // Retries are the model's, and this one was told to make none.
    assertThat(failed.attempts()).isEqualTo(1);
    server.verify(1, postRequestedFor(anyUrl()));
  }

  @Test
  void aConnectionThatBreaksMayBeTriedAgain() throws Exception {
    server.stubFor(
        post(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThat(((FailedCall) openAi().ask(hello())).kind()).isEqualTo(FailedCall.Kind.RETRYABLE);
  }

  @Test
  void aFilterIsARefusalAndNoFailure() throws Exception {
    reply(
        200,
        "{\"choices\": [{\"finish_reason\": \"content_filter\","
            + " \"message\": {\"role\": \"assistant\", \"content\": \"I\"}}]}");
    Response cut = (Response) openAi().ask(hello());
    reply(
        200,
        "{\"choices\": [{\"finish_reason\": \"stop\", \"message\":"
            + " {\"role\": \"assistant\", \"content\": null, \"refusal\": \"I will not.\"}}]}");
    Response refused = (Response) openAi().ask(hello());

    assertThat(cut.outcome()).isEqualTo(Response.Outcome.REFUSAL);
    assertThat(refused.outcome()).isEqualTo(Response.Outcome.REFUSAL);
  }

  @Test
  void aKeyThatAServerSaysBackIsTakenOutBeforeTheMessageIsCut() throws Exception {
    reply(401, "x".repeat(290) + " " + KEY);

    FailedCall told = (FailedCall) openAi().hiding(KEY).ask(hello());

    assertThat(told.message()).doesNotContain("house-key").endsWith("…");
  }

  @Test
  void whatAModelThrowsIsReadByItsTypeAndBounded() throws Exception {
    HandedInModel broken =
        made(
            () -> {
              throw new IllegalStateException("a page\n".repeat(1000));
            });
    HandedInModel slow =
        made(
            () -> {
              throw new IllegalStateException(new SocketTimeoutException("timeout"));
            });
    HandedInModel unable =
        made(
            () -> {
              throw new UnsupportedFeatureException("no topP");
            });
    HandedInModel sneaky = made(() -> HandedInModelTest.<RuntimeException>sneak());

    assertThat(((FailedCall) broken.ask(hello())).kind()).isEqualTo(FailedCall.Kind.FATAL);
    assertThat(((FailedCall) broken.ask(hello())).message())
        .hasSizeLessThan(400)
        .doesNotContain("\n");
    assertThat(((FailedCall) slow.ask(hello())).kind()).isEqualTo(FailedCall.Kind.RETRYABLE);
    assertThat(((FailedCall) unable.ask(hello())).kind()).isEqualTo(FailedCall.Kind.FATAL);
    assertThat(((FailedCall) sneaky.ask(hello())).message()).contains("undeclared");
  }

  @SuppressWarnings("unchecked") // What other languages of the JVM do.
  private static <E extends Exception> ChatResponse sneak() throws E {
    throw (E) new java.io.IOException("undeclared");
  }

  @Test
  void cutEmptyAndCallingRepliesAreToldApart() throws Exception {
    Response cut =
        (Response) made(() -> said(AiMessage.from("The"), FinishReason.LENGTH)).ask(hello());
    Response empty =
        (Response) made(() -> said(AiMessage.from(" "), FinishReason.STOP)).ask(hello());
    Response calling =
        (Response)
            made(() ->
                    said(
                        AiMessage.from(
                            ToolExecutionRequest.builder()
                                .name("book")
                                .arguments("{\"room\": \"attic\"}")
                                .build()),
                        FinishReason.TOOL_EXECUTION))
                .ask(hello());

    assertThat(cut.outcome()).isEqualTo(Response.Outcome.TRUNCATED);
    assertThat(empty.outcome()).isEqualTo(Response.Outcome.EMPTY);
    assertThat(calling.outcome()).isEqualTo(Response.Outcome.TEXT);
    assertThat(calling.calls()).containsExactly(new ToolCall("book", "{\"room\": \"attic\"}"));
  }

  @Test
  void nothingIsSentThatCouldNotGoOutAsItStands() throws Exception {
    HandedInModel model = openAi();

    CallResult begun = model.ask(request(Message.user("Hello?"), Message.assistant("Well")));
    CallResult blank = model.ask(request(Message.system(" "), Message.user("Hello?")));

    assertThat(begun).isInstanceOf(FailedCall.class);
    assertThat(((FailedCall) blank).message()).contains("blank system text");
    for (Capability capability : Capability.values()) {
      assertThat(model.can(capability) instanceof Ability.Able)
          .as(capability.word())
          .isEqualTo(capability == Capability.CHAT);
    }
    server.verify(0, postRequestedFor(anyUrl()));
  }

  @Test
  void anInterruptIsPassedOn() {
    HandedInModel stopped =
        made(
            () -> {
              Thread.currentThread().interrupt();
              throw new IllegalStateException("stopped");
            });

    assertThatThrownBy(() -> stopped.ask(hello())).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "line\nbreak", "<b>", "#alias", "=1+1"})
  void namesAreFitForReports(String name) {
    ChatModel model = new ChatModel() {};

    assertThatThrownBy(() -> HandedInModel.of(name, model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("house-model-2");
  }
}
