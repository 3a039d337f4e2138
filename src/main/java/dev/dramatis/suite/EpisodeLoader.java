package dev.dramatis.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of episodes without a suite, or says everything that is wrong with it. */
public final class EpisodeLoader {
  private EpisodeLoader() {}

  /**
   * The rows of a JSONL file, in the order of its lines.
   *
   * @throws InvalidSuiteException with every problem found, if there is any; also if the file
   *     cannot be read or holds no row
   */
  public static List<EpisodeRow> load(Path jsonl) throws InvalidSuiteException {
    Problems problems = new Problems();
    SuiteFolder folder = new SuiteFolder(jsonl, problems);
    List<EpisodeRow> rows = new ArrayList<>();
    new EpisodeFiles(folder, problems)
        .rows(folder.ownJsonLines().orElse(List.of()))
        .forEach(row -> rows.add(row.value()));
    if (rows.isEmpty() && problems.complaints() == 0) {
      problems.add(
          folder.suiteName(),
          1,
          "this file holds no episode. Write an object a line: {\"user\": …, \"assistant\": …}.");
    }
    problems.refuseAny(folder.suiteName());
    return rows;
  }
}
