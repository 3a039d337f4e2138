package dev.dramatis.model;

import dev.dramatis.http.Redactor;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.Transport;
import dev.dramatis.suite.Parameters;
import java.util.List;
import java.util.Map;

/**
 * A model behind OpenAI's chat dialect. Requests go through LangChain4j; what was answered is read
 * from the raw reply, since LangChain4j drops refusals, finish reasons and headers. Thread-safe.
 */
final class OpenAiEndpoint implements Endpoint {
  private final ModelName name;
  private final OpenAiAccess access;
  private final Map<String, Object> body;
  private final SamplingRule rule;
  private final Transport transport;
  private final Redactor redactor;
  private final RetryPolicy retry;
  private final LangChainChat langChain;

  OpenAiEndpoint(
      ModelName name,
      OpenAiAccess access,
      Map<String, Object> body,
      Transport transport,
      Redactor redactor,
      RetryPolicy retry) {
    this.name = name;
    this.access = access;
    this.body = body;
    this.rule = OpenAiModels.rule(access.route(), OpenAiApi.CHAT_COMPLETIONS, body);
    this.transport = transport;
    this.redactor = redactor;
    this.retry = retry;
    // It writes bodies alone, and those do not depend on the key.
    this.langChain = new LangChainChat(access.route(), body, retry.attemptTimeout());
  }

  @Override
  public ModelName name() {
    return name;
  }

  @Override
  public CallResult ask(ChatRequest request) throws InterruptedException {
    OpenAiRoute route = access.route();
    var call =
        new ChatCall(route.chat(), OpenAiDialect.chat(redactor, route), transport, retry, request);
    if (langChain.canSend(request)) langChain.send(request, call);
    else call.send(DirectBody.write(route, body, request));
    return call.result();
  }

  @Override
  public List<String> objections(Parameters parameters, boolean withLogprobs) {
    return rule.objections(parameters, withLogprobs);
  }

  @Override
  public Preflight preflight() throws InterruptedException {
    return access.preflight();
  }
}
