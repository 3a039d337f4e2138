package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fixed frame in which exchanges are quoted as somebody else's: one user message that holds the
 * log of another assistant and, after it, what is asked. Lines after the first of a message are
 * indented, so that no text can close the log or speak out of turn.
 *
 * @param exchanges the quoted messages, in order
 * @param then what follows the log
 */
public record QuotedLog(List<Message> exchanges, String then) {
  private static final String OPEN =
      "Below is the log of a chat that another person had with another assistant.\n\n[log]\n";
  private static final String CLOSE = "\n[end of log]\n\n";
  private static final String PERSON = "Person: ";
  private static final String OTHER = "Other assistant: ";
  private static final String INDENT = "\n  ";

  public QuotedLog {
    exchanges = List.copyOf(exchanges);
  }

  /** The text of the one user message. */
  public String render() {
    StringBuilder text = new StringBuilder(OPEN);
    for (int i = 0; i < exchanges.size(); i++) {
      Message message = exchanges.get(i);
      text.append(i == 0 ? "" : "\n")
          .append(message.speaker() == Speaker.ASSISTANT ? OTHER : PERSON)
          .append(message.text().replace("\n", INDENT));
    }
    return text.append(CLOSE).append(then).toString();
  }

  /** What a user message asks: what follows the log, or all of it if it holds none. */
  public static String asked(String text) {
    return parse(text).map(QuotedLog::then).orElse(text);
  }

  /** Reads such a message back; empty if the text is not one. */
  public static Optional<QuotedLog> parse(String text) {
    int close = text.indexOf(CLOSE);
    if (!text.startsWith(OPEN) || close < 0) {
      return Optional.empty();
    }
    List<Message> exchanges = new ArrayList<>();
    for (String line : text.substring(OPEN.length(), close).split("\n(?! {2})", -1)) {
      String content = line.replace(INDENT, "\n");
      if (content.startsWith(PERSON)) {
        exchanges.add(Message.user(content.substring(PERSON.length())));
      } else if (content.startsWith(OTHER)) {
        exchanges.add(Message.assistant(content.substring(OTHER.length())));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new QuotedLog(exchanges, text.substring(close + CLOSE.length())));
  }
}
