package dev.dramatis;

import dev.dramatis.suite.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A {@code dramatis.yaml} that cannot be used, with every problem found, one a line. */
public final class InvalidSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidSettingsException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }
}
