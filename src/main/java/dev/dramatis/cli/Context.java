package dev.dramatis.cli;

import dev.dramatis.Environment;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Problem;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteFinder;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.suite.UnknownSuiteException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What every command works with. */
record Context(Terminal terminal, Environment environment, Path workingDirectory, Clock clock) {
  /** A path that a user named, seen from the working directory. */
  Path path(Path named) {
    return workingDirectory.resolve(named);
  }

  private SuiteFinder finder() {
    List<Path> folders = new ArrayList<>(List.of(workingDirectory.resolve("suites")));
    String home = System.getProperty("dramatis.home");
    if (home != null) {
      folders.add(Path.of(home, "suites"));
    }
    return new SuiteFinder(folders);
  }

  /** The files of the suites that were named; of all suites if none was. */
  List<Path> files(List<String> arguments) throws UnknownSuiteException {
    if (arguments.isEmpty()) {
      return finder().all();
    }
    List<Path> files = new ArrayList<>();
    for (String argument : arguments) {
      files.add(argument.contains("/") ? path(Path.of(argument)) : finder().find(argument));
    }
    return files;
  }

  /**
   * Loads suites.
   *
   * @throws InvalidSuiteException with the problems of all of them together
   */
  List<Suite> suites(List<String> arguments) throws UnknownSuiteException, InvalidSuiteException {
    List<Suite> suites = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files(arguments)) {
      try {
        suites.add(SuiteLoader.load(file));
      } catch (InvalidSuiteException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSuiteException(problems);
    }
    return suites;
  }
}
