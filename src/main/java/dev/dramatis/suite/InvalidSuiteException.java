package dev.dramatis.suite;

import java.util.List;
import java.util.stream.Collectors;

/** A suite that cannot be used, with every problem found. */
public final class InvalidSuiteException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InvalidSuiteException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the files and lines; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
