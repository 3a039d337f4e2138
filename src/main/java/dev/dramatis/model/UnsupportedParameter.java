package dev.dramatis.model;

import java.util.Locale;

/** What to do about a parameter that a model does not take. */
final class UnsupportedParameter {
  private UnsupportedParameter() {}

  static String advice(ApiError error, TokensField tokensField) {
    String param = error.param().orElse("").toLowerCase(Locale.ROOT);
    return switch (param) {
      case "" -> "The model does not take a parameter as the arm states it.";
      case "max_tokens", "max_completion_tokens" -> {
        TokensField other =
            tokensField == TokensField.MAX_TOKENS
                ? TokensField.MAX_COMPLETION_TOKENS
                : TokensField.MAX_TOKENS;
        yield "Set tokensField: " + other.wireName() + " for this endpoint in dramatis.yaml.";
      }
      case "temperature", "top_p" ->
          "The model does not take this "
              + param
              + ": change or leave out "
              + (param.equals("top_p") ? "topP" : param)
              + " under sampling; some reasoning models take it only with"
              + " body: {reasoning_effort: none} for this endpoint in dramatis.yaml.";
      default ->
          "The model does not take this "
              + param
              + ": change it, or leave it out of the arm's sampling or of the endpoint's body.";
    };
  }
}
