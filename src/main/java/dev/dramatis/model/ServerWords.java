package dev.dramatis.model;

import dev.dramatis.http.Redactor;

/** Makes what a server says fit to be shown. Thread-safe. */
final class ServerWords {
  /** Enough to recognise a message by; a server may send a whole page. */
  private static final int LONGEST_QUOTE = 300;

  private final Redactor redactor;

  ServerWords(Redactor redactor) {
    this.redactor = redactor;
  }

  /** On one line and without keys. Redacted before it is cut, or a cut key would slip through. */
  String quote(String said) {
    String line = redactor.redact(said).strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }
}
