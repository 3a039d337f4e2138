package dev.dramatis.cli;

import dev.dramatis.run.GoldSet;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Problem;
import dev.dramatis.suite.RubricFile;
import dev.dramatis.suite.RubricLoader;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.UnknownSuiteException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The suites and the rubrics on their own among what a user named. */
record JudgedFiles(List<Suite> suites, List<RubricFile> rubrics) {
  JudgedFiles {
    suites = List.copyOf(suites);
    rubrics = List.copyOf(rubrics);
  }

  /**
   * Loads them; all suites if nothing is named.
   *
   * @throws InvalidSuiteException with the problems of all of them together
   */
  static JudgedFiles named(Context context, List<String> arguments)
      throws UnknownSuiteException, InvalidSuiteException {
    List<String> others = new ArrayList<>();
    Set<Path> files = new LinkedHashSet<>();
    for (String argument : arguments) {
      Optional<Path> rubric = context.rubric(argument);
      rubric.ifPresentOrElse(files::add, () -> others.add(argument));
    }
    List<Problem> problems = new ArrayList<>();
    List<Suite> suites = new ArrayList<>();
    List<RubricFile> rubrics = new ArrayList<>();
    if (files.isEmpty() || !others.isEmpty()) {
      try {
        suites.addAll(context.suites(others));
      } catch (InvalidSuiteException e) {
        problems.addAll(e.problems());
      }
    }
    for (Path file : files) {
      try {
        rubrics.add(RubricLoader.load(file));
      } catch (InvalidSuiteException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSuiteException(problems);
    }
    return new JudgedFiles(suites, rubrics);
  }

  /** What a judge is to be held against, the suites first. */
  List<GoldSet> goldSets() {
    return Stream.concat(suites.stream().map(GoldSet::of), rubrics.stream().map(GoldSet::of))
        .toList();
  }
}
