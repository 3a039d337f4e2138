package dev.dramatis.model;

import dev.dramatis.http.Redactor;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.Transport;
import java.util.Map;

/**
 * A model behind Google's Gemini interface. Requests are written directly: LangChain4j's model
 * takes a seed once for all requests, and each of ours has its own. Thread-safe.
 */
final class GeminiEndpoint implements Endpoint {
  private final ModelName name;
  private final VendorRoute route;
  private final Map<String, Object> body;
  private final Transport transport;
  private final RetryPolicy retry;
  private final GeminiDialect dialect;
  private final VendorLookup lookup;

  GeminiEndpoint(
      ModelName name,
      VendorRoute route,
      Map<String, Object> body,
      Transport transport,
      Redactor redactor,
      RetryPolicy retry) {
    this.name = name;
    this.route = route;
    this.body = body;
    this.transport = transport;
    this.retry = retry;
    this.dialect = new GeminiDialect(route.chat(), route.baseUrl(), redactor);
    this.lookup = new VendorLookup(transport, redactor);
  }

  @Override
  public ModelName name() {
    return name;
  }

  @Override
  public CallResult ask(ChatRequest request) throws InterruptedException {
    if (!request.hasSystemFirst()) return route.refusesLateSystemText();
    var call = new ChatCall(route.chat(), dialect, transport, retry, request);
    call.send(GeminiBody.write(body, request));
    return call.result();
  }

  @Override
  public Preflight preflight() throws InterruptedException {
    return lookup.find(route);
  }
}
