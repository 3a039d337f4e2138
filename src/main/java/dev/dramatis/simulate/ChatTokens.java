package dev.dramatis.simulate;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Speaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a dialogue out of raw text that spells the tokens of a chat template: ChatML's, Llama 3's,
 * or Llama 2's brackets. A user turn that is left open is no dialogue yet: what follows it is the
 * user's text, not the Assistant's.
 */
final class ChatTokens {
  private static final Pattern CHAT_ML =
      Pattern.compile("(?s)<\\|im_start\\|>(system|user|assistant)\\n(.*?)(<\\|im_end\\|>|\\z)");

  private static final Pattern LLAMA_3 =
      Pattern.compile(
          "(?s)<\\|start_header_id\\|>(system|user|assistant)<\\|end_header_id\\|>\\n\\n(.*?)"
              + "(<\\|eot_id\\|>|\\z)");

  private static final Pattern LLAMA_2 =
      Pattern.compile("(?s)\\[INST\\] ?(.*?) ?\\[/INST\\] ?(.*?)(</s>|\\z)");

  private ChatTokens() {}

  /** The dialogue up to the reply that is wanted; empty if the text is none. */
  static Optional<List<Message>> dialogue(String text) {
    return headed(CHAT_ML, text).or(() -> headed(LLAMA_3, text)).or(() -> bracketed(text));
  }

  private static Optional<List<Message>> headed(Pattern turns, String text) {
    List<Message> messages = new ArrayList<>();
    Matcher matcher = turns.matcher(text);
    boolean open = false;
    while (matcher.find()) {
      open = matcher.group(3).isEmpty();
      messages.add(
          new Message(
              Speaker.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), matcher.group(2)));
    }
    return asked(messages, open);
  }

  private static Optional<List<Message>> bracketed(String text) {
    List<Message> messages = new ArrayList<>();
    Matcher matcher = LLAMA_2.matcher(text);
    boolean open = false;
    while (matcher.find()) {
      open = matcher.group(3).isEmpty();
      messages.add(Message.user(matcher.group(1)));
      messages.add(Message.assistant(matcher.group(2)));
    }
    return asked(messages, open);
  }

  /** What is asked, if the last turn is the assistant's and still open. */
  private static Optional<List<Message>> asked(List<Message> messages, boolean open) {
    if (messages.size() < 2 || !open) {
      return Optional.empty();
    }
    Message last = messages.get(messages.size() - 1);
    if (last.speaker() != Speaker.ASSISTANT) {
      return Optional.empty();
    }
    return Optional.of(last.text().isEmpty() ? messages.subList(0, messages.size() - 1) : messages);
  }
}
