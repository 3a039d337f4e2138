package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.http.Exchange;
import dev.dramatis.http.HttpCall;
import dev.dramatis.http.HttpReply;
import dev.dramatis.http.Reading;
import dev.dramatis.http.Redactor;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.Transport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks a model up where servers of OpenAI's dialect list theirs. Looking costs nothing; each look
 * takes a few seconds at most. Thread-safe.
 */
final class ModelLookup {
  /** Twice three seconds: a list is short work, and a person waits for it. */
  private static final RetryPolicy QUICK =
      new RetryPolicy(2, Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(6));

  /** Names that stand in a path as they are; servers differ in how they take others. */
  private static final Pattern IN_A_PATH = Pattern.compile("[A-Za-z0-9._:-]+");

  private static final Set<String> KEY = Set.of("invalid_api_key", "authentication_error");

  private final Transport transport;
  private final ServerWords words;
  private final Clock clock;

  ModelLookup(Transport transport, Redactor redactor, Clock clock) {
    this.transport = transport;
    this.words = new ServerWords(redactor);
    this.clock = clock;
  }

  /** Whether a key's account has a model. */
  enum Sight {
    THERE,
    /** The server does not show it to this key. */
    ABSENT,
    /** The server gave no reply, and would give none to another key. */
    UNREACHED
  }

  /** Whether the account of a route has its model. */
  Sight see(OpenAiRoute route) throws InterruptedException {
    Exchange exchange = get(route, "/models/" + route.model());
    if (!(exchange instanceof Exchange.Replied)) return Sight.UNREACHED;
    return ListedModels.single(exchange).isPresent() ? Sight.THERE : Sight.ABSENT;
  }

  /** What is known of a route's model. */
  Preflight find(OpenAiRoute route) throws InterruptedException {
    Optional<Preflight> spent = spentKey(route);
    if (spent.isPresent()) return spent.get();
    if (hasPageOfItsOwn(route)) {
      Exchange exchange = get(route, "/models/" + route.model());
      Optional<JsonNode> model = ListedModels.single(exchange);
      if (model.isPresent()) return ListedModels.describe(route, model.get(), clock);
      Optional<Preflight> fault = fault(route, exchange);
      if (fault.isPresent()) return fault.get();
    }
    Exchange exchange = get(route, "/models");
    Optional<Preflight> fault = fault(route, exchange);
    return fault.isPresent() ? fault.get() : ListedModels.find(route, exchange, clock);
  }

  private static boolean hasPageOfItsOwn(OpenAiRoute route) {
    return switch (route.provider()) {
      // Azure shows models there and takes deployments; a router's names have slashes.
      case AZURE, OPENROUTER -> false;
      case OPENAI, COMPATIBLE, MISTRAL, DEEPSEEK, TOGETHER, FIREWORKS, GROQ, OLLAMA ->
          IN_A_PATH.matcher(route.model()).matches();
    };
  }

  /** OpenRouter shows its models to anybody; what a key is worth stands elsewhere. */
  private Optional<Preflight> spentKey(OpenAiRoute route) throws InterruptedException {
    if (route.provider() != OpenAiProvider.OPENROUTER || route.credential().isEmpty()) {
      return Optional.empty();
    }
    Exchange exchange = get(route, "/key");
    if (!(exchange instanceof Exchange.Replied replied)) return fault(route, exchange);
    boolean isSpent =
        ReplyJson.parse(replied.reply().body())
            .map(root -> root.path("data").path("limit_remaining"))
            .filter(left -> left.isNumber() && left.asDouble() <= 0)
            .isPresent();
    if (isSpent) {
      return Optional.of(
          new Preflight.Impossible(
              "the limit of the key in "
                  + route.keyName().orElse("use")
                  + " is used up: raise it, or take another key."));
    }
    return replied.reply().status() == 401 ? fault(route, exchange) : Optional.empty();
  }

  /** What a look found out besides models; empty if it may go on. */
  private Optional<Preflight> fault(OpenAiRoute route, Exchange exchange) {
    if (exchange instanceof Exchange.Failed failed) {
      return Optional.of(
          switch (failed.kind()) {
            case CONNECTION -> new Preflight.Impossible(unreachable(route, failed));
            case PLAIN_HTTP -> new Preflight.Impossible(failed.message() + ".");
            case TIMEOUT,
                DEADLINE,
                RATE_LIMITED,
                UNUSABLE_REPLY,
                WAIT_TOO_LONG,
                REDIRECT,
                TOO_LARGE,
                CLOSED,
                NOT_RECORDED ->
                new Preflight.Unknown(failed.message() + ".");
          });
    }
    if (exchange instanceof Exchange.Rejected rejected) {
      return Optional.of(new Preflight.Unknown(rejected.reason() + "."));
    }
    return fault(route, ((Exchange.Replied) exchange).reply());
  }

  private Optional<Preflight> fault(OpenAiRoute route, HttpReply reply) {
    boolean isBadKey =
        reply.status() == 401 || error(reply).filter(e -> e.isNamed(KEY)).isPresent();
    if (isBadKey) {
      return Optional.of(
          new Preflight.Impossible(
              route.baseUrl()
                  + " refuses the key (status "
                  + reply.status()
                  + "): "
                  + said(reply)
                  + " "
                  + route.keyAdvice()));
    }
    if (reply.status() == 403) {
      return Optional.of(
          new Preflight.Unknown("the key may not list models (status 403): " + said(reply)));
    }
    return Optional.empty();
  }

  private static String unreachable(OpenAiRoute route, Exchange.Failed failed) {
    String remedy =
        route.provider() == OpenAiProvider.COMPATIBLE
            ? "check the address"
            : "check the address in " + route.provider().addressVariable() + ", if it is set";
    return route.baseUrl()
        + " cannot be reached: start the server, or "
        + remedy
        + ". "
        + failed.message();
  }

  private Exchange get(OpenAiRoute route, String path) throws InterruptedException {
    return transport.send(
        HttpCall.get(
                URI.create(route.baseUrl() + path),
                Map.of(),
                route.credential(),
                this::read,
                // Not the model's own limit: a look must not count as a call to it.
                "looking at " + route.baseUrl(),
                QUICK)
            .madeFor("preflight"));
  }

  private Reading read(HttpReply reply) {
    int status = reply.status();
    return status == 408 || status == 429 || status >= 500
        ? new Reading.Retry(Optional.empty(), said(reply), status == 429)
        : new Reading.Done();
  }

  private String said(HttpReply reply) {
    return words.quote(error(reply).map(ApiError::message).orElse(reply.body()));
  }

  private static Optional<ApiError> error(HttpReply reply) {
    return ReplyJson.parse(reply.body())
        .map(root -> ApiError.in(root).orElseGet(() -> ApiError.aside(root)));
  }
}
