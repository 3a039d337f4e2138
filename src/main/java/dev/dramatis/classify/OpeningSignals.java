package dev.dramatis.classify;

import java.util.Set;
import java.util.function.Consumer;

/** Reads how a text begins: a reply begins a sentence, a continuation goes on with one. */
final class OpeningSignals {
  /** Up to so many tokens, lower case is a curt reply as often as a fragment. */
  private static final int SHORT = 8;

  private static final String JOINTS = ",;:)]}>.…/\\=+&%\u201D\u2019";

  /** Words that people write in lower case at the beginning of a reply. */
  private static final Set<String> CASUAL =
      Set.of(
          "yes", "no", "sure", "ok", "okay", "hi", "hey", "hello", "yep", "nope", "thanks", "i",
          "i'm", "i'd", "i'll", "it's", "that's", "well", "oh", "ah", "hmm", "sorry", "nah", "yeah",
          "iphone", "macos", "ios", "ebay");

  private static final Set<String> CHAPTERS =
      Set.of(
          "chapter",
          "question",
          "exercise",
          "problem",
          "theorem",
          "lemma",
          "proof",
          "figure",
          "table",
          "section",
          "article",
          "part",
          "volume",
          "act",
          "scene",
          "exhibit",
          "schedule",
          "annex",
          "appendix",
          "abstract",
          "introduction",
          "preface",
          "contents",
          "minutes",
          "agenda",
          "memorandum",
          "notice",
          "title",
          "vol",
          "issue",
          "episode");

  /** Words that, in lower case at the beginning, go on with a sentence. */
  private static final Set<String> CONNECTIVES =
      Set.of(
          "and",
          "or",
          "but",
          "nor",
          "which",
          "who",
          "whose",
          "that",
          "because",
          "of",
          "to",
          "with",
          "from",
          "by",
          "than",
          "so",
          "while",
          "until",
          "though",
          "although",
          "whereas",
          "et",
          "und",
          "y",
          "que",
          "qui",
          "e",
          "и");

  private OpeningSignals() {}

  static void read(Passage passage, Consumer<Signal> signals) {
    int first = passage.text().codePointAt(0);
    char second = passage.charAt(1);
    if (Character.isLowerCase(first)) {
      readLowerCase(passage, first, second, signals);
    } else if (first == '<' && (Character.isLetter(second) || "/!?%".indexOf(second) >= 0)) {
      signals.accept(firstLine("tag-start", passage));
    } else if (first == '{'
        || (first == '$' && second == '{')
        || (first == '[' && "{[\"\n0123456789".indexOf(second) >= 0)) {
      signals.accept(firstLine("brace-start", passage));
    } else if (JOINTS.indexOf(first) >= 0) {
      readJoint(passage, signals);
    } else if ("-*•–—".indexOf(first) >= 0 && (second == ' ' || second == '\t')) {
      signals.accept(firstLine("bullet-start", passage));
    } else {
      readHeading(passage, signals);
    }
  }

  private static void readLowerCase(
      Passage passage, int first, char second, Consumer<Signal> signals) {
    Tokens tokens = passage.tokens();
    if (CASUAL.contains(tokens.folded(0))) {
      return;
    }
    if (first > 'a' && tokens.end(0) == 1 && second == ')') {
      signals.accept(firstLine("late-number", passage));
      return;
    }
    if (CONNECTIVES.contains(tokens.folded(0)) && tokens.size() > 3) {
      signals.accept(firstLine("connective-start", passage));
    }
    boolean mixed = !passage.text().substring(0, tokens.end(0)).equals(tokens.folded(0));
    if (!mixed) {
      String name = tokens.size() <= SHORT ? "lower-start-short" : "lower-start";
      signals.accept(firstLine(name, passage));
    }
  }

  /** An emoticon, an ellipsis before a capital or a decimal is no joint. */
  private static void readJoint(Passage passage, Consumer<Signal> signals) {
    Tokens tokens = passage.tokens();
    boolean quote = passage.charAt(0) == '>' && passage.charAt(1) == ' ';
    if (!quote && tokens.wordCount() > 0 && !Character.isDigit(passage.charAt(1))) {
      signals.accept(firstLine("joint-start", passage));
    }
  }

  private static void readHeading(Passage passage, Consumer<Signal> signals) {
    int number = listNumber(passage, passage.lines().get(0));
    if (number > 1) {
      signals.accept(firstLine("late-number", passage));
      return;
    }
    String line = passage.line(passage.lines().get(0));
    boolean more = passage.lines().size() > 1;
    if (line.startsWith("#") && more) {
      signals.accept(firstLine("heading-start", passage));
    }
    Tokens words = Tokens.first(line, 12);
    boolean chapter = false;
    int from = 0;
    while (from < words.size() && !words.isWord(from)) {
      from++;
    }
    if (from < words.size() && CHAPTERS.contains(words.folded(from))) {
      chapter = words.size() - from <= 3 || isNumeral(words, from + 1);
    }
    if (chapter || (isShouted(line) && (more || passage.tokens().size() > words.size()))) {
      signals.accept(firstLine("chapter-start", passage));
    }
  }

  private static boolean isNumeral(Tokens words, int index) {
    return index < words.size()
        && words.folded(index).length() <= 6
        && words.folded(index).chars().allMatch(c -> "0123456789ivxlc".indexOf(c) >= 0);
  }

  /** Two words or more, all in capitals. */
  private static boolean isShouted(String line) {
    long letters = line.chars().filter(Character::isLetter).count();
    long capitals = line.chars().filter(Character::isUpperCase).count();
    return letters >= 8 && capitals == letters && line.indexOf(' ') > 0;
  }

  /** The number that begins a line as a list's does ("3. ", "(4) ", "17) "), or 0. */
  static int listNumber(Passage passage, Passage.Line line) {
    int at = line.start();
    if (passage.charAt(at) == '(') {
      at++;
    }
    int number = 0;
    int digits = 0;
    while (Character.isDigit(passage.charAt(at)) && digits < 4) {
      number = number * 10 + Character.digit(passage.charAt(at), 10);
      digits++;
      at++;
    }
    boolean item =
        digits > 0
            && digits < 4
            && (passage.charAt(at) == '.' || passage.charAt(at) == ')')
            && (passage.charAt(at + 1) == ' ' || passage.charAt(at + 1) == '\t');
    return item ? number : 0;
  }

  private static Signal firstLine(String feature, Passage passage) {
    Passage.Line line = passage.lines().get(0);
    return new Signal(feature, 1, 0, Math.max(1, line.end()));
  }
}
