package dev.dramatis.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of a text, written in ASCII digits.
 *
 * <p>Read are a minus, groups of three (comma, apostrophe, underscore, no-break or thin blank), a
 * decimal point and an exponent; a percent or currency sign is passed over, so 45 % is 45. Digits
 * that belong to a word (H2O, GPT-4) or to a dotted chain (1.2.3) are no numbers. A comma is never
 * a decimal sign: "3,14" is 3 and 14.
 */
final class Numbers {
  /** Digits of one number. Beyond it the text is no answer; a double holds 17. */
  private static final int MAX_LENGTH = 60;

  private static final String GROUP_SIGNS = ",'_\u00A0\u202F\u2009\u2019";

  /** A number with its place in the text. */
  record Found(double value, int start, int end) {}

  private final String text;
  private int position;

  private Numbers(String text) {
    this.text = text;
  }

  /** The last number of a text, if it has one. */
  static Optional<Found> last(String text) {
    List<Found> all = in(text);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** All numbers in order, in time linear in the text. */
  static List<Found> in(String text) {
    Numbers numbers = new Numbers(text);
    List<Found> all = new ArrayList<>();
    while (numbers.position < text.length()) {
      if (numbers.beginsHere()) {
        numbers.read().ifPresent(all::add);
      } else {
        numbers.position++;
      }
    }
    return all;
  }

  private boolean beginsHere() {
    return isDigit(position) || (charAt(position) == '.' && isDigit(position + 1));
  }

  private Optional<Found> read() {
    int first = position;
    StringBuilder digits = new StringBuilder();
    readDigits(digits);
    while (isGroup(first)) {
      position++;
      readDigits(digits);
    }
    if (charAt(position) == '.' && isDigit(position + 1)) {
      digits.append('.');
      position++;
      readDigits(digits);
    }
    if (charAt(position) == '.' && isDigit(position + 1)) {
      passChain();
      return Optional.empty();
    }
    readExponent(digits);
    if (belongsToWord(first) || digits.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    boolean minus = isMinus(first - 1);
    double size = Double.parseDouble(digits.toString());
    if (Double.isInfinite(size)) {
      return Optional.empty();
    }
    return Optional.of(new Found(minus ? -size : size, minus ? first - 1 : first, position));
  }

  private void readDigits(StringBuilder digits) {
    while (isDigit(position)) {
      if (digits.length() <= MAX_LENGTH) {
        digits.append(text.charAt(position));
      }
      position++;
    }
  }

  /** Whether a group sign and exactly three digits follow a first group of at most three. */
  private boolean isGroup(int first) {
    boolean firstGroup = position - first <= 3 || isGroupSign(position - 4);
    return firstGroup
        && position > first
        && isGroupSign(position)
        && isDigit(position + 1)
        && isDigit(position + 2)
        && isDigit(position + 3)
        && !isDigit(position + 4);
  }

  private void readExponent(StringBuilder digits) {
    if (charAt(position) != 'e' && charAt(position) != 'E') {
      return;
    }
    boolean signed = charAt(position + 1) == '-' || charAt(position + 1) == '+';
    int from = position + (signed ? 2 : 1);
    int to = from;
    while (isDigit(to) && to - from < 4) {
      to++;
    }
    if (to > from && !Character.isLetterOrDigit(charAt(to))) {
      digits.append(text, position, to);
      position = to;
    }
  }

  private void passChain() {
    while (isDigit(position) || (charAt(position) == '.' && isDigit(position + 1))) {
      position++;
    }
  }

  /** H2O, and GPT-4: a letter right before, or before a hyphen. */
  private boolean belongsToWord(int first) {
    char before = charAt(first - 1);
    return Character.isLetter(before) || (before == '-' && Character.isLetter(charAt(first - 2)));
  }

  /** A minus sign, or a hyphen or dash that follows neither a word nor a number. */
  private boolean isMinus(int index) {
    char sign = charAt(index);
    boolean dash = sign == '-' || sign == '\u2212' || sign == '\u2013';
    char before = charAt(index - 1);
    return dash && !Character.isLetterOrDigit(before) && before != ')' && before != '%';
  }

  private boolean isGroupSign(int index) {
    return GROUP_SIGNS.indexOf(charAt(index)) >= 0;
  }

  private boolean isDigit(int index) {
    char c = charAt(index);
    return c >= '0' && c <= '9';
  }

  /** The character, or a blank beyond either end. */
  private char charAt(int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
  }
}
