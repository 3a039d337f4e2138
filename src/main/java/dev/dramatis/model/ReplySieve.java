package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.http.HttpReply;
import java.util.Optional;
import java.util.function.Function;

/**
 * The first steps of reading any reply, in a fixed order: whole or not, error or not, and only then
 * what was answered. An error counts at any status, since gateways report those of their upstream
 * inside HTTP 200.
 */
final class ReplySieve {
  private ReplySieve() {}

  /** Says what an error means for its call. */
  interface Errors {
    ReplyJudgement judge(ApiError error, HttpReply reply);
  }

  /**
   * What a reply comes to.
   *
   * @param answers reads the answer in a reply that is whole and, as a whole, no error
   */
  static ReplyJudgement judge(
      HttpReply reply, Errors errors, Function<JsonNode, ReplyJudgement> answers) {
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
    return answers.apply(root.get());
  }

  private static String notWhole(String body) {
    if (body.isBlank()) return "the reply is empty";
    if (body.stripLeading().startsWith("data:")) {
      return "the reply is an event stream, although none was asked for";
    }
    return "the reply is not whole JSON (" + body.length() + " characters)";
  }
}
