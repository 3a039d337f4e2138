package dev.dramatis;

import dev.dramatis.compare.History;
import dev.dramatis.compare.HistoryFile;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.report.HistoryReports;
import dev.dramatis.run.RunFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs over many nights. */
public final class Histories {
  private Histories() {}

  /**
   * Keeps finished runs in a history's file.
   *
   * @param runs their folders
   * @return the runs that the file did not hold yet
   * @throws dev.dramatis.run.JournalException if a folder holds no finished run
   * @throws dev.dramatis.compare.DigestException if the file is no history
   * @throws IOException if the file cannot be written
   */
  public static List<String> add(List<Path> runs, Path file)
      throws IOException, InterruptedException {
    return HistoryFile.append(file, digests(runs));
  }

  /**
   * Writes the pages of a history.
   *
   * @param runs folders of further runs
   * @param file that holds runs of earlier nights
   * @param nightsPerFalseAlarm over all lines together
   */
  public static History write(
      List<Path> runs, Optional<Path> file, double nightsPerFalseAlarm, Path folder)
      throws IOException, InterruptedException {
    List<RunDigest> all = new ArrayList<>(file.map(HistoryFile::read).orElse(List.of()));
    all.addAll(digests(runs));
    History history = History.of(all, nightsPerFalseAlarm);
    HistoryReports.write(history, folder);
    return history;
  }

  /** The folders of the runs that have come to an end, the oldest first. */
  public static List<Path> finished(Path reports) {
    List<Path> folders = new ArrayList<>();
    RunFolders.in(reports).stream()
        .filter(run -> run.manifest().counts().isPresent())
        .forEach(run -> folders.add(0, run.folder()));
    return folders;
  }

  private static List<RunDigest> digests(List<Path> runs) throws InterruptedException {
    List<RunDigest> digests = new ArrayList<>();
    for (Path run : runs) {
      digests.add(Comparisons.digest(run));
    }
    return digests;
  }
}
