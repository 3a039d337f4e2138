package dev.dramatis.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dramatis.http.HttpReply;
import dev.dramatis.http.Redactor;
import java.util.Optional;

/**
 * Reads replies of {@code /chat/completions}, of OpenAI and of the many servers that speak like it,
 * in a fixed order: readable or not, error or not, and only then what was answered. An error counts
 * at any status, since gateways report those of their upstream inside HTTP 200. Thread-safe.
 */
final class OpenAiDialect implements Dialect {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Log-probabilities of some servers are NaN or -Infinity, which JSON does not know.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** Enough to recognise a message by; a server may send a whole page. */
  private static final int LONGEST_QUOTE = 300;

  private final Redactor redactor;
  private final ErrorJudge errors;

  OpenAiDialect(Redactor redactor, OpenAiRoute route) {
    this.redactor = redactor;
    this.errors = new ErrorJudge(route, this::quote);
  }

  @Override
  public ReplyJudgement judge(HttpReply reply) {
    ReplyJudgement judgement = read(reply);
    return judgement instanceof ReplyJudgement.Answer answer
        ? answer.withRequestId(reply.header("x-request-id"))
        : judgement;
  }

  private ReplyJudgement read(HttpReply reply) {
    int status = reply.status();
    boolean isSuccess = status >= 200 && status < 300;
    String body = reply.body();
    if (body.stripLeading().startsWith("<")) {
      String found = "an HTML page from a proxy or web server instead of the API's reply";
      return isSuccess
          ? ReplyJudgement.Again.unreadable(found)
          : errors.judge(ApiError.said(found), reply);
    }
    Optional<JsonNode> root = parse(body);
    if (root.isEmpty()) {
      return isSuccess
          ? ReplyJudgement.Again.unreadable(notWhole(body))
          : errors.judge(ApiError.said(body), reply);
    }
    Optional<ApiError> error = ApiError.in(root.get());
    if (error.isPresent()) return errors.judge(error.get(), reply);
    if (!isSuccess) return errors.judge(ApiError.aside(root.get()), reply);
    return readChoice(root.get(), reply);
  }

  private ReplyJudgement readChoice(JsonNode root, HttpReply reply) {
    JsonNode choice = root.path("choices").path(0);
    if (!choice.isObject()) {
      return ReplyJudgement.Again.unreadable("the reply has no choices");
    }
    Optional<ApiError> error = ApiError.in(choice);
    if (error.isPresent()) return errors.judge(error.get(), reply);
    return ChoiceReader.read(root, choice);
  }

  private static String notWhole(String body) {
    if (body.isBlank()) return "the reply is empty";
    if (body.stripLeading().startsWith("data:")) {
      return "the reply is an event stream, although none was asked for";
    }
    return "the reply is not whole JSON (" + body.length() + " characters)";
  }

  private static Optional<JsonNode> parse(String body) {
    try {
      JsonNode root = JSON.readTree(body);
      return Optional.of(root).filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A server's words, on one line. Redacted before it is cut, or a cut key would slip through. */
  private String quote(String said) {
    String line = redactor.redact(said).strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }
}
