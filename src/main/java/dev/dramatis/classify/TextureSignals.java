package dev.dramatis.classify;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures how a text runs: how often it speaks to a reader, of itself, of others in the past, of
 * names and figures; and whether it is laid out as an explanation or as a page. What each measure
 * speaks for is fitted.
 */
final class TextureSignals {
  /** Tokens measured; a texture shows long before, and it bounds the work. */
  private static final int MEASURED = 400;

  /** Fewer words give no share worth stating. */
  private static final int FEWEST = 12;

  private static final int SHORT_TEXT = 30;

  /** Characters of a line that is a paragraph of some length. */
  private static final int LONG_LINE = 900;

  private static final Set<String> CALENDAR =
      Set.of(
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "january",
          "february",
          "april",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "jan",
          "feb",
          "aug",
          "sept",
          "oct",
          "nov",
          "dec");

  /** With which a line asks for something, as the instructions of a list of tasks do. */
  private static final Set<String> ASKING =
      Set.of(
          "write",
          "give",
          "explain",
          "describe",
          "list",
          "translate",
          "summarize",
          "summarise",
          "generate",
          "rewrite",
          "compose",
          "classify",
          "suggest",
          "tell",
          "name",
          "what",
          "how",
          "why",
          "who",
          "where",
          "which",
          "can",
          "could",
          "instruction",
          "task",
          "question",
          "q");

  private TextureSignals() {}

  static void read(Passage passage, Consumer<Signal> signals) {
    readWords(passage, signals);
    readOpening(passage, signals);
    readLines(passage, signals);
    double repeated = Repetition.share(passage);
    if (repeated > 0.05) {
      signals.accept(new Signal("repeats", 8 * repeated, 0, Math.min(80, passage.text().length())));
    }
  }

  private static void readWords(Passage passage, Consumer<Signal> signals) {
    Tokens tokens = passage.tokens();
    int limit = Math.min(tokens.size(), MEASURED);
    int words = 0;
    int prose = 0;
    int names = 0;
    int quotes = 0;
    int parentheses = 0;
    int commas = 0;
    int stops = 0;
    int exclaims = 0;
    int longWords = 0;
    Measure you = new Measure();
    Measure past = new Measure();
    Measure self = new Measure();
    Measure figures = new Measure();
    Measure dates = new Measure();
    for (int i = 0; i < limit; i++) {
      char first = passage.charAt(tokens.start(i));
      if (!tokens.isWord(i)) {
        quotes += first == '"' || first == '\u201C' || first == '\u201D' ? 1 : 0;
        parentheses += first == '(' ? 1 : 0;
        commas += first == ',' ? 1 : 0;
        stops += first == '.' || first == '?' || first == '!' || first == ':' ? 1 : 0;
        exclaims += first == '!' ? 1 : 0;
        continue;
      }
      words++;
      longWords += tokens.end(i) - tokens.start(i) >= 9 ? 1 : 0;
      String word = tokens.folded(i);
      you.add(ProseSignals.isReader(word), i);
      self.add(ProseSignals.isSelf(word), i);
      past.add(ProseSignals.isTelling(word), i);
      figures.add(Character.isDigit(first), i);
      dates.add(isYear(word) || CALENDAR.contains(word), i);
      if (!passage.isQuotedCode(tokens.start(i)) && !beginsSentence(passage, tokens, i)) {
        prose++;
        names += Character.isUpperCase(first) && tokens.end(i) - tokens.start(i) > 1 ? 1 : 0;
      }
    }
    int all = Math.min(60, passage.text().length());
    if (words < SHORT_TEXT) {
      signals.accept(new Signal("short-text", 1, 0, all));
    }
    if (words < FEWEST) {
      return;
    }
    signals.accept(new Signal("long-words", 10.0 * longWords / words, 0, all));
    signals.accept(new Signal("commas", 20.0 * commas / words, 0, all));
    signals.accept(new Signal("sentence-length", words / 12.0 / (1 + stops), 0, all));
    if (exclaims > 0) {
      signals.accept(new Signal("exclaims", 50.0 * exclaims / words, 0, all));
    }
    if (words >= 60 && you.count == 0) {
      signals.accept(new Signal("no-reader", 1, 0, all));
    }
    you.report("you-share", 25, words, tokens, signals);
    past.report("past-share", 12, words, tokens, signals);
    self.report("self-share", 20, words, tokens, signals);
    figures.report("figures-share", 20, words, tokens, signals);
    dates.report("dates", 50, words, tokens, signals);
    if (names > 0) {
      signals.accept(new Signal("names-share", 8.0 * names / Math.max(prose, FEWEST), 0, all));
    }
    if (quotes > 0) {
      signals.accept(new Signal("quote-marks", 25.0 * quotes / words, 0, all));
    }
    if (parentheses > 0) {
      signals.accept(new Signal("parentheses", 25.0 * parentheses / words, 0, all));
    }
  }

  /** How often something occurs, and where first. */
  private static final class Measure {
    private int count;
    private int first = -1;

    void add(boolean found, int token) {
      if (found) {
        first = first < 0 ? token : first;
        count++;
      }
    }

    void report(String name, double scale, int words, Tokens tokens, Consumer<Signal> signals) {
      if (count > 0) {
        int last = Math.min(first + 6, tokens.size() - 1);
        signals.accept(
            new Signal(name, scale * count / words, tokens.start(first), tokens.end(last)));
      }
    }
  }

  private static boolean isYear(String word) {
    return word.length() == 4
        && (word.startsWith("19") || word.startsWith("20"))
        && Character.isDigit(word.charAt(2))
        && Character.isDigit(word.charAt(3));
  }

  private static boolean beginsSentence(Passage passage, Tokens tokens, int token) {
    int start = tokens.start(token);
    int before = start - 1;
    while (before >= 0 && " \"\u201C\u2018'(*#-•".indexOf(passage.charAt(before)) >= 0) {
      before--;
    }
    char c = passage.charAt(before);
    return c == '\n' || ".!?:".indexOf(c) >= 0;
  }

  /** A dateline, or a headline: a first line that is no sentence, with a paragraph after it. */
  private static void readOpening(Passage passage, Consumer<Signal> signals) {
    Passage.Line first = passage.lines().get(0);
    String line = passage.line(first);
    String head = line.substring(0, Math.min(60, line.length()));
    int dash =
        Math.max(head.indexOf(" \u2014 "), Math.max(head.indexOf(" - "), head.indexOf(" \u2013 ")));
    boolean agency = head.startsWith("(") && head.indexOf(')') > 1 && line.length() > 80;
    boolean place = dash > 2 && line.length() > dash + 40 && isShouted(head.substring(0, dash));
    if (agency || place) {
      signals.accept(new Signal("dateline", 1, first.start(), first.start() + head.length()));
    }
    boolean unended =
        !line.isEmpty() && ".!?:;,…。！？：)*".indexOf(line.charAt(line.length() - 1)) < 0;
    boolean titled = line.toLowerCase(Locale.ROOT).startsWith("title");
    if (unended
        && !titled
        && line.length() < 110
        && passage.lines().size() > 2
        && LineShapes.count(line, ' ') >= 1
        && Character.isUpperCase(line.codePointAt(0))) {
      signals.accept(new Signal("title-line", 1, first.start(), first.end()));
    }
  }

  private static boolean isShouted(String text) {
    int letters = 0;
    int capitals = 0;
    for (int i = 0; i < text.length() && text.charAt(i) != ',' && text.charAt(i) != '('; i++) {
      letters += Character.isLetter(text.charAt(i)) ? 1 : 0;
      capitals += Character.isUpperCase(text.charAt(i)) ? 1 : 0;
    }
    return letters > 2 && capitals == letters;
  }

  private static void readLines(Passage passage, Consumer<Signal> signals) {
    int counted = 0;
    int heads = 0;
    int headings = 0;
    int items = 0;
    int paragraphs = 0;
    int asking = 0;
    int firstAsking = 0;
    boolean longParagraph = false;
    for (Passage.Line line : passage.lines()) {
      if (line.isBlank() || line.fenced()) {
        continue;
      }
      String text = passage.line(line);
      longParagraph |= text.length() > LONG_LINE;
      headings += text.startsWith("##") || (text.startsWith("**") && text.endsWith("**")) ? 1 : 0;
      int number = OpeningSignals.listNumber(passage, line);
      counted += number == counted + 1 ? 1 : 0;
      boolean item =
          number > 0 || text.startsWith("- ") || text.startsWith("* ") || text.startsWith("• ");
      items += item ? 1 : 0;
      paragraphs++;
      if (asks(text)) {
        firstAsking = asking == 0 ? line.start() : firstAsking;
        asking++;
      }
      int colon = text.indexOf(':');
      heads += item && colon > 2 && colon < 60 && text.length() > colon + 15 ? 1 : 0;
    }
    int all = Math.min(60, passage.text().length());
    if (asking > 0) {
      int until = Math.min(firstAsking + 60, passage.text().length());
      signals.accept(new Signal("asking-lines", asking, firstAsking, until));
    }
    int length = passage.text().length();
    if (length > 600 && items + headings == 0 && paragraphs == lineCount(passage)) {
      signals.accept(new Signal("prose-only", 1, 0, all));
      signals.accept(new Signal("paragraphs", length / 300.0 / paragraphs, 0, all));
    }
    if (counted >= 3) {
      signals.accept(new Signal("counted-items", 1, 0, all));
    }
    if (heads >= 2) {
      signals.accept(new Signal("item-heads", 1, 0, all));
    }
    if (headings > 0) {
      signals.accept(new Signal("headings", 1, 0, all));
    }
    if (longParagraph) {
      signals.accept(new Signal("long-paragraph", 1, 0, all));
    }
    readPlaceholders(passage, signals);
  }

  /** A line of its own that asks: an asking word first, a full sentence, and no item's text. */
  private static boolean asks(String line) {
    if (line.length() < 12 || line.length() > 200 || !Character.isUpperCase(line.charAt(0))) {
      return false;
    }
    char last = line.charAt(line.length() - 1);
    return (last == '.' || last == '?' || last == ':')
        && ASKING.contains(Tokens.first(line, 1).folded(0));
  }

  /** Lines that are not blank; equal to the paragraphs where nothing is fenced. */
  private static int lineCount(Passage passage) {
    return (int) passage.lines().stream().filter(line -> !line.isBlank()).count();
  }

  /** "[Your Name]": what the reader is to fill in. */
  private static void readPlaceholders(Passage passage, Consumer<Signal> signals) {
    String text = passage.text();
    for (int i = 0; i < text.length() - 3; i++) {
      if (text.charAt(i) == '[' && Character.isUpperCase(text.charAt(i + 1))) {
        int close = i + 2;
        while (close < text.length()
            && close < i + 40
            && (Character.isLetter(text.charAt(close)) || " '/".indexOf(text.charAt(close)) >= 0)) {
          close++;
        }
        if (close < text.length() && text.charAt(close) == ']' && text.indexOf(' ', i) < close) {
          signals.accept(new Signal("placeholders", 1, i, close + 1));
          return;
        }
      }
    }
  }
}
