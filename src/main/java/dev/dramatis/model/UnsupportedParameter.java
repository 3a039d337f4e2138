package dev.dramatis.model;

import java.util.Locale;
import java.util.Set;

/** What to do about a parameter that a model does not take. */
final class UnsupportedParameter {
  private UnsupportedParameter() {}

  /** Whether no request does without it, so that none can succeed. */
  static boolean isInEveryRequest(ApiError error) {
    return Set.of("max_tokens", "max_completion_tokens", "max_output_tokens").contains(name(error));
  }

  private static String name(ApiError error) {
    return error.param().orElse("").toLowerCase(Locale.ROOT);
  }

  static String advice(ApiError error, TokensField tokensField) {
    String param = name(error);
    return switch (param) {
      case "" -> "The model does not take a parameter as the arm states it.";
      case "max_tokens", "max_completion_tokens" -> {
        yield tokensField == TokensField.MAX_TOKENS
            ? "This server wants max_completion_tokens: name it openai/NAME, with OPENAI_BASE_URL as"
                + " its address."
            : "This server wants max_tokens: name it openai-compatible/NAME@URL.";
      }
      case "temperature", "top_p" ->
          "The model does not take this "
              + param
              + ": change or leave out "
              + (param.equals("top_p") ? "topP" : param)
              + " under sampling.";
      default ->
          "The model does not take this "
              + param
              + ": change it, or leave it out of the arm's sampling.";
    };
  }
}
