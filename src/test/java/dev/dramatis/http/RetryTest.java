package dev.dramatis.http;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest extends TransportFixture {
  @Test
  void sendsBodyHeadersAndCredentialAndGivesTheReplyBack() throws Exception {
    busyOnce(ok("{\"a\":\"é\"}").withHeader("X-Request-Id", "r1"));

    Exchange exchange = send();

    assertThat(exchange)
        .asInstanceOf(type(Exchange.Replied.class))
        .satisfies(
            replied -> {
              assertThat(replied.reply().status()).isEqualTo(200);
              assertThat(replied.reply().body()).isEqualTo("{\"a\":\"é\"}");
              assertThat(replied.reply().header("x-request-id")).contains("r1");
              assertThat(replied.attempts()).isEqualTo(1);
            });
    server.verify(
        1,
        postRequestedFor(urlEqualTo("/chat"))
            .withRequestBody(equalTo("{\"q\":1}"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("anthropic-version", equalTo("2023-06-01"))
            .withHeader("x-api-key", equalTo(SECRET)));
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 12, 12000",
    "Retry-After, 12.5, 12500",
    "retry-after-ms, 9250, 9250",
    "Retry-After, 'Tue, 24 Nov 2026 12:00:30 GMT', 30000",
  })
  void waitsForAsLongAsTheServerAsks(String header, String value, long millis) throws Exception {
    busyOnce(status(429).withHeader(header, value));

    assertThat(send()).isInstanceOf(Exchange.Replied.class);
    assertThat(time.slept()).containsExactly(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-3", "NaN", "Tue, 24 Nov 2026 11:00:00 GMT"})
  void backsOffWhenTheHintMeansNothing(String value) throws Exception {
    busyOnce(status(429).withHeader("Retry-After", value));

    assertThat(send()).isInstanceOf(Exchange.Replied.class);
    assertThat(time.slept()).singleElement().satisfies(wait -> assertBackoff(wait, 500));
  }

  @Test
  void takesTheLongerOfTheWaitsInHeaderAndBody() throws Exception {
    busyOnce(status(429).withHeader("Retry-After", "2"));
    ReplyReader reader =
        reply ->
            reply.status() == 429
                ? new Reading.Retry(Optional.of(Duration.ofSeconds(20)), "quota", true)
                : new Reading.Done();

    transport.send(call(URI.create(server.baseUrl() + "/chat"), reader));

    assertThat(time.slept()).containsExactly(Duration.ofSeconds(20));
  }

  @Test
  void doublesItsWaitsUpToEightSecondsWithJitterFromTheSeed() throws Exception {
    always(status(500));
    policy = policy.withMaxAttempts(8);

    send();

    long[] full = {500, 1000, 2000, 4000, 8000, 8000, 8000};
    assertThat(time.slept()).hasSize(full.length).doesNotHaveDuplicates();
    for (int i = 0; i < full.length; i++) assertBackoff(time.slept().get(i), full[i]);

    var again = new FakeTime();
    try (var same =
        new HttpTransport(TransportSettings.standard(16, 7), redactor, again, again, again)) {
      same.send(call());
    }
    assertThat(again.slept()).isEqualTo(time.slept());
  }

  private static void assertBackoff(Duration wait, long fullMillis) {
    assertThat(wait)
        .isBetween(Duration.ofMillis(fullMillis * 3 / 4), Duration.ofMillis(fullMillis));
  }

  @Test
  void givesUpAfterItsAttemptsAndKeepsTheLastReply() throws Exception {
    always(status(529).withBody("overloaded"));

    Exchange exchange = send();

    assertThat(exchange)
        .asInstanceOf(type(Exchange.Failed.class))
        .satisfies(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.UNUSABLE_REPLY);
              assertThat(failed.attempts()).isEqualTo(4);
              assertThat(failed.lastReply()).map(HttpReply::status).contains(529);
              assertThat(failed.message()).contains("status 529: busy", "4 attempts", "/chat");
            });
    server.verify(4, postRequestedFor(urlEqualTo("/chat")));
  }

  @Test
  void sendsOnceWhenNoRetryIsAllowed() throws Exception {
    always(status(429));
    policy = policy.withMaxAttempts(1);

    assertThat(send())
        .asInstanceOf(type(Exchange.Failed.class))
        .returns(FailureKind.RATE_LIMITED, Exchange.Failed::kind)
        .returns(1, Exchange.Failed::attempts);
    server.verify(1, postRequestedFor(urlEqualTo("/chat")));
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void stopsAtAFatalReadingAndGivesTheReply() throws Exception {
    always(status(401).withBody("bad key"));

    assertThat(send())
        .asInstanceOf(type(Exchange.Rejected.class))
        .returns("bad key", rejected -> rejected.reply().body())
        .returns("status 401: not accepted", Exchange.Rejected::reason);
    server.verify(1, postRequestedFor(urlEqualTo("/chat")));
  }

  @Test
  void obeysTheServerThatSaysNotToRetry() throws Exception {
    always(status(500).withHeader("x-should-retry", "false"));

    assertThat(send()).isInstanceOf(Exchange.Rejected.class);
    server.verify(1, postRequestedFor(urlEqualTo("/chat")));
  }

  @Test
  void obeysTheServerThatSaysToRetryAndStaysWithinItsAttempts() throws Exception {
    always(status(400).withHeader("x-should-retry", "true"));

    assertThat(send()).isInstanceOf(Exchange.Failed.class);
    server.verify(4, postRequestedFor(urlEqualTo("/chat")));
  }

  @Test
  void failsAtOnceWhenTheServerAsksForALongerWaitThanAllowed() throws Exception {
    always(status(429).withHeader("Retry-After", "86400"));

    assertThat(send())
        .asInstanceOf(type(Exchange.Failed.class))
        .satisfies(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.WAIT_TOO_LONG);
              assertThat(failed.message()).contains("86400.0 s", "at most 60.0 s", "slow down");
            });
    assertThat(time.slept()).isEmpty();
    server.verify(1, postRequestedFor(urlEqualTo("/chat")));
  }

  @Test
  void startsNoWaitThatWouldPassTheDeadline() throws Exception {
    always(status(429).withHeader("Retry-After", "40"));
    policy = policy.withDeadline(Duration.ofSeconds(100)).withMaxAttempts(9);

    assertThat(send())
        .asInstanceOf(type(Exchange.Failed.class))
        .returns(FailureKind.DEADLINE, Exchange.Failed::kind)
        .returns(Duration.ofSeconds(80), Exchange.Failed::total);
    assertThat(time.slept()).containsExactly(Duration.ofSeconds(40), Duration.ofSeconds(40));
    server.verify(3, postRequestedFor(urlEqualTo("/chat")));
  }

  @Test
  void countsAttemptsRetriesAndBytes() throws Exception {
    busyOnce(status(429));

    send();

    TransportStats stats = transport.stats();
    assertThat(stats.attempts()).isEqualTo(2);
    assertThat(stats.retries()).containsOnly(Map.entry(FailureKind.RATE_LIMITED, 1L));
    assertThat(stats.bytesSent()).isEqualTo(2 * 7);
    assertThat(stats.bytesReceived()).isEqualTo(10);
    assertThat(stats.inFlight()).isZero();
    assertThat(stats.limits()).containsOnlyKeys("account/model");
  }

  @Test
  void givesThePermitBackWhenAReaderFails() {
    always(ok("{}"));
    HttpCall call =
        call(
            URI.create(server.baseUrl() + "/chat"),
            reply -> {
              throw new IllegalStateException("a broken reader");
            });

    assertThatThrownBy(() -> transport.send(call)).hasMessage("a broken reader");
    assertThat(transport.stats().inFlight()).isZero();
  }

  @Test
  void failsWithoutSendingOnceClosed() throws Exception {
    transport.close();

    assertThat(send())
        .asInstanceOf(type(Exchange.Failed.class))
        .returns(FailureKind.CLOSED, Exchange.Failed::kind)
        .returns(0, Exchange.Failed::attempts);
    assertThat(server.getAllServeEvents()).isEmpty();
  }
}
