package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.dramatis.suite.Message;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ManyCallersTest extends EndpointFixture {
  private static final Pattern MARK = Pattern.compile("mark-\\d+");

  @Test
  void givesEachOfManyCallersTheReplyToItsOwnRequest() throws Exception {
    HttpServer echo = echo();
    variables.put("OPENAI_BASE_URL", "http://127.0.0.1:" + echo.getAddress().getPort() + "/v1");
    Endpoint endpoint = openAi();
    ExecutorService callers = Executors.newFixedThreadPool(50);
    try {
      var answers = new ArrayList<Future<CallResult>>();
      for (int i = 0; i < 600; i++) {
        String mark = "mark-" + i;
        // Every third goes past LangChain4j.
        Message system = Message.system(i % 3 == 0 ? " " : "Be brief.");
        answers.add(callers.submit(() -> endpoint.ask(plain(system, Message.user(mark)))));
      }
      for (int i = 0; i < answers.size(); i++) {
        Response response = (Response) answers.get(i).get();
        assertThat(response.text()).isEqualTo("mark-" + i);
        assertThat(response.requestBody()).contains("\"mark-" + i + "\"");
      }
    } finally {
      callers.shutdownNow();
      echo.stop(0);
    }
  }

  /**
   * Answers with the mark in the request; every seventh as a refusal, at which LangChain4j throws.
   */
  private static HttpServer echo() throws Exception {
    HttpServer echo =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    echo.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes());
            Matcher mark = MARK.matcher(body);
            String text = mark.find() ? mark.group() : "none";
            String field = text.hashCode() % 7 == 0 ? "refusal" : "content";
            byte[] reply =
                ("{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\""
                        + field
                        + "\":\""
                        + text
                        + "\"}}]}")
                    .getBytes();
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
          }
        });
    echo.setExecutor(Executors.newFixedThreadPool(8, ManyCallersTest::daemon));
    echo.start();
    return echo;
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  @Test
  void stopsWaitingWhenItsThreadIsInterrupted() throws Exception {
    for (String system : List.of("Be brief.", "")) {
      server.resetAll();
      always(aResponse().withFixedDelay(15_000).withBody(HELLO));
      Endpoint endpoint = openAi();
      var thrown = new AtomicReference<Throwable>();
      var caller =
          new Thread(
              () -> {
                try {
                  endpoint.ask(plain(Message.system(system), Message.user("Hi")));
                } catch (Throwable e) {
                  thrown.set(e);
                }
              });
      caller.start();
      await().until(() -> transport.stats().inFlight() == 1);

      caller.interrupt();
      caller.join(10_000);

      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      assertThat(transport.stats().inFlight()).isZero();
    }
  }

  /** A stop interrupts for as long as a call goes on; LangChain4j turns the second into a fault. */
  @Test
  void stopsWaitingWhenItsThreadIsInterruptedAgainAndAgain() throws Exception {
    always(aResponse().withFixedDelay(15_000).withBody(HELLO));
    Endpoint endpoint = openAi();
    for (int i = 0; i < 20; i++) {
      var thrown = new AtomicReference<Throwable>();
      Thread caller =
          daemon(
              () -> {
                try {
                  endpoint.ask(plain(Message.user("Hi")));
                } catch (Throwable e) {
                  thrown.set(e);
                }
              });
      caller.start();
      await().until(() -> transport.stats().inFlight() == 1);

      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                for (int n = 0; n < 1000; n++) caller.interrupt();
                return !caller.isAlive();
              });

      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
  }
}
