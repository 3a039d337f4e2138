package dev.dramatis.suite;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads rubrics from files of their own, or says everything that is wrong with them. */
public final class RubricLoader {
  /** Where the rubrics that ship lie, below the suites. */
  static final String FOLDER = "rubrics";

  private RubricLoader() {}

  /**
   * Whether a file is a rubric's rather than a suite's. One that cannot be read is none: the reader
   * of suites says what is wrong with it.
   */
  public static boolean isRubric(Path yaml) {
    return root(yaml, new Problems())
        .filter(root -> root.get("suite").isEmpty())
        .filter(root -> root.get("asks").isPresent() || root.get("question").isPresent())
        .isPresent();
  }

  /**
   * Reads a rubric's YAML file and its gold items. Their paths are relative to the folder of the
   * suites that name the rubric: that is taken to be the nearest folder, from the rubric's own
   * upwards, which holds all of them.
   *
   * @throws InvalidSuiteException with every problem found, if there is any; also if the file
   *     cannot be read
   */
  public static RubricFile load(Path yaml) throws InvalidSuiteException {
    Problems problems = new Problems();
    String name = new SuiteFolder(yaml, problems).suiteName();
    Optional<Located> root = root(yaml, problems);
    Optional<ClassifierSpec.Judge> judge =
        root.filter(at -> ShapeCheck.RUBRIC.accepts(at, problems))
            .flatMap(
                at -> {
                  SuiteFolder folder = new SuiteFolder(yaml, home(yaml, at), problems);
                  return new RubricReader(folder, problems).read(at);
                })
            .map(spec -> (ClassifierSpec.Judge) spec);
    problems.refuseAny(name);
    return new RubricFile(
        id(yaml),
        judge.orElseThrow(() -> new IllegalStateException("no rubric, no problem: " + yaml)));
  }

  private static Optional<Located> root(Path yaml, Problems problems) {
    SuiteFolder folder = new SuiteFolder(yaml, problems);
    return folder.suiteText().flatMap(text -> YamlReader.read(folder.suiteName(), text, problems));
  }

  private static Path home(Path yaml, Located rubric) {
    List<String> gold = rubric.texts("gold");
    Path own = yaml.toAbsolutePath().getParent();
    for (Path at = own; at != null; at = at.getParent()) {
      if (holds(at, gold)) {
        return at;
      }
    }
    return own == null ? Path.of("") : own;
  }

  private static boolean holds(Path folder, List<String> files) {
    try {
      return files.stream().allMatch(file -> Files.isRegularFile(folder.resolve(file)));
    } catch (InvalidPathException e) {
      // Said where the gold items are read.
      return false;
    }
  }

  private static String id(Path yaml) {
    Path file = yaml.toAbsolutePath();
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    Path folder = file.getParent();
    return folder != null && folder.endsWith(FOLDER) ? FOLDER + "/" + name : name;
  }
}
