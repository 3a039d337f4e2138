package dev.dramatis.suite;

import java.nio.file.Path;
import java.util.Optional;

/** Reads suites from files, whole and checked, or says everything that is wrong with them. */
public final class SuiteLoader {
  private SuiteLoader() {}

  /**
   * Reads a suite's YAML file and every file that it names.
   *
   * @param yaml the suite's file; what it names must lie in the same folder or beneath
   * @throws InvalidSuiteException with every problem found, if there is any; also if the file
   *     cannot be read
   */
  public static Suite load(Path yaml) throws InvalidSuiteException {
    Problems problems = new Problems();
    SuiteFolder folder = new SuiteFolder(yaml, problems);
    Optional<Located> root =
        folder.suiteText().flatMap(text -> YamlReader.read(folder.suiteName(), text, problems));
    if (root.isPresent() && !root.get().node().isObject()) {
      problems.add(root.get(), "a suite is a mapping. Begin with \"suite: its-id\".");
    }
    if (root.isEmpty() || !root.get().node().isObject()) {
      problems.refuseAny(folder.suiteName());
      throw new IllegalStateException("no suite and no problem: " + yaml);
    }
    ShapeCheck.SUITE.accepts(root.get(), problems);
    Suite suite = new SuiteReader(folder, root.get(), problems).read(yaml);
    problems.refuseAny(folder.suiteName());
    return suite;
  }
}
