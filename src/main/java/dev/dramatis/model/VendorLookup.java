package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.http.Exchange;
import dev.dramatis.http.HttpCall;
import dev.dramatis.http.HttpReply;
import dev.dramatis.http.Reading;
import dev.dramatis.http.Redactor;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks a model up at a vendor with an interface of its own. It costs nothing. Thread-safe. */
final class VendorLookup {
  /** Twice three seconds: a description is short work, and a person waits for it. */
  private static final RetryPolicy QUICK =
      new RetryPolicy(2, Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(6));

  private final Transport transport;
  private final Redactor redactor;

  VendorLookup(Transport transport, Redactor redactor) {
    this.transport = transport;
    this.redactor = redactor;
  }

  /** What is known of a route's model. */
  Preflight find(VendorRoute route) throws InterruptedException {
    Exchange exchange =
        transport.send(
            HttpCall.get(
                    route.model(),
                    route.chat().headers(),
                    route.chat().credential(),
                    VendorLookup::read,
                    // Not the model's own limit: a look must not count as a call to it.
                    "looking at " + route.baseUrl(),
                    QUICK)
                .madeFor("preflight"));
    if (exchange instanceof Exchange.Replied replied) return said(route, replied.reply());
    if (exchange instanceof Exchange.Failed failed) {
      return switch (failed.kind()) {
        case CONNECTION, PLAIN_HTTP ->
            new Preflight.Impossible(route.baseUrl() + " cannot be reached: " + failed.message());
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
      };
    }
    return new Preflight.Unknown(((Exchange.Rejected) exchange).reason() + ".");
  }

  private Preflight said(VendorRoute route, HttpReply reply) {
    Optional<JsonNode> root = ReplyJson.parse(reply.body());
    Optional<ApiError> error = root.flatMap(ApiError::in);
    if (error.isPresent() || reply.status() >= 300) {
      ApiError told = error.orElseGet(() -> ApiError.said(reply.body()));
      String words = new ServerWords(redactor).quote(told.message());
      if (GeminiErrors.isBadKey(told) || reply.status() == 401 || reply.status() == 403) {
        return new Preflight.Impossible(
            route.baseUrl()
                + " refuses the key in "
                + route.chat().keyName().orElse("use")
                + " (status "
                + reply.status()
                + "): "
                + words);
      }
      if (reply.status() == 404) {
        return new Preflight.Impossible(
            route.chat().model() + " is not a model there, or is retired: " + words);
      }
      return new Preflight.Unknown("status " + reply.status() + ": " + words);
    }
    return root.flatMap(
            model ->
                Stream.of("display_name", "displayName", "id", "name")
                    .flatMap(field -> ReplyJson.text(model.path(field)).stream())
                    .findFirst())
        .<Preflight>map(name -> new Preflight.Ready(redactor.redact(name), Optional.empty()))
        .orElseGet(() -> new Preflight.Unknown("the reply describes no model."));
  }

  private static Reading read(HttpReply reply) {
    int status = reply.status();
    return status == 408 || status == 429 || status >= 500
        ? new Reading.Retry(Optional.empty(), "status " + status, status == 429)
        : new Reading.Done();
  }
}
