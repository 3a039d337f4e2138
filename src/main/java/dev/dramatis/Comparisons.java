package dev.dramatis;

import dev.dramatis.compare.Baseline;
import dev.dramatis.compare.Comparison;
import dev.dramatis.compare.DigestException;
import dev.dramatis.compare.Digests;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.compare.SideBySide;
import dev.dramatis.compare.SuiteDigest;
import dev.dramatis.report.ComparisonReports;
import dev.dramatis.run.FinishedRun;
import dev.dramatis.run.RunTranscripts;
import dev.dramatis.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finished runs held against each other. A run is named by its folder, or by a file that {@link
 * #accept} wrote.
 */
public final class Comparisons {
  private Comparisons() {}

  /**
   * What comparisons need of a run.
   *
   * @throws dev.dramatis.run.JournalException if the folder holds no finished run
   * @throws dev.dramatis.compare.DigestException if the file is no digest
   */
  public static RunDigest digest(Path run) throws InterruptedException {
    if (Files.isRegularFile(run)) {
      return Baseline.read(run);
    }
    try (FinishedRun finished = FinishedRun.read(run)) {
      return Digests.of(finished);
    }
  }

  /**
   * Compares runs with the first of them and writes {@code compare.html}, {@code compare.md} and
   * {@code compare.json}. Where both runs are folders, their answers stand side by side.
   *
   * @throws dev.dramatis.compare.DigestException if there is nothing to compare
   * @throws IOException if the files cannot be written
   */
  public static Comparison write(List<Path> runs, Path folder)
      throws IOException, InterruptedException {
    List<RunDigest> digests = new ArrayList<>();
    for (Path run : runs) {
      digests.add(digest(run));
    }
    Comparison comparison = Comparison.of(digests);
    Map<Integer, List<SideBySide>> beside = new HashMap<>();
    for (int i = 1; i < runs.size(); i++) {
      if (Files.isDirectory(runs.get(0)) && Files.isDirectory(runs.get(i))) {
        try (RunTranscripts before = RunTranscripts.open(runs.get(0));
            RunTranscripts after = RunTranscripts.open(runs.get(i))) {
          beside.put(i - 1, SideBySide.of(comparison.pairs().get(i - 1), before, after));
        }
      }
    }
    ComparisonReports.write(comparison, beside, folder);
    return comparison;
  }

  /**
   * Makes a run what later ones are held against.
   *
   * @throws IOException if the file cannot be written
   */
  public static RunDigest accept(Path run, Path file) throws IOException, InterruptedException {
    RunDigest digest = digest(run);
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Baseline.write(digest, file);
    return digest;
  }

  /**
   * Sees that a run of these suites can be held against a baseline.
   *
   * @throws dev.dramatis.compare.DigestException if they have no suite in common
   */
  public static void refuseStrangers(RunDigest baseline, List<Suite> suites) {
    if (suites.stream().noneMatch(suite -> baseline.suite(suite.id()).isPresent())) {
      throw new DigestException(
          "The baseline, run "
              + baseline.run()
              + ", has none of these suites. It has: "
              + baseline.suites().stream().map(SuiteDigest::id).collect(Collectors.joining(", "))
              + ".");
    }
  }

  /** A decided run held against the baseline that its folder holds; empty if it holds none. */
  static Optional<Comparison> withBaseline(FinishedRun run, Path folder) {
    Path file = folder.resolve(Baseline.FILE);
    return Files.isRegularFile(file)
        ? Optional.of(Comparison.of(List.of(Baseline.read(file), Digests.of(run))))
        : Optional.empty();
  }
}
