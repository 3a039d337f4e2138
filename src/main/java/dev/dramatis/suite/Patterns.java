package dev.dramatis.suite;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Checks the regular expressions of a suite, which are in RE2 syntax and so take linear time. */
final class Patterns {
  private Patterns() {}

  /** Whether the text is a regular expression; why not is noted. */
  static boolean compiles(Located pattern, Problems problems) {
    String text = pattern.text();
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      problems.add(pattern, "the regular expression \"" + text + "\" is wrong: " + reason(e, text));
      return false;
    }
  }

  private static String reason(PatternSyntaxException e, String text) {
    if (text.matches("(?s).*\\(\\?<?[=!].*")) {
      return "RE2 has no lookaround ((?=, (?!, (?<=, (?<!). List what may stand there, or use a "
          + "second classifier with \"all\".";
    }
    if (text.matches("(?s).*\\\\[1-9].*")) {
      return "RE2 has no backreferences (\\1). Write the repeated part out.";
    }
    String part = e.getPattern() == null ? "" : " near \"" + e.getPattern() + "\"";
    return e.getDescription() + part + ". Mend it in RE2 syntax, or escape the sign with \\.";
  }
}
