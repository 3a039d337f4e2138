package dev.dramatis.model;

import static java.util.Objects.requireNonNull;

import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import dev.dramatis.suite.Speaker;
import java.util.List;
import java.util.OptionalInt;

/**
 * One request for one reply.
 *
 * @param topLogprobs how many of the likeliest tokens are asked for at each place of the reply
 * @param purpose what is asked for, such as a trial's id: equal requests with different purposes
 *     are told apart in a recording; empty when nothing needs that; never sent
 */
public record ChatRequest(
    List<Message> messages,
    Parameters parameters,
    OptionalInt seed,
    OptionalInt topLogprobs,
    String purpose) {
  public ChatRequest {
    messages = List.copyOf(messages);
    requireNonNull(parameters, "parameters");
    requireNonNull(seed, "seed");
    requireNonNull(topLogprobs, "topLogprobs");
    requireNonNull(purpose, "purpose");
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a request without messages");
    }
  }

  /** A request for text alone. */
  public ChatRequest(List<Message> messages, Parameters parameters, OptionalInt seed) {
    this(messages, parameters, seed, OptionalInt.empty(), "");
  }

  /** Whether all system texts stand before a conversation, as some interfaces want them. */
  boolean hasSystemFirst() {
    boolean begun = false;
    for (Message message : messages) {
      if (message.speaker() == Speaker.SYSTEM && begun) return false;
      begun |= message.speaker() != Speaker.SYSTEM;
    }
    return begun;
  }

  /** The same request made for a purpose of its own. */
  public ChatRequest madeFor(String newPurpose) {
    return new ChatRequest(messages, parameters, seed, topLogprobs, newPurpose);
  }
}
