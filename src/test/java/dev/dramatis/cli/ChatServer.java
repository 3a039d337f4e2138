package dev.dramatis.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import org.jspecify.annotations.Nullable;

/** A server of OpenAI's dialect that answers every request alike. */
final class ChatServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final WireMockServer server =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

  private final String url;

  ChatServer() {
    server.start();
    url = server.baseUrl() + "/v1";
  }

  String url() {
    return url;
  }

  /** Its model as a user names it. */
  String model() {
    return "openai-compatible/m@" + url;
  }

  void answers(String text) {
    replies(text, "stop", null);
  }

  void replies(String text, String finishReason, @Nullable String refusal) {
    ObjectNode reply = JSON.createObjectNode();
    reply.put("id", "c1").put("object", "chat.completion").put("model", "served-1");
    ObjectNode choice = reply.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", finishReason);
    choice
        .putObject("message")
        .put("role", "assistant")
        .put("content", text)
        .put("refusal", refusal);
    reply.putObject("usage").put("prompt_tokens", 11).put("completion_tokens", 3);
    status(200, reply.toString());
  }

  /** Answers everything with so many tokens read and written. */
  void answersInTokens(int input, int output) {
    answersInTokens("", input, output);
  }

  /** Answers requests that hold a text with so many tokens read and written. */
  void answersInTokens(String text, int input, int output) {
    ObjectNode reply = JSON.createObjectNode();
    reply.put("id", "c1").put("object", "chat.completion").put("model", "served-1");
    ObjectNode choice = reply.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", "About " + output + ".");
    reply.putObject("usage").put("prompt_tokens", input).put("completion_tokens", output);
    server.stubFor(
        post(anyUrl())
            .withRequestBody(containing(text))
            .willReturn(
                aResponse()
                    .withStatus(200)
                    .withHeader("Content-Type", "application/json")
                    .withBody(reply.toString())));
  }

  void refuses(int status, String message) {
    ObjectNode error = JSON.createObjectNode();
    error.putObject("error").put("message", message).put("type", "invalid_request_error");
    status(status, error.toString());
  }

  private void status(int status, String body) {
    server.resetMappings();
    server.stubFor(
        post(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/json")
                    .withBody(body)));
  }

  int requests() {
    return server.getAllServeEvents().size();
  }

  @Override
  public void close() {
    server.stop();
  }
}
