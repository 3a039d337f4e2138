package dev.dramatis.cli;

import dev.dramatis.Environment;
import dev.dramatis.Settings;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Problem;
import dev.dramatis.suite.RubricLoader;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteFinder;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.suite.UnknownSuiteException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every command works with.
 *
 * @param variables the process's own
 */
record Context(
    Terminal terminal, Map<String, String> variables, Path workingDirectory, Clock clock) {
  /** How the program was called, for hints that somebody will copy. */
  static String command() {
    return System.getProperty("dramatis.command", "./dramatis");
  }

  /**
   * The variables with those of {@code .env}; read when a model is opened, so that a file which is
   * meant for something else does not stand in the way of commands that need none.
   *
   * @throws IllegalArgumentException if {@code .env} cannot be used
   */
  Environment environment() {
    return Environment.read(variables, workingDirectory);
  }

  /**
   * What {@code dramatis.yaml} settles here.
   *
   * @throws dev.dramatis.InvalidSettingsException with every fault of the file
   */
  Settings settings() {
    return Settings.in(workingDirectory);
  }

  /** Where runs are kept: the folder that was named, else the one that is settled. */
  Path reports(Optional<Path> named, Settings settings) {
    return path(named.or(settings::reports).orElse(Path.of("reports")));
  }

  /** A path that a user named, seen from the working directory. */
  Path path(Path named) {
    return workingDirectory.resolve(named);
  }

  /** A path as a user in the working directory would write it. */
  String shown(Path path) {
    boolean below = !workingDirectory.toString().isEmpty() && path.startsWith(workingDirectory);
    String text = (below ? workingDirectory.relativize(path) : path).toString();
    return text.isEmpty() ? "." : text;
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
      files.add(file(argument));
    }
    return files.stream().distinct().toList();
  }

  private Path file(String argument) throws UnknownSuiteException {
    Optional<Path> file = named(argument);
    return file.isPresent() ? file.get() : finder().find(argument);
  }

  /**
   * The file of the rubric that an argument means, by path or as {@code rubrics/NAME} where suites
   * are looked up; empty if it means something else.
   */
  Optional<Path> rubric(String argument) throws UnknownSuiteException {
    Optional<Path> file = named(argument);
    return file.isPresent() ? file.filter(RubricLoader::isRubric) : finder().rubric(argument);
  }

  /** The file that an argument names by its path, if there is one. */
  private Optional<Path> named(String argument) {
    if (argument.contains("/") || argument.endsWith(".yaml") || argument.endsWith(".yml")) {
      try {
        return Optional.of(path(Path.of(argument))).filter(Files::isRegularFile);
      } catch (InvalidPathException e) {
        // The finder says that there is no such file, and which suites there are.
        return Optional.empty();
      }
    }
    return Optional.empty();
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
