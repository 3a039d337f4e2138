package dev.dramatis.classify;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Regular expressions in RE2 syntax, whose matching time is linear in the text. */
final class Patterns {
  private Patterns() {}

  /** Compiles an expression of a suite; rejects what is not RE2 syntax. */
  static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a regular expression in RE2 syntax: " + expression + ": " + e.getMessage(), e);
    }
  }

  /** Any of these texts, to the letter but without regard to case. */
  static Pattern anyOf(Collection<String> texts) {
    String expression = texts.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
  }
}
