package dev.dramatis.model;

import dev.dramatis.http.Exchange;
import dev.dramatis.http.FailureKind;
import dev.dramatis.http.HttpReply;
import dev.dramatis.http.Redactor;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
    this.dialect = new OpenAiDialect(redactor, route);
    this.langChain = new LangChainChat(route, body, retry.attemptTimeout());
  }

  @Override
  public ModelName name() {
    return name;
  }

  @Override
  public CallResult ask(ChatRequest request) throws InterruptedException {
    var call = new ChatCall(route, dialect, transport, retry);
    if (LangChainChat.canSend(request)) langChain.send(request, call);
    else call.send(DirectBody.write(route, body, request));
    Exchange exchange =
        call.exchange().orElseThrow(() -> new IllegalStateException("a request that was not sent"));
    String sent = call.body().orElse("");
    if (exchange instanceof Exchange.Replied replied) {
      ReplyJudgement judgement = dialect.judge(replied.reply());
      if (judgement instanceof ReplyJudgement.Answer answer) return response(replied, answer, sent);
    }
    return failure(exchange, sent);
  }

  private Response response(
      Exchange.Replied replied, ReplyJudgement.Answer answer, String requestBody) {
    return new Response(
        answer.outcome(),
        answer.text(),
        answer.refusalSource(),
        answer.finishReason(),
        answer.usage(),
        route.model(),
        answer.servedModel(),
        answer.fingerprint(),
        replied.reply().header("x-request-id"),
        requestBody,
        replied.attempts(),
        replied.reply().latency());
  }

  private FailedCall failure(Exchange exchange, String requestBody) {
    if (exchange instanceof Exchange.Rejected rejected) {
      return failed(
          kind(rejected.reply()),
          Optional.of(rejected.reply()),
          rejected.reason(),
          exchange,
          requestBody);
    }
    if (exchange instanceof Exchange.Failed failed) {
      return failed(kind(failed), failed.lastReply(), failed.message(), exchange, requestBody);
    }
    // A reply that a recording holds as the answer, and that is none by today's reading.
    HttpReply reply = ((Exchange.Replied) exchange).reply();
    return failed(
        kind(reply), Optional.of(reply), "the recorded reply is no answer", exchange, requestBody);
  }

  private static FailedCall failed(
      FailedCall.Kind kind,
      Optional<HttpReply> reply,
      String message,
      Exchange exchange,
      String requestBody) {
    return new FailedCall(
        kind,
        reply.map(last -> OptionalInt.of(last.status())).orElse(OptionalInt.empty()),
        message,
        exchange.attempts(),
        Optional.of(requestBody));
  }

  private FailedCall.Kind kind(HttpReply reply) {
    return dialect.judge(reply) instanceof ReplyJudgement.Fatal
        ? FailedCall.Kind.FATAL
        : FailedCall.Kind.RETRYABLE;
  }

  private FailedCall.Kind kind(Exchange.Failed failed) {
    FailureKind kind = failed.kind();
    return switch (kind) {
      // A server may ask to retry what is fatal by its own words.
      case UNUSABLE_REPLY -> failed.lastReply().map(this::kind).orElse(FailedCall.Kind.RETRYABLE);
      case RATE_LIMITED, CONNECTION, TIMEOUT, WAIT_TOO_LONG, DEADLINE, CLOSED ->
          FailedCall.Kind.RETRYABLE;
      case TOO_LARGE, REDIRECT, PLAIN_HTTP -> FailedCall.Kind.FATAL;
    };
  }
}
