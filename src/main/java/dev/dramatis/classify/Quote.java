package dev.dramatis.classify;

/** A short stretch of a response, cut where it is long. */
final class Quote {
  /** Characters of evidence: two lines of a report. */
  static final int MAX_LENGTH = 160;

  private Quote() {}

  /** The text itself, or its beginning with an ellipsis; never half a surrogate pair. */
  static String of(String text) {
    return of(text, 0, text.length());
  }

  /** The part of a text from start (inclusive) to end (exclusive), shortened likewise. */
  static String of(String text, int start, int end) {
    if (end - start <= MAX_LENGTH) {
      return text.substring(start, end);
    }
    int cut = start + MAX_LENGTH - 1;
    if (Character.isHighSurrogate(text.charAt(cut - 1))) {
      cut--;
    }
    return text.substring(start, cut) + "…";
  }
}
