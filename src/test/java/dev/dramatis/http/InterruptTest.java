package dev.dramatis.http;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Calls that are stopped, or wait for others, from outside. */
class InterruptTest extends TransportFixture {
  private static final Duration PROMPTLY = Duration.ofSeconds(2);

  /** Sends from a thread of its own and keeps what came of it. */
  private static Thread send(HttpTransport transport, HttpCall call, AtomicReference<Object> end) {
    var thread =
        new Thread(
            () -> {
              try {
                end.set(transport.send(call));
              } catch (InterruptedException e) {
                end.set(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static Object await(AtomicReference<Object> end) {
    return Awaitility.await()
        .atMost(PROMPTLY)
        .pollInterval(Duration.ofMillis(5))
        .until(end::get, value -> value != null);
  }

  private void awaitRequests(int count) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> transport.stats().inFlight() == count);
  }

  @Test
  void endsPromptlyWhileOnTheWire() {
    always(ok("{}").withFixedDelay(4000));
    var end = new AtomicReference<>();
    Thread sender = send(transport, call(), end);
    awaitRequests(1);

    sender.interrupt();

    assertThat(await(end)).isInstanceOf(InterruptedException.class);
    assertThat(transport.stats().inFlight()).isZero();
  }

  @Test
  void endsPromptlyWhileWaitingForAPermit() {
    transport = transport(TransportSettings.standard(1, 7));
    always(ok("{}").withFixedDelay(4000));
    var first = new AtomicReference<>();
    var second = new AtomicReference<>();
    Thread holder = send(transport, call(), first);
    awaitRequests(1);
    Thread waiter = send(transport, call(), second);
    Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);

    waiter.interrupt();

    assertThat(await(second)).isInstanceOf(InterruptedException.class);
    assertThat(transport.stats().attempts()).isEqualTo(1);
    holder.interrupt();
    await(first);
  }

  @Test
  void endsPromptlyWhileWaitingToTryAgain() {
    always(status(500));
    transport =
        new HttpTransport(TransportSettings.standard(1, 7), redactor, time, time, Sleeper.system());
    var end = new AtomicReference<>();
    Thread sender = send(transport, call(), end);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> transport.stats().retries().containsKey(FailureKind.UNUSABLE_REPLY));

    sender.interrupt();

    assertThat(await(end)).isInstanceOf(InterruptedException.class);
    assertThat(transport.stats().inFlight()).isZero();
  }

  @Test
  void sendsNothingFromAThreadThatIsAlreadyInterrupted() {
    always(ok("{}"));
    var end = new AtomicReference<>();
    var thread =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              try {
                end.set(transport.send(call()));
              } catch (InterruptedException e) {
                end.set(e);
              }
            });
    thread.start();

    assertThat(await(end)).isInstanceOf(InterruptedException.class);
    server.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void failsWhenNoPermitComesWithinTheDeadline() throws Exception {
    transport = transport(TransportSettings.standard(1, 7));
    always(ok("{}").withFixedDelay(4000));
    var first = new AtomicReference<>();
    Thread holder = send(transport, call(), first);
    awaitRequests(1);
    policy = policy.withDeadline(Duration.ofMillis(50));

    assertThat(send())
        .asInstanceOf(type(Exchange.Failed.class))
        .satisfies(
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.DEADLINE);
              assertThat(failed.attempts()).isZero();
              assertThat(failed.message()).contains("no permit", "account/model");
            });
    holder.interrupt();
    await(first);
  }

  @Test
  void holdsNoPermitWhileItWaitsToTryAgain() throws Exception {
    busyOnce(status(500));
    var meanwhile = new ArrayList<Exchange>();
    var inFlight = new ArrayList<Integer>();
    Sleeper sleeper =
        wait -> {
          inFlight.add(transport.stats().inFlight());
          meanwhile.add(transport.send(call()));
          time.pass(wait);
        };
    transport = new HttpTransport(TransportSettings.standard(1, 7), redactor, time, time, sleeper);

    Exchange exchange = send();

    assertThat(exchange).returns(2, Exchange::attempts);
    assertThat(meanwhile).singleElement().isInstanceOf(Exchange.Replied.class);
    assertThat(inFlight).containsExactly(0);
  }

  @Test
  void endsCallsUnderWayWhenClosed() {
    always(ok("{}").withFixedDelay(4000));
    var end = new AtomicReference<>();
    send(transport, call(), end);
    awaitRequests(1);

    transport.close();

    assertThat(await(end))
        .asInstanceOf(type(Exchange.Failed.class))
        .returns(FailureKind.CLOSED, Exchange.Failed::kind);
  }

  @Test
  void keepsMoreCallsInFlightThanTheClientsUsualFivePerHost() throws Exception {
    var together = new CyclicBarrier(8);
    HttpServer meeting =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    ExecutorService threads = Executors.newCachedThreadPool();
    meeting.setExecutor(threads);
    meeting.createContext(
        "/",
        exchange -> {
          try {
            together.await(1, TimeUnit.SECONDS);
            exchange.sendResponseHeaders(200, -1);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            exchange.sendResponseHeaders(418, -1);
          } finally {
            exchange.close();
          }
        });
    meeting.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + meeting.getAddress().getPort() + "/chat");
      var ends = new ArrayList<AtomicReference<Object>>();
      for (int i = 0; i < 8; i++) {
        ends.add(new AtomicReference<>());
        send(transport, call(url, TransportFixture::byStatus), ends.get(i));
      }

      for (AtomicReference<Object> end : ends) {
        assertThat(await(end)).isInstanceOf(Exchange.Replied.class);
      }
    } finally {
      meeting.stop(0);
      threads.shutdownNow();
    }
  }
}
