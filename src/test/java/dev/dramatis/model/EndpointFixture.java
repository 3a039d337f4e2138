package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.dramatis.http.FakeTime;
import dev.dramatis.http.HttpTransport;
import dev.dramatis.http.Redactor;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.TransportSettings;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A local server of OpenAI's dialect and endpoints that ask it. */
abstract class EndpointFixture {
  static final String KEY = "sk-test-0123456789abcdef";
  static final String HELLO =
      """
      {"id":"c1","object":"chat.completion","model":"served-1","system_fingerprint":"fp_1",
       "choices":[{"index":0,"finish_reason":"stop",
                   "message":{"role":"assistant","content":"Hello.","refusal":null}}],
       "usage":{"prompt_tokens":11,"completion_tokens":3,"total_tokens":14}}
      """;

  final WireMockServer server =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  final FakeTime time = new FakeTime();
  final Redactor redactor = new Redactor();
  final HttpTransport transport =
      new HttpTransport(TransportSettings.standard(16, 7), redactor, time, time, time);
  final Map<String, String> variables = new HashMap<>();
  RetryPolicy policy =
      new RetryPolicy(5, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofMinutes(10));

  @BeforeEach
  void startServer() {
    server.start();
    variables.put("OPENAI_API_KEY", KEY);
    variables.put("OPENAI_BASE_URL", server.baseUrl() + "/v1");
  }

  @AfterEach
  void stopServer() {
    transport.close();
    server.stop();
  }

  final Endpoints endpoints() {
    return new Endpoints(
        name -> Optional.ofNullable(variables.get(name)), transport, redactor, policy, time);
  }

  final Endpoint openAi() {
    return endpoints().open(ModelName.parse("openai/gpt-test"));
  }

  final CallResult ask() throws InterruptedException {
    return openAi().ask(plain(Message.user("Hi")));
  }

  final void always(int status, String body) {
    always(json(status, body));
  }

  final void always(ResponseDefinitionBuilder response) {
    server.stubFor(post(anyUrl()).willReturn(response));
  }

  final int sent() {
    return server.getAllServeEvents().size();
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withHeader("X-Request-Id", "req_1")
        .withBody(body);
  }

  static ChatRequest plain(Message... messages) {
    return new ChatRequest(
        List.of(messages),
        new Parameters(OptionalDouble.empty(), OptionalDouble.empty(), 300, List.of()),
        OptionalInt.empty());
  }
}
