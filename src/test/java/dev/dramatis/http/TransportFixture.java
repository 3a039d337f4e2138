package dev.dramatis.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A local server, a transport and a time that does not pass by itself. */
abstract class TransportFixture {
  static final String SECRET = "sk-live-1234+abcd/EFGH==";

  final WireMockServer server =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  final FakeTime time = new FakeTime();
  final Redactor redactor = new Redactor();
  HttpTransport transport = transport(TransportSettings.standard(16, 7));
  RetryPolicy policy =
      new RetryPolicy(4, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(10));

  @BeforeEach
  void startServer() {
    server.start();
  }

  @AfterEach
  void stopServer() {
    transport.close();
    server.stop();
  }

  final HttpTransport transport(TransportSettings settings) {
    return new HttpTransport(settings, redactor, time, time, time);
  }

  /** Success is done; 429, 408 and server errors may pass; the rest is fatal. */
  static Reading byStatus(HttpReply reply) {
    int status = reply.status();
    if (status < 300) return new Reading.Done();
    if (status == 429) return new Reading.Retry(Optional.empty(), "slow down", true);
    if (status == 408 || status >= 500) {
      return new Reading.Retry(Optional.empty(), "busy", false);
    }
    return new Reading.Fatal("not accepted");
  }

  HttpCall call() {
    return call(URI.create(server.baseUrl() + "/chat"), TransportFixture::byStatus);
  }

  HttpCall call(URI url, ReplyReader reader) {
    return HttpCall.postJson(
        url,
        Map.of("anthropic-version", "2023-06-01"),
        "{\"q\":1}",
        Optional.of(Credential.header("x-api-key", SECRET)),
        reader,
        "account/model",
        policy);
  }

  Exchange send() throws InterruptedException {
    return transport.send(call());
  }

  final void busyOnce(ResponseDefinitionBuilder first) {
    server.stubFor(
        post("/chat")
            .inScenario("busy")
            .whenScenarioStateIs(STARTED)
            .willReturn(first)
            .willSetStateTo("free"));
    server.stubFor(
        post("/chat")
            .inScenario("busy")
            .whenScenarioStateIs("free")
            .willReturn(ok("{\"a\":\"é\"}").withHeader("X-Request-Id", "r1")));
  }

  final void always(ResponseDefinitionBuilder response) {
    server.stubFor(post("/chat").willReturn(response));
  }

  static ResponseDefinitionBuilder status(int status) {
    return aResponse().withStatus(status);
  }
}
