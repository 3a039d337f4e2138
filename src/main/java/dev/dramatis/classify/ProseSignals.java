package dev.dramatis.classify;

import java.util.Set;
import java.util.function.Consumer;

/** Reads how a text runs: told of others, of oneself, or said to a reader; whole or broken off. */
final class ProseSignals {
  private static final Set<String> OTHERS =
      Set.of(
          "he", "she", "his", "her", "him", "hers", "himself", "herself", "they", "mr", "mrs",
          "miss", "il", "elle", "él", "ella", "er", "он", "она");

  private static final Set<String> PAST =
      Set.of(
          "was", "were", "had", "said", "asked", "told", "went", "came", "saw", "took", "stood",
          "sat", "knew", "thought", "felt", "heard", "began", "left", "made", "looked", "turned",
          "gave", "found", "kept", "ran", "fell", "lay", "rose", "wrote", "spoke", "held", "won",
          "lost", "led", "grew", "became", "until", "nobody", "burned", "died", "était", "avait",
          "étaient", "avaient", "fut", "hatte", "hatten", "waren", "sagte", "ging", "era", "había",
          "estaba", "fue", "dijo", "disse", "был", "была", "met", "brought", "bought", "drove",
          "flew", "slept", "woke", "shook", "drew", "threw", "sang", "swam");

  /** Verbs of what holds in general: a text that has them explains more than it tells. */
  private static final Set<String> PRESENT =
      Set.of(
          "is", "are", "has", "have", "can", "will", "does", "do", "means", "should", "may",
          "isn't", "aren't", "can't", "don't", "doesn't", "it's", "that's", "i'd");

  private static final Set<String> SPEECH =
      Set.of(
          "said",
          "asked",
          "replied",
          "whispered",
          "shouted",
          "muttered",
          "cried",
          "told",
          "answered",
          "added",
          "murmured",
          "laughed");

  private static final Set<String> SELF =
      Set.of("my", "me", "i", "we", "our", "us", "i'm", "i've", "i'd", "we're", "we've", "mine");

  private static final Set<String> READER =
      Set.of("you", "your", "yours", "you're", "you'll", "you've", "you'd");

  /** Share of words that tell of others in the past, from which a text is a narrative. */
  private static final double TELLING = 0.14;

  private static final int FEWEST_TELLING = 4;

  /** Share of words that begin with a digit, from which a text reads as a record. */
  private static final double FIGURES = 0.1;

  private static final int SHORT = 40;

  private ProseSignals() {}

  static void read(Passage passage, Consumer<Signal> signals) {
    Tokens tokens = passage.tokens();
    int limit = Math.min(tokens.size(), 4 * Passage.OPENING);
    int words = 0;
    int telling = 0;
    int others = 0;
    int self = 0;
    int selfPast = 0;
    int reader = 0;
    int figures = 0;
    int firstFigure = -1;
    int firstTelling = -1;
    int firstSelf = -1;
    for (int i = 0; i < limit; i++) {
      if (tokens.isWord(i)) {
        String word = tokens.folded(i);
        words++;
        if (Character.isDigit(word.charAt(0))) {
          figures++;
          firstFigure = firstFigure < 0 ? i : firstFigure;
        }
        boolean ofOthers = OTHERS.contains(word);
        others += ofOthers ? 1 : 0;
        if (ofOthers || isPastVerb(word)) {
          telling++;
          firstTelling = firstTelling < 0 ? i : firstTelling;
        } else if (PRESENT.contains(word)) {
          telling--;
        }
        if (SELF.contains(word)) {
          self++;
          firstSelf = firstSelf < 0 ? i : firstSelf;
          selfPast += i + 1 < limit && isPastVerb(tokens.folded(i + 1)) ? 1 : 0;
        }
        reader += READER.contains(word) ? 1 : 0;
        readSpeech(tokens, i, passage, signals);
      }
    }
    if (reader == 0 && telling >= FEWEST_TELLING && telling >= TELLING * words) {
      double amount = others >= 2 ? 1.5 : others == 1 ? 1 : 0.6;
      signals.accept(span("narrative", amount, tokens, firstTelling));
    }
    if (words >= 6 && reader == 0 && self >= 2 && self * 12 >= words) {
      signals.accept(
          span("own-life", selfPast > 0 ? self - 1 : self * 0.5 - 0.5, tokens, firstSelf));
    }
    boolean sum = passage.text().indexOf('=') >= 0 || passage.text().indexOf('×') >= 0;
    if (reader == 0 && !sum && words >= 12 && figures >= 3 && figures >= FIGURES * words) {
      signals.accept(span("figures", 1, tokens, firstFigure));
    }
    readEnd(passage, words, signals);
    readFurniture(passage, signals);
  }

  /** Whether a word speaks to a reader. */
  static boolean isReader(String word) {
    return READER.contains(word);
  }

  /** Whether a word speaks of the writer. */
  static boolean isSelf(String word) {
    return SELF.contains(word);
  }

  /** Whether a word tells of others, or of the past. */
  static boolean isTelling(String word) {
    return OTHERS.contains(word) || isPastVerb(word);
  }

  private static void readSpeech(Tokens tokens, int i, Passage passage, Consumer<Signal> signals) {
    if (i > 0 && SPEECH.contains(tokens.folded(i))) {
      boolean afterQuote = false;
      for (int back = i - 1; back >= Math.max(0, i - 3); back--) {
        char c = passage.charAt(tokens.start(back));
        afterQuote |= c == '"' || c == '\u201D' || c == '\u2019';
      }
      if (afterQuote) {
        signals.accept(span("speech", 1, tokens, Math.max(0, i - 3)));
      }
    }
  }

  private static void readEnd(Passage passage, int words, Consumer<Signal> signals) {
    String text = passage.text();
    int last = text.codePointBefore(text.length());
    boolean ended = ".!?…\"'\u201D\u2019)`*:。！？।؟".indexOf(last) >= 0 || !isPlain(last);
    int first = text.codePointAt(0);
    boolean begun =
        !Character.isLowerCase(first) && (Character.isLetterOrDigit(first) || first == '*');
    boolean oneParagraph = passage.lines().size() <= 3;
    if (begun && words <= SHORT && oneParagraph && (ended || words <= 6)) {
      signals.accept(new Signal("short-complete", words <= 25 ? 1 : 0.6, 0, text.length()));
    }
    if (!ended && words > 30 && !passage.isCut()) {
      signals.accept(new Signal("unended", 1, Math.max(0, text.length() - 40), text.length()));
    }
    if (last == '?' && endsWithAddress(passage)) {
      signals.accept(new Signal("asks-back", 1, Math.max(0, text.length() - 60), text.length()));
    }
  }

  private static boolean endsWithAddress(Passage passage) {
    Tokens tokens = passage.tokens();
    for (int i = Math.max(0, tokens.size() - 16); i < tokens.size(); i++) {
      if (READER.contains(tokens.folded(i))) {
        return true;
      }
    }
    return false;
  }

  /** Links, handles and date stamps, outside code. */
  private static void readFurniture(Passage passage, Consumer<Signal> signals) {
    String text = passage.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' && text.startsWith("://", i)) {
        signals.accept(around("link", text, i));
      } else if (c == '@'
          && Character.isWhitespace(passage.charAt(i - 1))
          && Character.isLetter(passage.charAt(i + 1))) {
        signals.accept(around("handle", text, i));
      } else if (c == '[' && Character.isDigit(passage.charAt(i + 1)) && isCitation(passage, i)) {
        signals.accept(around("citation", text, i));
      } else if (c == ':' && isClock(passage, i)) {
        signals.accept(around("stamp", text, i));
      }
    }
  }

  private static boolean isCitation(Passage passage, int at) {
    return passage.charAt(at + 2) == ']'
        || (Character.isDigit(passage.charAt(at + 2)) && passage.charAt(at + 3) == ']');
  }

  /** A time of day with a year or a month's date shortly before, as posts carry. */
  private static boolean isClock(Passage passage, int at) {
    boolean clock =
        Character.isDigit(passage.charAt(at - 1))
            && Character.isDigit(passage.charAt(at + 1))
            && Character.isDigit(passage.charAt(at + 2));
    if (!clock) {
      return false;
    }
    int digits = 0;
    for (int i = at - 3; i >= at - 12; i--) {
      digits = Character.isDigit(passage.charAt(i)) ? digits + 1 : 0;
      if (digits == 4) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlain(int point) {
    return Character.isLetterOrDigit(point) || point == ',' || point == '-' || point == '(';
  }

  private static boolean isPast(String word) {
    return word.length() > 4
        && ((word.endsWith("ed") && !word.endsWith("eed"))
            || (word.endsWith("ait") && !word.endsWith("trait") && !word.endsWith("wait")));
  }

  private static boolean isPastVerb(String word) {
    return isPast(word) || PAST.contains(word);
  }

  private static Signal span(String feature, double amount, Tokens tokens, int from) {
    int to = Math.min(from + 8, tokens.size()) - 1;
    return new Signal(feature, amount, tokens.start(from), tokens.end(to));
  }

  private static Signal around(String feature, String text, int at) {
    return new Signal(feature, 1, Math.max(0, at - 12), Math.min(text.length(), at + 20));
  }
}
