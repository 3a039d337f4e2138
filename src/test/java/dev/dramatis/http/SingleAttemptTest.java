package dev.dramatis.http;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt is one request at the server, and it ends, whatever the server does. */
class SingleAttemptTest extends TransportFixture {
  @BeforeEach
  void allowOneAttempt() {
    policy = policy.withMaxAttempts(1);
  }

  private Exchange.Failed fail() throws InterruptedException {
    Exchange exchange = send();
    assertThat(exchange).isInstanceOf(Exchange.Failed.class);
    return (Exchange.Failed) exchange;
  }

  private void assertSentOnce() {
    server.verify(1, anyRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 421, 500, 503})
  void sendsAPostOnceWhateverTheStatusSuggestsToTheClient(int status) throws Exception {
    always(status(status).withHeader("Retry-After", "0"));

    Exchange exchange = send();

    assertThat(exchange).isNotInstanceOf(Exchange.Replied.class);
    assertSentOnce();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 503})
  void sendsAGetOnceAndStillReadsTheHint(int status) throws Exception {
    server.stubFor(get("/models").willReturn(status(status).withHeader("Retry-After", "0")));

    Exchange exchange =
        transport.send(
            HttpCall.get(
                URI.create(server.baseUrl() + "/models"),
                Map.of(),
                Optional.empty(),
                TransportFixture::byStatus,
                "models",
                policy));

    assertThat(exchange)
        .asInstanceOf(type(Exchange.Failed.class))
        .satisfies(
            failed -> {
              HttpReply reply = failed.lastReply().orElseThrow();
              assertThat(reply.headers()).containsKey("retry-after");
              assertThat(reply.header("RETRY-AFTER")).contains("0");
            });
    assertSentOnce();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void sendsOnceWhenTheConnectionBreaks(Fault fault) throws Exception {
    always(ok().withFault(fault));

    assertThat(fail().kind()).isEqualTo(FailureKind.CONNECTION);
    assertSentOnce();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void triesAgainAfterABrokenConnection(Fault fault) throws Exception {
    policy = policy.withMaxAttempts(2);
    busyOnce(ok().withFault(fault));

    assertThat(send())
        .asInstanceOf(type(Exchange.Replied.class))
        .returns(2, Exchange.Replied::attempts);
    server.verify(2, anyRequestedFor(anyUrl()));
    assertThat(transport.stats().retries()).containsOnlyKeys(FailureKind.CONNECTION);
  }

  @Test
  void cutsASilentServerOff() throws Exception {
    always(ok("{}").withFixedDelay(3000));
    policy = policy.withAttemptTimeout(Duration.ofMillis(100));

    assertThat(fail().kind()).isEqualTo(FailureKind.TIMEOUT);
    assertSentOnce();
  }

  @Test
  void followsNoRedirectAndKeepsTheKeyFromTheOtherServer() throws Exception {
    var other = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    other.start();
    try {
      other.stubFor(any(anyUrl()).willReturn(ok("{}")));
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        always(
            status(status)
                .withHeader("Location", "http://localhost:" + other.port() + "/chat?k=" + SECRET));

        Exchange.Failed failed = fail();

        assertThat(failed.kind()).isEqualTo(FailureKind.REDIRECT);
        assertThat(failed.message())
            .contains("status " + status + " redirects to localhost")
            .doesNotContain(SECRET);
        assertThat(failed.attempts()).isEqualTo(1);
      }
      other.verify(0, anyRequestedFor(anyUrl()));
    } finally {
      other.stop();
    }
  }

  @Test
  void readsNoMoreThanItsBound() throws Exception {
    transport = transport(TransportSettings.standard(4, 7).withMaxReplyBytes(1000));
    policy = policy.withMaxAttempts(3);
    always(ok("x".repeat(1001)));

    Exchange.Failed failed = fail();

    assertThat(failed.kind()).isEqualTo(FailureKind.TOO_LARGE);
    assertThat(failed.message()).contains("longer than 1000 bytes");
    assertSentOnce();

    always(ok("x".repeat(1000)));
    assertThat(send()).isInstanceOf(Exchange.Replied.class);
  }

  @Test
  void countsABodyAfterDecompression() throws Exception {
    transport = transport(TransportSettings.standard(4, 7).withMaxReplyBytes(100_000));
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[1_000_000]);
    }
    always(ok().withHeader("Content-Encoding", "gzip").withBody(packed.toByteArray()));

    assertThat(fail().kind()).isEqualTo(FailureKind.TOO_LARGE);
    assertThat(packed.size()).isLessThan(100_000);
  }

  @Test
  void doesNotAskAgainAServerWhoseCertificateDoesNotFit() throws Exception {
    var secure = new WireMockServer(options().dynamicHttpsPort().httpDisabled(true));
    secure.start();
    policy = policy.withMaxAttempts(3);
    try {
      URI url = URI.create("https://localhost:" + secure.httpsPort() + "/chat");

      Exchange exchange = transport.send(call(url, TransportFixture::byStatus));

      assertThat(exchange)
          .asInstanceOf(type(Exchange.Failed.class))
          .returns(FailureKind.CONNECTION, Exchange.Failed::kind)
          .returns(1, Exchange.Failed::attempts);
    } finally {
      secure.stop();
    }
  }

  @Test
  void triesAgainWhenNobodyListens() throws Exception {
    policy = policy.withMaxAttempts(3);
    HttpCall call = call();
    server.stop();

    assertThat(transport.send(call))
        .asInstanceOf(type(Exchange.Failed.class))
        .returns(FailureKind.CONNECTION, Exchange.Failed::kind)
        .returns(3, Exchange.Failed::attempts);
    assertThat(time.slept()).hasSize(2);
  }
}
