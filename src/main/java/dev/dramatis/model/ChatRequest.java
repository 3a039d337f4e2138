package dev.dramatis.model;

import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.util.List;
import java.util.OptionalInt;

/** One request for one reply. */
public record ChatRequest(List<Message> messages, Parameters parameters, OptionalInt seed) {
  public ChatRequest {
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a request without messages");
    }
  }
}
