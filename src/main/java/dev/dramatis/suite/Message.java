package dev.dramatis.suite;

import static java.util.Objects.requireNonNull;

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
}
