package dev.dramatis.classify;

/** What kind of line one line is, by its form alone. */
final class LineShapes {
  private LineShapes() {}

  /** "<kestrel> …", as chat logs write. */
  static boolean isNickname(String text) {
    int close = text.indexOf("> ");
    return text.charAt(0) == '<'
        && close > 1
        && close < 25
        && isIdentifier(text.substring(1, close));
  }

  /** A line of "=" or "-" alone. */
  static boolean isUnderline(String text) {
    char first = text.charAt(0);
    return text.length() > 3
        && (first == '=' || first == '-')
        && count(text, first) == text.length();
  }

  /** Speech after a name begins as a sentence does; the rest of an item does not. */
  static boolean isSpoken(String text, int from) {
    String spoken = text.substring(from).strip();
    return spoken.length() > 3 && !Character.isLowerCase(spoken.codePointAt(0));
  }

  /** One or two words with capitals, as a speaker's or a field's name. */
  static boolean isName(String text) {
    return text.length() < 25
        && count(text, ' ') < 2
        && Character.isUpperCase(text.codePointAt(0))
        && text.chars().allMatch(c -> Character.isLetter(c) || c == ' ' || c == '.');
  }

  /** A line that announces what follows: a few words or more, begun as a sentence. */
  static boolean isFrame(String text) {
    int blanks = count(text, ' ');
    return blanks >= 3 && blanks <= 30 && Character.isUpperCase(text.codePointAt(0));
  }

  /** A line that begins with a date and a time, or a time of day. */
  static boolean isLog(String text) {
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

  /** What separates the cells of a row, or 0 where the line is no row. */
  static char separator(String text) {
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

  static int count(String text, char wanted) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == wanted) {
        count++;
      }
    }
    return count;
  }

  static boolean isIdentifier(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_-.$\"'@[]".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static boolean isLowerCase(String text) {
    return text.chars().noneMatch(Character::isUpperCase);
  }
}
