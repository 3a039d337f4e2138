package dev.dramatis.cli;

/** What the program's exit codes mean. */
final class ExitCode {
  static final int COMPLETE = 0;
  static final int UNEXPECTED = 1;
  static final int USAGE = 2;
  static final int FINDING = 3;
  static final int INCOMPLETE = 4;
  static final int CAPPED = 5;

  private ExitCode() {}
}
