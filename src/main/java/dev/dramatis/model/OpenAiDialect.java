package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.http.HttpReply;
import dev.dramatis.http.Redactor;
import java.util.Optional;

/**
 * Reads replies of OpenAI and of the many servers that speak like it, in a fixed order: readable or
 * not, error or not, and only then what was answered. An error counts at any status, since gateways
 * report those of their upstream inside HTTP 200. Thread-safe.
 */
final class OpenAiDialect implements Dialect {
  private final ErrorJudge errors;
  private final AnswerReader answers;

  /** Reads the answer in a reply that is whole and, as a whole, no error. */
  private interface AnswerReader {
    ReplyJudgement read(JsonNode root, HttpReply reply, ErrorJudge errors);
  }

  private OpenAiDialect(Redactor redactor, OpenAiRoute route, AnswerReader answers) {
    this.errors = new ErrorJudge(route, new ServerWords(redactor)::quote);
    this.answers = answers;
  }

  /** The dialect of {@code /chat/completions}. */
  static OpenAiDialect chat(Redactor redactor, OpenAiRoute route) {
    return new OpenAiDialect(redactor, route, ChoiceReader::read);
  }

  /** The dialect of {@code /responses}. */
  static OpenAiDialect responses(Redactor redactor, OpenAiRoute route) {
    return new OpenAiDialect(redactor, route, ResponseReader::read);
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
    Optional<JsonNode> root = ReplyJson.parse(body);
    if (root.isEmpty()) {
      return isSuccess
          ? ReplyJudgement.Again.unreadable(notWhole(body))
          : errors.judge(ApiError.said(body), reply);
    }
    Optional<ApiError> error = ApiError.in(root.get());
    if (error.isPresent()) return errors.judge(error.get(), reply);
    if (!isSuccess) return errors.judge(ApiError.aside(root.get()), reply);
    return answers.read(root.get(), reply, errors);
  }

  private static String notWhole(String body) {
    if (body.isBlank()) return "the reply is empty";
    if (body.stripLeading().startsWith("data:")) {
      return "the reply is an event stream, although none was asked for";
    }
    return "the reply is not whole JSON (" + body.length() + " characters)";
  }
}
