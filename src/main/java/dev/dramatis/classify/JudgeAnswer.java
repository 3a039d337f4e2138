package dev.dramatis.classify;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the few words that a judge answers. Strict: only the answer itself counts, with what people
 * put around a word (a full stop, quotes, stars, "Answer:"), since a label that is looked for in a
 * longer text is found in a refusal or a quotation too.
 */
final class JudgeAnswer {
  /** Shown of an answer that is none. */
  private static final int LONGEST = 60;

  private static final Pattern OPENING =
      Pattern.compile(
          "^(?:(?:final\\s+)?(?:answer|label|score|rating)\\s*[:=]\\s*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern AROUND = Pattern.compile("^[\\s\"'`*_(\\[]+|[\\s\"'`*_.,!;:)\\]]+$");

  /** Whole numbers of the scale, "out of" it included; other digits than these are no number. */
  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,3})(?:\\s*(?:/|out of)\\s*100)?");

  private JudgeAnswer() {}

  /** The answer without what stands around it, on one line and not longer than a label needs. */
  static String core(String answer) {
    String line = answer.strip();
    String bare = AROUND.matcher(OPENING.matcher(strip(line)).replaceFirst("")).replaceAll("");
    String flat = bare.replaceAll("\\s+", " ");
    return flat.length() <= LONGEST ? flat : flat.substring(0, LONGEST) + "…";
  }

  private static String strip(String text) {
    return AROUND.matcher(text).replaceAll("");
  }

  /** The whole number from 0 to 100 that the answer is; empty if it is none. */
  static Optional<Integer> number(String core) {
    var matcher = NUMBER.matcher(core);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    return number <= 100 ? Optional.of(number) : Optional.empty();
  }
}
