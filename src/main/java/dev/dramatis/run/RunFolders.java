package dev.dramatis.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the runs that a folder of reports holds. */
public final class RunFolders {
  /** Folders looked at, the newest first. */
  private static final int MOST_FOLDERS = 2000;

  private RunFolders() {}

  /** A run's folder with what the run is. */
  public record Found(Path folder, RunManifest manifest) {}

  /** The runs in a folder, the newest first. What is no run, or a broken one, is passed over. */
  public static List<Found> in(Path reports) {
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(reports)) {
      List<Path> newest =
          folders
              .filter(path -> Files.isRegularFile(path.resolve(RunManifest.FILE)))
              .sorted(Comparator.comparing(Path::getFileName).reversed())
              .limit(MOST_FOLDERS)
              .toList();
      for (Path folder : newest) {
        try {
          found.add(new Found(folder, RunManifest.read(folder)));
        } catch (JournalException e) {
          // A broken run is nothing that could be told of; who names it is told why.
          continue;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
