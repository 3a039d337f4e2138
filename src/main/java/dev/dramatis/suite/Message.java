package dev.dramatis.suite;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One message of a conversation; its text may be blank. */
public record Message(Speaker speaker, String text) {
  public Message {
    requireNonNull(speaker, "speaker");
    requireNonNull(text, "text");
  }

  public static Message system(String text) {
    return new Message(Speaker.SYSTEM, text);
  }

  public static Message user(String text) {
    return new Message(Speaker.USER, text);
  }

  public static Message assistant(String text) {
    return new Message(Speaker.ASSISTANT, text);
  }

  /** The text of the last message of a user; empty if there is none. */
  public static String lastOfUser(List<Message> messages) {
    String last = "";
    for (Message message : messages) {
      if (message.speaker() == Speaker.USER) {
        last = message.text();
      }
    }
    return last;
  }
}
