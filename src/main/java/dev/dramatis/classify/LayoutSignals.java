package dev.dramatis.classify;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads how a text is laid out, line by line, outside fenced code: code, settings, logs, tables,
 * markup, lists, quotes and the furniture of pages.
 */
final class LayoutSignals {
  /** Headers of letters, pages and records. */
  private static final Set<String> ADDRESS =
      Set.of(
          "from",
          "to",
          "subject",
          "date",
          "cc",
          "bcc",
          "sent",
          "author",
          "title",
          "tags",
          "category",
          "categories",
          "published",
          "source",
          "keywords",
          "by",
          "url",
          "language",
          "format",
          "publisher",
          "message-id",
          "reply-to",
          "filename",
          "version",
          "status",
          "location",
          "price",
          "phone",
          "tel",
          "fax",
          "email",
          "present",
          "attendees",
          "absent",
          "case",
          "ref",
          "name",
          "address",
          "id",
          "type",
          "description");

  private LayoutSignals() {}

  static void read(Passage passage, Consumer<Signal> signals) {
    Tally tally = new Tally();
    for (Passage.Line line : passage.lines()) {
      if (!line.isBlank()) {
        if (line.fenced()) {
          tally.fenced.add(line);
        } else {
          tally.lines++;
          tally.read(passage, line);
        }
      }
    }
    tally.report(passage, signals);
    MarkupSignals.read(passage, signals);
  }

  /** A kind of line: how many there are, and the first. */
  private static final class Kind {
    private int count;
    private int start;
    private int end;

    void add(Passage.Line line) {
      if (count == 0) {
        start = line.start();
        end = line.end();
      }
      count++;
    }

    /** Whether the first line is a salutation. */
    boolean isLetter(Passage passage) {
      return passage.text().startsWith("Dear ", start) && passage.charAt(end - 1) == ',';
    }

    Signal signal(String feature, double amount) {
      return new Signal(feature, amount, start, end);
    }
  }

  private static final class Tally {
    private final Kind fenced = new Kind();
    private final Kind code = new Kind();
    private final Kind config = new Kind();
    private final Kind log = new Kind();
    private final Kind address = new Kind();
    private final Kind quote = new Kind();
    private final Kind item = new Kind();
    private final Kind all = new Kind();
    private final Kind nickname = new Kind();
    private final Kind underline = new Kind();
    private final Kind speaker = new Kind();
    private final Kind rows = new Kind();
    private final Kind questions = new Kind();
    private final Kind answers = new Kind();
    private int lines;
    private int lastSeparators;
    private char lastSeparator;
    private boolean framed;
    private boolean ruled;
    private int barred;
    private int sentences;
    private int shortLines;
    private boolean afterColon;

    void read(Passage passage, Passage.Line line) {
      String text = passage.line(line);
      char first = text.charAt(0);
      all.add(line);
      shortLines += LineShapes.count(text, ' ') < 3 && text.length() < 30 && first != '*' ? 1 : 0;
      readItem(passage, line, first, text);
      if (first == '>' && text.startsWith("> ")) {
        quote.add(line);
      } else if (LineShapes.isLog(text)) {
        log.add(line);
      } else if (text.startsWith("Q:") || text.startsWith("Q.")) {
        questions.add(line);
      } else if (text.startsWith("A:") || text.startsWith("A.")) {
        answers.add(line);
      } else if (LineShapes.isNickname(text)) {
        nickname.add(line);
      } else if (LineShapes.isUnderline(text)) {
        underline.add(line);
      } else if (OpeningSignals.listNumber(passage, line) == 0 && CodeLines.isCode(text)) {
        code.add(line);
      } else {
        readSetting(line, text);
      }
      readRow(line, text);
      framed |= lines == 1 && text.endsWith(":") && LineShapes.isFrame(text);
      afterColon = text.endsWith(":") || text.endsWith(":**");
    }

    private void readItem(Passage passage, Passage.Line line, char first, String text) {
      boolean bullet = "-*•–+".indexOf(first) >= 0 && text.length() > 1 && text.charAt(1) == ' ';
      if (bullet || OpeningSignals.listNumber(passage, line) > 0) {
        item.add(line);
        sentences += ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? 1 : 0;
        framed |= afterColon && item.count == 1;
      }
    }

    private void readSetting(Passage.Line line, String text) {
      int colon = text.indexOf(':');
      int equals = text.indexOf('=');
      int sign = colon < 0 ? equals : equals < 0 ? colon : Math.min(colon, equals);
      if (sign <= 0 || sign > 40) {
        if (text.startsWith("[") && text.endsWith("]") && text.length() < 40) {
          config.add(line);
        }
        return;
      }
      String key = text.substring(0, sign).strip();
      if (sign == colon && LineShapes.isName(key) && LineShapes.isSpoken(text, sign + 1)) {
        speaker.add(line);
      }
      String bare = key.startsWith("- ") ? key.substring(2) : key;
      if (ADDRESS.contains(bare.toLowerCase(Locale.ROOT)) && !LineShapes.isLowerCase(bare)) {
        address.add(line);
      } else if (LineShapes.isIdentifier(bare)
          && (LineShapes.isLowerCase(bare) || bare.indexOf('_') > 0)) {
        config.add(line);
      }
    }

    /** Equal numbers of commas, tabs, bars or semicolons, twice in a row, and no sentence. */
    private void readRow(Passage.Line line, String text) {
      char separator = LineShapes.separator(text);
      int count = separator == 0 ? 0 : LineShapes.count(text, separator);
      // A ruled table is Markdown, which replies are full of.
      ruled |= text.startsWith("|") && text.contains("---");
      if (count >= 2 && count == lastSeparators && separator == lastSeparator && !ruled) {
        rows.add(line);
      }
      barred += text.startsWith("|") ? 1 : 0;
      lastSeparators = count;
      lastSeparator = separator;
    }

    void report(Passage passage, Consumer<Signal> signals) {
      share("code-lines", code, 1, signals);
      share("config-lines", config, 2, signals);
      share("log-lines", log, 1, signals);
      if (barred > 2 && barred == lines) {
        // A table and nothing that presents it.
        signals.accept(all.signal("table-rows", 1));
      } else {
        share("table-rows", rows, 1, signals);
      }
      if (address.count > 0) {
        signals.accept(address.signal("address-lines", address.count));
      }
      if (quote.count > 0 && quote.count < lines) {
        signals.accept(quote.signal("quote-lines", 1));
      }
      if (lines > 1 && all.isLetter(passage)) {
        signals.accept(all.signal("letter", 1));
      }
      if (underline.count > 0 && lines > 2) {
        signals.accept(underline.signal("underlined", 1));
      }
      share("nicknames", nickname, 2, signals);
      if (!framed && speaker.count >= 2 && address.count == 0) {
        share("speakers", speaker, 2, signals);
      }
      if (questions.count > 0 && answers.count > 0 && questions.count + answers.count > 2) {
        signals.accept(questions.signal("question-answer", 1));
      }
      if (fenced.count > 0) {
        signals.accept(fenced.signal("fenced", 1));
      }
      if (framed && lines + fenced.count > 1) {
        signals.accept(all.signal("framed", 1));
      } else if (item.count >= 2 && item.count >= lines - 1) {
        signals.accept(item.signal("bare-list", sentences * 2 > item.count ? 0.3 : 1));
      } else if (shortLines >= 4 && shortLines == lines) {
        signals.accept(all.signal("bare-list", 1.2));
      }
    }

    private void share(String feature, Kind kind, int least, Consumer<Signal> signals) {
      if (kind.count >= least && kind.count * 2 >= lines - 1 && kind.count * 3 >= lines) {
        signals.accept(kind.signal(feature, 1));
      }
    }
  }
}
