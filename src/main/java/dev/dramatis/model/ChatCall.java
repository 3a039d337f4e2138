package dev.dramatis.model;

import dev.dramatis.http.Exchange;
import dev.dramatis.http.HttpCall;
import dev.dramatis.http.HttpReply;
import dev.dramatis.http.Reading;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.Transport;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way. It keeps what was sent and what came of it, whatever its sender then
 * makes of that. Confined to the thread that asks.
 */
final class ChatCall {
  /**
   * Replies that are no answer, per call. Each may have been charged for, and a server that gives
   * three of them is broken rather than busy.
   */
  private static final int MAX_UNREADABLE = 3;

  private final OpenAiRoute route;
  private final OpenAiDialect dialect;
  private final Transport transport;
  private final RetryPolicy retry;
  private int unreadable;
  private @Nullable String body;
  private @Nullable Exchange exchange;

  ChatCall(OpenAiRoute route, OpenAiDialect dialect, Transport transport, RetryPolicy retry) {
    this.route = route;
    this.dialect = dialect;
    this.transport = transport;
    this.retry = retry;
  }

  Exchange send(String json) throws InterruptedException {
    if (body != null) throw new IllegalStateException("a call is sent once");
    body = json;
    exchange =
        transport.send(
            HttpCall.postJson(
                route.chat(),
                Map.of(),
                json,
                route.credential(),
                this::read,
                route.limitKey(),
                retry));
    return exchange;
  }

  private Reading read(HttpReply reply) {
    ReplyJudgement judgement = dialect.judge(reply);
    if (judgement instanceof ReplyJudgement.Fatal fatal) return new Reading.Fatal(fatal.reason());
    if (judgement instanceof ReplyJudgement.Again again) {
      if (again.unreadable() && ++unreadable == MAX_UNREADABLE) {
        return new Reading.Fatal(again.reason() + ", " + MAX_UNREADABLE + " times");
      }
      return new Reading.Retry(again.after(), again.reason(), again.rateLimited());
    }
    return new Reading.Done();
  }

  Optional<String> body() {
    return Optional.ofNullable(body);
  }

  Optional<Exchange> exchange() {
    return Optional.ofNullable(exchange);
  }
}
