package dev.dramatis.model;

/** OpenAI's ways to ask a model for one reply. */
public enum OpenAiApi {
  /** {@code /chat/completions}, which all compatible servers have. */
  CHAT_COMPLETIONS,
  /** {@code /responses}, without which some models of OpenAI cannot be asked. */
  RESPONSES
}
