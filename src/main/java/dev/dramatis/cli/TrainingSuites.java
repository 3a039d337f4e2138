package dev.dramatis.cli;

import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.UnknownSuiteException;
import java.util.List;
import java.util.Locale;

/** The suites that train models among those that a user named. */
final class TrainingSuites {
  private TrainingSuites() {}

  /** Those of all suites if none was named; says so if there is none. */
  static List<Suite> of(Context context, List<String> named)
      throws UnknownSuiteException, InvalidSuiteException {
    List<Suite> suites =
        context.suites(named).stream().filter(suite -> !suite.trainings().isEmpty()).toList();
    if (suites.isEmpty()) {
      context.terminal().hint("None of these suites trains a model.");
    }
    return suites;
  }

  /** {@code 1 error}, {@code 2 errors}. */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
