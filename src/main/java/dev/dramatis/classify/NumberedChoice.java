package dev.dramatis.classify;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.dramatis.suite.Key;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which of several numbered options a reply chooses: the first number that stands for a choice. One
 * does at the start of the reply or of a line, after a stop or a bracket, before a closing bracket
 * or a colon, at the end, or after a word that announces it ("option 2", "I choose 2"). Numbers
 * that are rejected or weighed ("not 1", "1 or 2", "rather than 1") and parts of other numbers are
 * passed over. Without such a number it is an ordinal at the start ("The second one"), or the
 * option whose words the reply begins with.
 *
 * <p>Known error: of options weighed one after the other ("1 is honest. Still, 2.") the first
 * counts.
 */
final class NumberedChoice {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:[.,][0-9]+)*");

  private static final Pattern WORD = Pattern.compile("[\\pL'’]+");

  /** What stands between a number and a word that does not speak of it. */
  private static final Pattern BREAK = Pattern.compile("[\\pN.,;:!?\\n]");

  private static final Pattern BEGINS =
      Pattern.compile("(?:^|[\\n.,;:!?()\\[\\]{}<>*_`\"“”#–—-])[\\s*_`\"“”(\\[#]*$");

  private static final Pattern ENDS = Pattern.compile("^[*_`\"”]*(?:[).\\]:,;!]|$|\\n)");

  /** The other side of "1 or 2", after a number or before it. */
  private static final String WEIGHED = "(?:or|and|versus|vs\\.?|/)";

  private static final Pattern WEIGHED_AFTER =
      Pattern.compile(
          "(?i)^[^\\pL\\pN\\n.]*" + WEIGHED + "[^\\pL\\pN\\n.]*(?:option |number )?[1-9]\\b");

  private static final Set<String> REJECT =
      Set.of(
          "not", "neither", "nor", "than", "over", "unlike", "between", "and", "or", "versus", "vs",
          "of");

  private static final Set<String> ANNOUNCE =
      Set.of(
          "is",
          "be",
          "it's",
          "it’s",
          "i'd",
          "i’d",
          "as",
          "option",
          "options",
          "number",
          "no",
          "answer",
          "choice",
          "pick",
          "choose",
          "chose",
          "prefer",
          "select",
          "take",
          "say",
          "with",
          "for",
          "to",
          "toward",
          "towards",
          "would",
          "so",
          "hence",
          "therefore",
          "thus",
          "then",
          "but",
          "definitely",
          "probably",
          "clearly",
          "guess",
          "think",
          "closer",
          "closest",
          "better",
          "best",
          "me",
          "answering");

  private static final Set<String> CHOOSE =
      Set.of(
          "choose", "chose", "pick", "say", "take", "prefer", "select", "be", "option", "number");

  private static final Set<String> LINKS = Set.of("option", "number", "no", "the");

  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth");

  private static final List<String> CARDINALS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private static final Pattern WORD_AT_START =
      Pattern.compile(
          "(?i)^\\W*(?:i(?:'d|’d| would|'ll|’ll| will)? (?:go with|pick|choose|take|say|prefer) )?"
              + "(?:(?:the|option|number|answer) )*([a-z]+)\\b\\W*(?:$|\\n|(?:one|option|sentence|choice|answer|is|fits|comes|of the)\\b)");

  private NumberedChoice() {}

  static Reading read(Key.Option key, String response) {
    Optional<Integer> chosen = byNumber(response).or(() -> byWord(response));
    if (chosen.isPresent()) {
      String evidence = "option " + chosen.get();
      return chosen.get() == key.number() ? Reading.right(evidence) : Reading.wrong(evidence);
    }
    return key.says().filter(says -> begins(response, says)).isPresent()
        ? Reading.right("begins with the option's words")
        : Reading.unclear("chooses no option");
  }

  private static Optional<Integer> byNumber(String response) {
    Matcher matcher = NUMBER.matcher(response);
    while (matcher.find()) {
      String number = matcher.group();
      if (number.length() == 1 && !number.equals("0")) {
        String before = response.substring(0, matcher.start());
        String after = response.substring(matcher.end());
        if (isChoice(before, after)) {
          return Optional.of(Integer.parseInt(number));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isChoice(String before, String after) {
    if (!after.isEmpty()
        && (Character.isLetterOrDigit(after.charAt(0)) || "%°".indexOf(after.charAt(0)) >= 0)) {
      return false;
    }
    if (!before.isEmpty() && "-–/$€£+".indexOf(before.charAt(before.length() - 1)) >= 0) {
      return false;
    }
    if (WEIGHED_AFTER.matcher(after).find()) {
      return false;
    }
    String near = before.substring(Math.max(0, before.length() - 60));
    String last = "";
    String earlier = "";
    int end = 0;
    for (Matcher word = WORD.matcher(near); word.find(); end = word.end()) {
      earlier = last;
      last = word.group().toLowerCase(Locale.ROOT);
    }
    if (BREAK.matcher(near.substring(end)).find()) {
      return BEGINS.matcher(near).find() || ENDS.matcher(after).find();
    }
    if (REJECT.contains(last) || (LINKS.contains(last) && REJECT.contains(earlier))) {
      return false;
    }
    if (isDenial(earlier) && CHOOSE.contains(last)) {
      return false;
    }
    return ANNOUNCE.contains(last) || BEGINS.matcher(near).find() || ENDS.matcher(after).find();
  }

  private static boolean isDenial(String word) {
    return word.equals("not")
        || word.equals("never")
        || word.endsWith("n't")
        || word.endsWith("n’t");
  }

  private static Optional<Integer> byWord(String response) {
    Matcher matcher = WORD_AT_START.matcher(response);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String word = matcher.group(1).toLowerCase(Locale.ROOT);
    if (word.equals("former")) {
      return Optional.of(1);
    }
    if (word.equals("latter")) {
      return Optional.of(2);
    }
    int place = Math.max(ORDINALS.indexOf(word), CARDINALS.indexOf(word));
    return place < 0 ? Optional.empty() : Optional.of(place + 1);
  }

  private static boolean begins(String response, String words) {
    String reply = plain(response);
    String said = plain(words);
    return !said.isEmpty() && (reply.equals(said) || reply.startsWith(said + " "));
  }

  /** Letters and digits in lower case, all else as single blanks. */
  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
