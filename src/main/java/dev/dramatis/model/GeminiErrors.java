package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.http.HttpReply;
import dev.dramatis.http.Redactor;

/** Says what an error of Google's means for its call: reasons first, then the status. */
final class GeminiErrors {
  private final VendorErrors errors;

  GeminiErrors(Route route, String baseUrl, Redactor redactor) {
    this.errors = new VendorErrors(route, baseUrl, redactor);
  }

  /** A key that is no key is told as a bad request, with a reason. */
  static boolean isBadKey(ApiError error) {
    for (JsonNode detail : error.detail().path("details")) {
      if (detail.path("reason").asText().startsWith("API_KEY_")) return true;
    }
    return false;
  }

  /** Whether a quota is used up that waiting some minutes does not fill. */
  private static boolean isDaily(ApiError error) {
    for (JsonNode detail : error.detail().path("details")) {
      for (JsonNode violation : detail.path("violations")) {
        if (violation.path("quotaId").asText().contains("PerDay")) return true;
      }
    }
    return false;
  }

  ReplyJudgement judge(ApiError error, HttpReply reply) {
    if (isBadKey(error)) return errors.key(error);
    int status = error.number().orElse(reply.status());
    String name = error.detail().path("status").asText();
    if (status == 429 && isDaily(error)) {
      return errors.endpoint(
          error, "The quota of the day is used up; it is filled again tomorrow.");
    }
    if (status == 400 && name.equals("FAILED_PRECONDITION")) {
      return errors.endpoint(error, "Google refuses this account or place.");
    }
    return errors.byStatus(error, status);
  }
}
