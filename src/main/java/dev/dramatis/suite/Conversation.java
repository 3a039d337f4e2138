package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a trial sends, as its arm renders it.
 *
 * @param opening exchanges shown before, already answered
 * @param script turns in order; a user turn that no assistant turn follows is asked
 * @param fresh whether each asked turn starts anew after the opening
 */
public record Conversation(
    Optional<String> system, List<Message> opening, List<Message> script, boolean fresh) {
  public Conversation {
    opening = List.copyOf(opening);
    script = List.copyOf(script);
  }

  /** How many replies the model gives. */
  public int asks() {
    int asks = 0;
    for (int i = 0; i < script.size(); i++) {
      if (isAsked(i)) {
        asks++;
      }
    }
    return asks;
  }

  /**
   * The messages of each request in turn, given the replies so far.
   *
   * @param replies the model's earlier replies, fewer than {@link #asks()}
   */
  public List<Message> request(List<String> replies) {
    List<Message> messages = new ArrayList<>();
    system.ifPresent(text -> messages.add(Message.system(text)));
    messages.addAll(opening);
    int asked = 0;
    for (int i = 0; i < script.size(); i++) {
      if (fresh && isAsked(i) && asked < replies.size()) {
        asked++;
        continue;
      }
      messages.add(script.get(i));
      if (isAsked(i)) {
        if (asked == replies.size()) {
          return messages;
        }
        messages.add(Message.assistant(replies.get(asked)));
        asked++;
      }
    }
    throw new IllegalArgumentException("all " + asks() + " turns are answered");
  }

  private boolean isAsked(int index) {
    return script.get(index).speaker() == Speaker.USER
        && (index + 1 == script.size() || script.get(index + 1).speaker() == Speaker.USER);
  }
}
