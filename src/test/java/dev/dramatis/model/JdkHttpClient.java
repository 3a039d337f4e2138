package dev.dramatis.model;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * LangChain4j's client over the JDK's, as a stranger's model has it; its own is not on our path.
 */
final class JdkHttpClient implements HttpClient, HttpClientBuilder {
  private final java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
  private Duration connect = Duration.ofSeconds(5);
  private Duration read = Duration.ofSeconds(5);

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    var sent =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(read)
            .POST(BodyPublishers.ofString(request.body()));
    request.headers().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
    HttpResponse<String> reply;
    try {
      reply = client.send(sent.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (reply.statusCode() / 100 != 2) {
      throw new HttpException(reply.statusCode(), reply.body());
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(reply.statusCode())
        .headers(reply.headers().map())
        .body(reply.body())
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("nothing here is streamed");
  }

  @Override
  public Duration connectTimeout() {
    return connect;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    connect = timeout;
    return this;
  }

  @Override
  public Duration readTimeout() {
    return read;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    read = timeout;
    return this;
  }

  @Override
  public HttpClient build() {
    return this;
  }
}
