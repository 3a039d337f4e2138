package dev.dramatis.classify;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads how a text is laid out, line by line, outside fenced code: code, settings, logs, tables,
 * markup, lists, quotes and the furniture of pages.
 */
final class LayoutSignals {
  private static final Set<String> KEYWORDS =
      Set.of(
          "import",
          "from",
          "def",
          "class",
          "function",
          "const",
          "var",
          "let",
          "public",
          "private",
          "protected",
          "static",
          "package",
          "#include",
          "#define",
          "using",
          "namespace",
          "return",
          "if",
          "for",
          "while",
          "else",
          "elif",
          "try:",
          "except",
          "select",
          "insert",
          "create",
          "update",
          "fn",
          "func",
          "struct",
          "enum",
          "void",
          "int",
          "print",
          "echo",
          "export",
          "module",
          "require",
          "end",
          "@override",
          "//",
          "/*",
          "*",
          "#!/bin/bash",
          "sudo",
          "$",
          ">>>",
          "async",
          "await",
          "switch",
          "case",
          "lambda",
          "type",
          "interface");

  /** Commands that are written in capitals: SQL, build files of containers. */
  private static final Set<String> COMMANDS =
      Set.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "CREATE",
          "DROP",
          "ALTER",
          "FROM",
          "WHERE",
          "RUN",
          "COPY",
          "CMD",
          "ENTRYPOINT",
          "WORKDIR",
          "ENV",
          "EXPOSE",
          "GRANT");

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
    readMarkup(passage, signals);
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
      shortLines += count(text, ' ') < 3 && text.length() < 30 && first != '*' ? 1 : 0;
      readItem(passage, line, first, text);
      if (first == '>' && text.startsWith("> ")) {
        quote.add(line);
      } else if (isLog(text)) {
        log.add(line);
      } else if (text.startsWith("Q:") || text.startsWith("Q.")) {
        questions.add(line);
      } else if (text.startsWith("A:") || text.startsWith("A.")) {
        answers.add(line);
      } else if (isNickname(text)) {
        nickname.add(line);
      } else if (isUnderline(text)) {
        underline.add(line);
      } else if (OpeningSignals.listNumber(passage, line) == 0 && isCode(text)) {
        code.add(line);
      } else {
        readSetting(line, text);
      }
      readRow(line, text);
      framed |= lines == 1 && text.endsWith(":") && isFrame(text);
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
      if (sign == colon && isName(key) && isSpoken(text, sign + 1)) {
        speaker.add(line);
      }
      String bare = key.startsWith("- ") ? key.substring(2) : key;
      if (ADDRESS.contains(bare.toLowerCase(Locale.ROOT)) && !isLowerCase(bare)) {
        address.add(line);
      } else if (isIdentifier(bare) && (isLowerCase(bare) || bare.indexOf('_') > 0)) {
        config.add(line);
      }
    }

    /** Equal numbers of commas, tabs, bars or semicolons, twice in a row, and no sentence. */
    private void readRow(Passage.Line line, String text) {
      char separator = separator(text);
      int count = separator == 0 ? 0 : count(text, separator);
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

  /** "<kestrel> …", as chat logs write. */
  private static boolean isNickname(String text) {
    int close = text.indexOf("> ");
    return text.charAt(0) == '<'
        && close > 1
        && close < 25
        && isIdentifier(text.substring(1, close));
  }

  /** A line of "=" or "-" alone. */
  private static boolean isUnderline(String text) {
    char first = text.charAt(0);
    return text.length() > 3
        && (first == '=' || first == '-')
        && count(text, first) == text.length();
  }

  /** Speech after a name begins as a sentence does; the rest of an item does not. */
  private static boolean isSpoken(String text, int from) {
    String spoken = text.substring(from).strip();
    return spoken.length() > 3 && !Character.isLowerCase(spoken.codePointAt(0));
  }

  /** One or two words with capitals, as a speaker's or a field's name. */
  private static boolean isName(String text) {
    return text.length() < 25
        && count(text, ' ') < 2
        && Character.isUpperCase(text.codePointAt(0))
        && text.chars().allMatch(c -> Character.isLetter(c) || c == ' ' || c == '.');
  }

  /** A line that announces what follows: a few words or more, begun as a sentence. */
  private static boolean isFrame(String text) {
    int blanks = count(text, ' ');
    return blanks >= 3 && blanks <= 30 && Character.isUpperCase(text.codePointAt(0));
  }

  private static void readMarkup(Passage passage, Consumer<Signal> signals) {
    String text = passage.text();
    int tags = 0;
    int firstTag = 0;
    int bold = 0;
    for (int i = 0; i < text.length() - 2; i++) {
      char c = text.charAt(i);
      char next = text.charAt(i + 1);
      if (c == '<' && (next == '/' || Character.isLetter(next)) && closes(text, i)) {
        if (!passage.isQuotedCode(i)) {
          firstTag = tags == 0 ? i : firstTag;
          tags++;
        }
      } else if (c == '*' && next == '*' && text.charAt(i + 2) > ' ') {
        bold++;
      }
    }
    if (tags >= 3) {
      signals.accept(new Signal("markup", 1, firstTag, Math.min(text.length(), firstTag + 80)));
    }
    if (bold >= 2) {
      int at = text.indexOf("**");
      signals.accept(new Signal("markdown", 1, at, Math.min(text.length(), at + 40)));
    }
  }

  /** Whether a tag ends soon; looking far would make many "<" quadratic. */
  private static boolean closes(String text, int from) {
    int limit = Math.min(text.length(), from + 200);
    for (int i = from + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return true;
      }
      if (c == '<' || c == '\n') {
        return false;
      }
    }
    return false;
  }

  private static boolean isCode(String text) {
    char last = text.charAt(text.length() - 1);
    if ((last == ';' || last == '{' || last == '}') && text.length() < 200) {
      return text.length() < 3 || last != ';' || hasCodeSign(text);
    }
    int blank = text.indexOf(' ');
    String word = blank < 0 ? text : text.substring(0, blank);
    boolean keyword = KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
    if (keyword && isLowerCase(word)) {
      return hasCodeSign(text) || last == ':' || isImport(word, text);
    }
    if ((text.startsWith("//") || text.startsWith("/*") || text.startsWith("#!"))
        || word.equals("*/")) {
      return true;
    }
    if (COMMANDS.contains(word) && hasCodeSign(text)) {
      return true;
    }
    return (last == ')' || last == ',' || last == ']' || last == '(' || last == '[')
            && hasAssignmentOrCall(text)
        || hasAssignment(text);
  }

  private static boolean isImport(String word, String text) {
    return (word.equals("import") || word.equals("package") || word.equals("#include"))
        && count(text, ' ') <= 3;
  }

  private static boolean hasCodeSign(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("(){}[]=;<>_/&".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** "name = …" with a name that is one word. */
  private static boolean hasAssignment(String text) {
    int equals = text.indexOf(" = ");
    return equals > 0 && isIdentifier(text.substring(0, equals)) && equals < 60;
  }

  /** "object.method(…" or "name(…" without a blank before the bracket. */
  private static boolean hasAssignmentOrCall(String text) {
    int bracket = text.indexOf('(');
    return hasAssignment(text)
        || (bracket > 0 && isIdentifier(text.substring(0, bracket)))
        || (text.startsWith("\"") && text.indexOf("\":") > 0);
  }

  private static boolean isLog(String text) {
    if (text.length() > 5 && text.charAt(2) == ':' && text.charAt(5) == ' ' && isClock(text)) {
      return true;
    }
    int digits = 0;
    int signs = 0;
    int limit = Math.min(text.length(), 20);
    for (int i = 0; i < limit; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == ':' || c == '-' || c == '/' || c == '[' || c == '.') {
        signs++;
      } else if (digits + signs < 5 && c != ' ' && c != 'T') {
        return false;
      }
    }
    return digits >= 6 && signs >= 2 && count(text.substring(0, limit), ':') >= 1;
  }

  /** "06:40 …", as in time-tables and chats. */
  private static boolean isClock(String text) {
    return Character.isDigit(text.charAt(0))
        && Character.isDigit(text.charAt(1))
        && Character.isDigit(text.charAt(3))
        && Character.isDigit(text.charAt(4));
  }

  private static char separator(String text) {
    if (count(text, '\t') >= 2) {
      return '\t';
    }
    if (count(text, '|') >= 2) {
      return '|';
    }
    if (count(text, ';') >= 2 && text.indexOf("; ") < 0) {
      return ';';
    }
    boolean sentence = count(text, ' ') > 2 * count(text, ',') + 2;
    return count(text, ',') >= 2 && !sentence ? ',' : 0;
  }

  private static int count(String text, char wanted) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == wanted) {
        count++;
      }
    }
    return count;
  }

  private static boolean isIdentifier(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_-.$\"'@[]".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isLowerCase(String text) {
    return text.chars().noneMatch(Character::isUpperCase);
  }
}
