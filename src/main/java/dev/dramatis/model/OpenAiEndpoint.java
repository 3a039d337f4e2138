package dev.dramatis.model;

import dev.dramatis.http.Redactor;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.Transport;
import java.util.Map;

/**
 * A model behind OpenAI's chat dialect. Requests go through LangChain4j; what was answered is read
 * from the raw reply, since LangChain4j drops refusals, finish reasons and headers. Thread-safe.
 */
final class OpenAiEndpoint implements Endpoint {
  private final ModelName name;
  private final OpenAiRoute route;
  private final Map<String, Object> body;
  private final Transport transport;
  private final RetryPolicy retry;
  private final OpenAiDialect dialect;
  private final LangChainChat langChain;

  OpenAiEndpoint(
      ModelName name,
      OpenAiRoute route,
      Map<String, Object> body,
      Transport transport,
      Redactor redactor,
      RetryPolicy retry) {
    this.name = name;
    this.route = route;
    this.body = body;
    this.transport = transport;
    this.retry = retry;
    this.dialect = OpenAiDialect.chat(redactor, route);
    this.langChain = new LangChainChat(route, body, retry.attemptTimeout());
  }

  @Override
  public ModelName name() {
    return name;
  }

  @Override
  public CallResult ask(ChatRequest request) throws InterruptedException {
    var call = new ChatCall(route.chat(), dialect, transport, retry, request.purpose());
    if (langChain.canSend(request)) langChain.send(request, call);
    else call.send(DirectBody.write(route, body, request));
    return call.result();
  }
}
