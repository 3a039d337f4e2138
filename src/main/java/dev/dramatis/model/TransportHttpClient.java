package dev.dramatis.model;

import dev.dramatis.http.Exchange;
import dev.dramatis.http.HttpReply;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Carries LangChain4j's requests over the project's transport, as the {@link ChatCall} of the
 * thread that asks: LangChain4j calls its client on that thread. Thread-safe.
 */
final class TransportHttpClient implements HttpClient {
  private final ThreadLocal<@Nullable ChatCall> current = new ThreadLocal<>();

  /**
   * Has LangChain4j send a request as the given call. What it thinks of the reply does not matter,
   * as the reply is read from the call.
   */
  void send(ChatCall call, Runnable request) throws InterruptedException {
    current.set(call);
    try {
      request.run();
    } catch (RuntimeException e) {
      // LangChain4j throws for refusals, errors and replies that it cannot read, in bare
      // RuntimeExceptions too. Only if nothing came of the call at all is it a fault to report.
      if (call.exchange().isPresent()) return;
      if (isInterruption(e)) throw interruption(e);
      throw e;
    } finally {
      current.remove();
    }
  }

  /** LangChain4j, too, notices interrupts, and throws bare RuntimeExceptions of its own then. */
  private static boolean isInterruption(RuntimeException e) {
    return Thread.interrupted()
        || e instanceof Interrupted
        || e.getCause() instanceof Interrupted
        || e.getCause() instanceof InterruptedException;
  }

  private static InterruptedException interruption(RuntimeException e) {
    var interruption = new InterruptedException("interrupted while waiting for a reply");
    interruption.addSuppressed(e);
    return interruption;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    ChatCall call = current.get();
    if (call == null) throw new IllegalStateException("a request that nobody asked for");
    Exchange exchange;
    try {
      exchange = call.send(request.body());
    } catch (InterruptedException e) {
      throw new Interrupted();
    }
    if (exchange instanceof Exchange.Replied replied && isSuccess(replied.reply())) {
      return SuccessfulHttpResponse.builder()
          .statusCode(replied.reply().status())
          .headers(replied.reply().headers())
          .body(replied.reply().body())
          .build();
    }
    throw new NoSuccess();
  }

  private static boolean isSuccess(HttpReply reply) {
    return reply.status() >= 200 && reply.status() < 300;
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("replies are not streamed");
  }

  /** Ends LangChain4j's part in a call; the call itself holds what happened. */
  private static class NoSuccess extends HttpException {
    NoSuccess() {
      super(599, "see the call");
    }

    /** Thrown for every failed call and never shown. */
    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Brings an interrupt through LangChain4j, whose methods do not declare one. */
  private static final class Interrupted extends RuntimeException {}

  /** Gives LangChain4j the one client; timeouts are the transport's. */
  static final class Builder implements HttpClientBuilder {
    private final TransportHttpClient client;
    private @Nullable Duration connectTimeout;
    private @Nullable Duration readTimeout;

    Builder(TransportHttpClient client) {
      this.client = client;
    }

    @Override
    public @Nullable Duration connectTimeout() {
      return connectTimeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      this.connectTimeout = timeout;
      return this;
    }

    @Override
    public @Nullable Duration readTimeout() {
      return readTimeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      this.readTimeout = timeout;
      return this;
    }

    @Override
    public HttpClient build() {
      return client;
    }
  }
}
