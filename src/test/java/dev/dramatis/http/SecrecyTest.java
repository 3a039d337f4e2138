package dev.dramatis.http;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A key reaches the server it is for, and nothing else. */
class SecrecyTest extends TransportFixture {
  private List<String> logOf(HttpCall call) throws InterruptedException {
    var logger = (Logger) LoggerFactory.getLogger("dev.dramatis.http");
    var lines = new ListAppender<ILoggingEvent>();
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    Level before = logger.getLevel();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(lines);
    try {
      transport.send(call);
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(before);
    }
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void logsAttemptsWithoutTheKeyEvenIfTheServerEchoesIt() throws Exception {
    server.stubFor(
        post(urlPathEqualTo("/chat"))
            .willReturn(
                ok("{}").withHeader("X-Echo", "key=" + SECRET).withHeader("Request-Id", "req_7")));
    URI url = URI.create(server.baseUrl() + "/chat?key=" + SECRET);

    List<String> log = logOf(call(url, reply -> new Reading.Done()));

    assertThat(log)
        .hasSize(2)
        .noneMatch(line -> line.contains(SECRET) || line.contains("key=sk"))
        .anyMatch(line -> line.contains("POST") && line.contains("anthropic-version"))
        .anyMatch(line -> line.contains("X-Echo: key=[redacted]") && line.contains("req_7"));
  }

  @Test
  void logsABrokenAttempt() throws Exception {
    policy = policy.withMaxAttempts(1);
    HttpCall call = call();
    server.stop();

    assertThat(logOf(call)).anyMatch(line -> line.contains("failed:"));
  }

  @Test
  void redactsTheReasonOfAReaderThatQuotesTheBody() throws Exception {
    always(status(401).withBody("Incorrect API key provided: " + SECRET));
    ReplyReader quoting = reply -> new Reading.Fatal(reply.body());

    Exchange exchange = transport.send(call(URI.create(server.baseUrl() + "/chat"), quoting));

    assertThat(exchange)
        .asInstanceOf(type(Exchange.Rejected.class))
        .returns("status 401: Incorrect API key provided: [redacted]", Exchange.Rejected::reason);
  }

  @Test
  void redactsTheMessageOfAFailedCall() throws Exception {
    always(status(500).withBody(SECRET));
    ReplyReader quoting = reply -> new Reading.Retry(Optional.empty(), reply.body(), false);

    Exchange exchange = transport.send(call(URI.create(server.baseUrl() + "/chat"), quoting));

    assertThat(exchange)
        .asInstanceOf(type(Exchange.Failed.class))
        .satisfies(
            failed -> assertThat(failed.message()).contains("[redacted]").doesNotContain(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/v1",
        "http://127.0.0.1.example.com/v1",
        "http://localhost.example.com/v1",
        "http://10.0.0.1/v1",
        "http://[2001:db8::1]/v1",
      })
  void sendsNothingInTheClearToAnotherMachine(String url) throws Exception {
    Exchange exchange = transport.send(call(URI.create(url), TransportFixture::byStatus));

    assertThat(exchange)
        .asInstanceOf(type(Exchange.Failed.class))
        .satisfies(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.PLAIN_HTTP);
              assertThat(failed.attempts()).isZero();
              assertThat(failed.message()).contains("in the clear", URI.create(url).getHost());
            });
    assertThat(transport.stats().attempts()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1"})
  void sendsPlainHttpToThisMachine(String host) throws Exception {
    always(ok("{}"));
    URI url = URI.create("http://" + host + ":" + server.port() + "/chat");

    assertThat(transport.send(call(url, TransportFixture::byStatus)))
        .isInstanceOf(Exchange.Replied.class);
    server.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void rejectsAKeyWithALineBreakWithoutQuotingIt() {
    assertThatThrownBy(() -> Credential.header("x-api-key", SECRET + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x-api-key")
        .hasMessageContaining("U+000A")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void rejectsAnAddressWithAPasswordWithoutQuotingIt() {
    assertThatThrownBy(
            () -> call(URI.create("http://u:hunter22@localhost/"), TransportFixture::byStatus))
        .hasMessageContaining("give the key as a credential")
        .hasMessageNotContaining("hunter22");
  }
}
