package dev.dramatis.model;

/** The field in which a server of OpenAI's dialect takes the most tokens of a reply. */
public enum TokensField {
  /** OpenAI's own; reasoning models refuse the older one. */
  MAX_COMPLETION_TOKENS,
  /** What most compatible servers read; some ignore the newer one silently. */
  MAX_TOKENS;

  /** The name on the wire. */
  public String wireName() {
    return switch (this) {
      case MAX_COMPLETION_TOKENS -> "max_completion_tokens";
      case MAX_TOKENS -> "max_tokens";
    };
  }
}
