package dev.dramatis.finetune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dramatis.http.Credential;
import dev.dramatis.http.Exchange;
import dev.dramatis.http.FailureKind;
import dev.dramatis.http.HttpBody;
import dev.dramatis.http.HttpCall;
import dev.dramatis.http.HttpReply;
import dev.dramatis.http.Reading;
import dev.dramatis.http.Redactor;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.Transport;
import dev.dramatis.model.Account;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Calls to one provider's interface for files and jobs. What only looks is tried again by the
 * transport; what changes something is sent once, and what came of it is told exactly.
 */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A look is short work. */
  private static final RetryPolicy LOOKING =
      new RetryPolicy(4, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(3));

  /** Uploads take their time. */
  private static final RetryPolicy CHANGING =
      new RetryPolicy(1, Duration.ofMinutes(10), Duration.ZERO, Duration.ofMinutes(15));

  private static final int LONGEST_QUOTE = 600;

  private final Account account;
  private final Transport transport;
  private final Redactor redactor;
  private final Map<String, String> headers;

  Api(Account account, Transport transport, Redactor redactor) {
    this.account = account;
    this.transport = transport;
    this.redactor = redactor;
    this.headers = Map.of("Accept", "application/json");
  }

  /** What is at an address below the account's; nothing, where the server says 404. */
  Attempt<JsonNode> get(String path) throws InterruptedException {
    return read(looked(path), true);
  }

  /** A list at an address below the account's; a server that has none there refuses. */
  Attempt<JsonNode> list(String path) throws InterruptedException {
    return read(looked(path), false);
  }

  private Exchange looked(String path) throws InterruptedException {
    return transport.send(
        HttpCall.get(at(path), headers, account.credential(), this::lookAgain, limit(), LOOKING));
  }

  /** Sends JSON once. */
  Attempt<JsonNode> post(String path, JsonNode body) throws InterruptedException {
    return once(
        "POST", at(path), Optional.of(HttpBody.json(body.toString())), account.credential());
  }

  /** Changes what is at an address, once. */
  Attempt<JsonNode> patch(String path, JsonNode body) throws InterruptedException {
    return once(
        "PATCH", at(path), Optional.of(HttpBody.json(body.toString())), account.credential());
  }

  /**
   * Puts a file once, without the key, to where a provider said that it goes; what is replied there
   * is not the provider's JSON.
   */
  Attempt<Boolean> put(String place, byte[] content) throws InterruptedException {
    Exchange exchange;
    try {
      exchange =
          sendOnce(
              "PUT",
              URI.create(place),
              Optional.of(HttpBody.of("application/octet-stream", content)),
              Optional.empty());
    } catch (IllegalArgumentException e) {
      return new Attempt.Refused<>("the place to upload to is no address of the web");
    }
    return exchange instanceof Exchange.Replied replied && replied.reply().status() < 300
        ? new Attempt.Done<>(true)
        : outcome(exchange).withoutValue();
  }

  /** What an exchange that was read for its headers comes to. */
  Attempt<JsonNode> outcome(Exchange exchange) {
    return read(exchange, false);
  }

  /** Sends a form with a file once. */
  Attempt<JsonNode> postFile(String path, Map<String, String> fields, String name, byte[] content)
      throws InterruptedException {
    return once(
        "POST",
        at(path),
        Optional.of(
            HttpBody.multipart(
                new LinkedHashMap<>(fields), "file", name, "application/jsonl", content)),
        account.credential());
  }

  /** Deletes once; done, too, where there is nothing. */
  Attempt<Boolean> delete(String path) throws InterruptedException {
    Attempt<JsonNode> attempt = once("DELETE", at(path), Optional.empty(), account.credential());
    return attempt instanceof Attempt.Done<JsonNode>
        ? new Attempt.Done<>(true)
        : attempt.withoutValue();
  }

  /** Sends anything once, to any address of the provider's, with or without the key. */
  Attempt<JsonNode> once(
      String method, URI url, Optional<HttpBody> body, Optional<Credential> credential)
      throws InterruptedException {
    return read(sendOnce(method, url, body, credential), method.equals("DELETE"));
  }

  /** The same with the whole reply, redirects included, for those who read its headers. */
  Exchange sendOnce(
      String method, URI url, Optional<HttpBody> body, Optional<Credential> credential)
      throws InterruptedException {
    return transport.send(
        new HttpCall(
            "",
            method,
            url,
            headers,
            body,
            credential,
            reply -> new Reading.Done(),
            limit(),
            CHANGING,
            Duration.ZERO));
  }

  URI at(String path) {
    return URI.create(path.startsWith("http") ? path : account.baseUrl() + path);
  }

  Account account() {
    return account;
  }

  /** What the provider said, on one line, without keys and not for ever. */
  String quote(String said) {
    String line = redactor.redact(said).strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }

  private String limit() {
    return account.limitKey();
  }

  private Reading lookAgain(HttpReply reply) {
    int status = reply.status();
    return status == 408 || status == 409 || status == 429 || status >= 500 || isBroken(reply)
        ? new Reading.Retry(Optional.empty(), "status " + status, status == 429)
        : new Reading.Done();
  }

  /** A success that is no JSON was cut short on its way, even where nothing is left of it. */
  private static boolean isBroken(HttpReply reply) {
    return reply.status() < 300 && parse(reply.body()).isEmpty();
  }

  /**
   * @param gone whether 404 means that there is nothing, and no fault
   */
  private Attempt<JsonNode> read(Exchange exchange, boolean gone) {
    if (exchange instanceof Exchange.Failed failed) {
      return failed(failed);
    }
    HttpReply reply =
        exchange instanceof Exchange.Replied replied
            ? replied.reply()
            : ((Exchange.Rejected) exchange).reply();
    int status = reply.status();
    if (status == 404 && gone) {
      return new Attempt.Done<>(MissingNode.getInstance());
    }
    if (status < 300) {
      if (reply.body().isBlank()) {
        return new Attempt.Done<>(MissingNode.getInstance());
      }
      return parse(reply.body())
          .<Attempt<JsonNode>>map(Attempt.Done::new)
          .orElseGet(
              () -> new Attempt.Unknown<>("a reply that is no JSON: " + quote(reply.body())));
    }
    String said = "status " + status + ": " + said(reply);
    if (status == 429) {
      // Refused before anything was made, whatever else is the matter.
      return isSpent(reply) ? new Attempt.Refused<>(said) : new Attempt.Later<>(wait(reply), said);
    }
    // A conflict or a failing server may have done what was asked all the same.
    return status == 408 || status == 409 || status >= 500
        ? new Attempt.Unknown<>(said)
        : new Attempt.Refused<>(said + advice(status));
  }

  private Attempt<JsonNode> failed(Exchange.Failed failed) {
    FailureKind kind = failed.kind();
    return switch (kind) {
      case PLAIN_HTTP, TOO_LARGE, REDIRECT, NOT_RECORDED, CLOSED ->
          new Attempt.Refused<>(failed.message());
      case RATE_LIMITED, WAIT_TOO_LONG -> new Attempt.Later<>(Optional.empty(), failed.message());
      case UNUSABLE_REPLY, CONNECTION, TIMEOUT, DEADLINE -> new Attempt.Unknown<>(failed.message());
    };
  }

  private String advice(int status) {
    return switch (status) {
      case 401, 403 ->
          account
              .keyName()
              .map(name -> " Check the key in " + name + " and what it may use.")
              .orElse(" No key was sent.");
      case 402 -> " The account has no credit left.";
      default -> "";
    };
  }

  /** An empty account and a limit on spending are said with the status of a burst. */
  private static boolean isSpent(HttpReply reply) {
    JsonNode error =
        parse(reply.body()).map(root -> root.path("error")).orElse(MissingNode.getInstance());
    String code = error.path("code").asText("") + " " + error.path("type").asText("");
    return code.contains("quota")
        || code.contains("credit")
        || code.contains("spend_limit")
        || code.contains("usage_limit")
        || code.contains("billing");
  }

  private static Optional<Duration> wait(HttpReply reply) {
    try {
      return reply
          .header("retry-after")
          .map(Double::parseDouble)
          .filter(seconds -> seconds >= 0 && Double.isFinite(seconds))
          .map(seconds -> Duration.ofMillis(Math.round(1000 * seconds)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private String said(HttpReply reply) {
    JsonNode root = parse(reply.body()).orElse(MissingNode.getInstance());
    JsonNode error = root.path("error");
    String message =
        error.isTextual()
            ? error.asText()
            : error
                .path("message")
                .asText(root.path("message").asText(root.path("detail").asText("")));
    return quote(message.isBlank() ? reply.body() : message);
  }

  static Optional<JsonNode> parse(String body) {
    try {
      return Optional.ofNullable(JSON.readTree(body)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
