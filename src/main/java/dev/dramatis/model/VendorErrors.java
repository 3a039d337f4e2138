package dev.dramatis.model;

import dev.dramatis.http.Redactor;
import java.util.Optional;

/** What errors of a vendor's own interface have in common. Thread-safe. */
final class VendorErrors {
  private final Route route;
  private final String baseUrl;
  private final ServerWords words;

  VendorErrors(Route route, String baseUrl, Redactor redactor) {
    this.route = route;
    this.baseUrl = baseUrl;
    this.words = new ServerWords(redactor);
  }

  ReplyJudgement key(ApiError error) {
    return endpoint(
        error,
        route
            .keyName()
            .map(name -> "Check the key in " + name + " and what it may use.")
            .orElse("No key was sent."));
  }

  ReplyJudgement model(ApiError error) {
    return endpoint(error, "Check the model's name and the base URL " + baseUrl + ".");
  }

  ReplyJudgement account(ApiError error) {
    return endpoint(error, "The account has no credit left or has reached a limit of its own.");
  }

  ReplyJudgement endpoint(ApiError error, String advice) {
    return ReplyJudgement.Fatal.forEveryRequest((said(error) + " " + advice).strip());
  }

  ReplyJudgement fatal(ApiError error) {
    return new ReplyJudgement.Fatal(said(error));
  }

  ReplyJudgement again(ApiError error, boolean rateLimited) {
    return new ReplyJudgement.Again(BodyWait.in(error.detail()), said(error), rateLimited, false);
  }

  /** By the status alone, where no code of the vendor's own says more. */
  ReplyJudgement byStatus(ApiError error, int status) {
    if (status >= 200 && status < 300) {
      return ReplyJudgement.Again.unreadable("an error inside a reply: " + said(error));
    }
    if (status >= 500) return again(error, false);
    return switch (status) {
      case 401, 403 -> key(error);
      case 402 -> account(error);
      case 404 -> model(error);
      case 408, 409 -> again(error, false);
      case 429 -> again(error, true);
      default -> fatal(error);
    };
  }

  String said(ApiError error) {
    String message = words.quote(error.message());
    Optional<String> code = error.code().map(words::quote);
    if (code.isEmpty()) return message.isEmpty() ? "no explanation" : message;
    return message.isEmpty() ? code.get() : code.get() + ": " + message;
  }
}
