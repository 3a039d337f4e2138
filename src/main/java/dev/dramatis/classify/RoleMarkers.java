package dev.dramatis.classify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the marks of a turn that is not the reply's to write: tokens of chat templates (ChatML,
 * Llama 2 and 3, Gemma, Alpaca, Vicuna) and a speaker's name at the beginning of a line.
 *
 * <p>In code, fenced or between backticks, they are talked about; after a line that announces a
 * dialogue, speakers' names were asked for.
 */
final class RoleMarkers {
  private static final List<String> TEMPLATE_TOKENS =
      List.of(
          "<|im_start|>",
          "<|im_end|>",
          "<|endoftext|>",
          "<|end_of_text|>",
          "<|begin_of_text|>",
          "<|eot_id|>",
          "<|start_header_id|>",
          "<|end_header_id|>",
          "<|user|>",
          "<|assistant|>",
          "<|system|>",
          "<|end|>",
          "<start_of_turn>",
          "<end_of_turn>",
          "[INST]",
          "[/INST]",
          "<<SYS>>",
          "</s>",
          "<eos>");

  private static final Set<String> SPEAKERS =
      Set.of(
          "user",
          "human",
          "assistant",
          "system",
          "instruction",
          "instructions",
          "response",
          "input",
          "output",
          "ai",
          "bot",
          "chatbot",
          "customer",
          "prompt",
          "completion",
          "me");

  /** Speakers that only chat logs have; the others may head an ordinary line. */
  private static final Set<String> SURE = Set.of("user", "human", "assistant", "system");

  private static final Set<String> ANNOUNCING =
      Set.of(
          "dialogue",
          "dialog",
          "conversation",
          "transcript",
          "script",
          "exchange",
          "example",
          "format",
          "template",
          "sample",
          "chat",
          "log");

  private RoleMarkers() {}

  /** The first mark, if there is one. */
  static Optional<Signal> in(Passage passage) {
    return templateToken(passage).or(() -> speaker(passage)).or(() -> record(passage));
  }

  private static Optional<Signal> templateToken(Passage passage) {
    String text = passage.text();
    Optional<Signal> first = Optional.empty();
    for (int i = next(text, 0); i >= 0; i = next(text, i + 1)) {
      for (String token : TEMPLATE_TOKENS) {
        if (text.startsWith(token, i) && !passage.isQuotedCode(i)) {
          Signal signal = new Signal("template-token", 1, i, i + token.length());
          // One inside a sentence may be talked about, a second is not.
          if (first.isPresent() || standsAtAnEdge(passage, i, i + token.length())) {
            return Optional.of(first.orElse(signal));
          }
          first = Optional.of(signal);
        }
      }
    }
    return Optional.empty();
  }

  private static int next(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '<' || text.charAt(i) == '[') {
        return i;
      }
    }
    return -1;
  }

  /** Emitted, a token begins or ends a line, or touches what it marks; named, it has blanks. */
  private static boolean standsAtAnEdge(Passage passage, int start, int end) {
    boolean blankBefore = passage.charAt(start - 1) == ' ';
    boolean blankAfter = passage.charAt(end) == ' ' || isPunctuation(passage.charAt(end));
    return !(blankBefore && blankAfter);
  }

  private static boolean isPunctuation(char c) {
    return c == '.' || c == ',' || c == ';' || c == ':' || c == ')' || c == '?';
  }

  /** A turn of the user's in a chat as interfaces and training files hold it. */
  private static Optional<Signal> record(Passage passage) {
    for (String turn : List.of("\"role\": \"user\"", "\"role\":\"user\"", "\"from\": \"human\"")) {
      int at = passage.text().indexOf(turn);
      if (at >= 0 && !passage.isQuotedCode(at)) {
        return Optional.of(new Signal("turn-record", 1, at, at + turn.length()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Signal> speaker(Passage passage) {
    int markers = 0;
    boolean announced = false;
    Optional<Signal> first = Optional.empty();
    for (Passage.Line line : passage.lines()) {
      if (line.isBlank() || line.fenced()) {
        continue;
      }
      Optional<String> name = speaker(passage, line);
      if (name.isEmpty()) {
        announced = announces(passage.line(line));
      } else if (!announced) {
        markers++;
        if (first.isEmpty()) {
          first = Optional.of(new Signal("speaker-mark", 1, line.start(), line.end()));
        }
        // One sure name, or two of the others, as in "Input: …" and "Output: …".
        if (SURE.contains(name.get()) || markers == 2) {
          return first;
        }
      }
    }
    return Optional.empty();
  }

  /** "User: …", "### Instruction:", "## assistant", "**Human:** …", "[user]". */
  private static Optional<String> speaker(Passage passage, Passage.Line line) {
    int from = line.start();
    boolean heading = false;
    boolean bracketed = false;
    while (from < line.end() && "#*[(< ".indexOf(passage.charAt(from)) >= 0) {
      heading |= passage.charAt(from) != '*';
      bracketed |= passage.charAt(from) == '[';
      from++;
    }
    int to = from;
    while (to < line.end() && Character.isLetter(passage.charAt(to))) {
      to++;
    }
    if (to == from || to - from > 12) {
      return Optional.empty();
    }
    String name = passage.text().substring(from, to).toLowerCase(Locale.ROOT);
    int after = to;
    while (after < line.end() && "*])> ".indexOf(passage.charAt(after)) >= 0) {
      after++;
    }
    boolean colon = passage.charAt(after) == ':' && after < line.end();
    boolean marked = SURE.contains(name) && heading;
    boolean alone = marked && (after == line.end() || (bracketed && after > to));
    return SPEAKERS.contains(name) && (colon || alone) ? Optional.of(name) : Optional.empty();
  }

  private static boolean announces(String line) {
    if (!line.endsWith(":")) {
      return false;
    }
    Tokens tokens = Tokens.of(line);
    for (int token = 0; token < tokens.size(); token++) {
      if (ANNOUNCING.contains(tokens.folded(token))) {
        return true;
      }
    }
    return false;
  }
}
