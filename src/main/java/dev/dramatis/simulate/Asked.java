package dev.dramatis.simulate;

import dev.dramatis.model.ChatRequest;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Mode;
import java.util.List;

/**
 * What a world is asked: a dialogue, or raw text in which no dialogue is found.
 *
 * @param messages of the dialogue, the last one the assistant's if the reply is begun; of raw text,
 *     one user message that holds it
 */
record Asked(List<Message> messages, boolean raw) {
  Asked {
    messages = List.copyOf(messages);
  }

  static Asked of(ChatRequest request) {
    return of(request.messages(), request.mode());
  }

  /** Raw text with the tokens of a chat template is read as the dialogue that it spells out. */
  static Asked of(List<Message> messages, Mode mode) {
    if (mode == Mode.CHAT) {
      return new Asked(messages, false);
    }
    return ChatTokens.dialogue(messages.get(0).text())
        .map(dialogue -> new Asked(dialogue, false))
        .orElseGet(() -> new Asked(messages, true));
  }
}
