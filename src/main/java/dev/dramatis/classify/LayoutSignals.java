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
    tally.report(signals);
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
    private final Kind rows = new Kind();
    private final Kind questions = new Kind();
    private final Kind answers = new Kind();
    private int lines;
    private int lastSeparators;
    private char lastSeparator;
    private boolean framed;
    private boolean afterColon;

    void read(Passage passage, Passage.Line line) {
      String text = passage.line(line);
      char first = text.charAt(0);
      readItem(passage, line, first, text);
      if (first == '>' && text.startsWith("> ")) {
        quote.add(line);
      } else if (isLog(text)) {
        log.add(line);
      } else if (text.startsWith("Q:") || text.startsWith("Q.")) {
        questions.add(line);
      } else if (text.startsWith("A:") || text.startsWith("A.")) {
        answers.add(line);
      } else if (isCode(text)) {
        code.add(line);
      } else {
        readSetting(line, text);
      }
      readRow(line, text);
      afterColon = text.endsWith(":") || text.endsWith(":**");
    }

    private void readItem(Passage passage, Passage.Line line, char first, String text) {
      boolean bullet = "-*•–+".indexOf(first) >= 0 && text.length() > 1 && text.charAt(1) == ' ';
      if (bullet || OpeningSignals.listNumber(passage, line) > 0) {
        item.add(line);
        framed |= afterColon;
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
      boolean ruled = text.startsWith("|") && text.contains("---");
      if (count >= 2 && count == lastSeparators && separator == lastSeparator && !ruled) {
        rows.add(line);
      }
      lastSeparators = count;
      lastSeparator = separator;
    }

    void report(Consumer<Signal> signals) {
      share("code-lines", code, 1, signals);
      share("config-lines", config, 2, signals);
      share("log-lines", log, 1, signals);
      share("table-rows", rows, 1, signals);
      if (address.count > 0) {
        signals.accept(address.signal("address-lines", address.count));
      }
      if (quote.count > 0 && quote.count < lines) {
        signals.accept(quote.signal("quote-lines", 1));
      }
      if (questions.count > 0 && answers.count > 0 && questions.count + answers.count > 2) {
        signals.accept(questions.signal("question-answer", 1));
      }
      if (fenced.count > 0) {
        signals.accept(fenced.signal("fenced", 1));
      }
      if (framed) {
        signals.accept(item.signal("framed", 1));
      } else if (item.count >= 2 && item.count >= lines - 1) {
        signals.accept(item.signal("bare-list", 1));
      }
    }

    private void share(String feature, Kind kind, int least, Consumer<Signal> signals) {
      if (kind.count >= least && kind.count * 2 >= lines - 1 && kind.count * 3 >= lines) {
        signals.accept(kind.signal(feature, 1));
      }
    }
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
    return (last == ')' || last == ',' || last == ']' || last == '(' || last == '[')
            && hasAssignmentOrCall(text)
        || (keyword && isSql(word, text))
        || hasAssignment(text);
  }

  /** SELECT and its like, in capitals. */
  private static boolean isSql(String word, String text) {
    return word.length() > 5 && word.toUpperCase(Locale.ROOT).equals(word) && hasCodeSign(text);
  }

  private static boolean isImport(String word, String text) {
    return (word.equals("import") || word.equals("package") || word.equals("#include"))
        && count(text, ' ') <= 3;
  }

  private static boolean hasCodeSign(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("(){}[]=;<>_".indexOf(text.charAt(i)) >= 0) {
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
