package dev.dramatis.simulate;

import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.util.List;

/** Where a reply ends, and how long texts are, by an estimate of four characters to a token. */
final class ReplyLimit {
  private static final int CHARACTERS_PER_TOKEN = 4;

  /** What the markers of its turn add to a message. */
  private static final int TOKENS_PER_MESSAGE = 4;

  private ReplyLimit() {}

  /**
   * A reply as it is sent.
   *
   * @param truncated whether the limit on tokens cut it
   */
  record Ended(String text, boolean truncated) {}

  /** Ends a reply at the first stop text or, if that comes earlier, at the limit. */
  static Ended apply(String text, Parameters parameters) {
    String reply = text;
    for (String stop : parameters.stop()) {
      int at = stop.isEmpty() ? -1 : reply.indexOf(stop);
      reply = at < 0 ? reply : reply.substring(0, at);
    }
    if (tokens(reply) <= parameters.maxTokens()) {
      return new Ended(reply, false);
    }
    // The reply is longer than this, so that it is an int.
    int end = Math.multiplyExact(parameters.maxTokens(), CHARACTERS_PER_TOKEN);
    end -= Character.isHighSurrogate(reply.charAt(end - 1)) ? 1 : 0;
    return new Ended(reply.substring(0, end), true);
  }

  static int tokens(String text) {
    return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  static int tokens(List<Message> messages) {
    return messages.stream().mapToInt(m -> TOKENS_PER_MESSAGE + tokens(m.text())).sum();
  }
}
