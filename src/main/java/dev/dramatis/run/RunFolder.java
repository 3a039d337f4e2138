package dev.dramatis.run;

import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Replicas;
import dev.dramatis.suite.Sha256;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteFile;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The folder that a run leaves, and the frozen copies of its suites. */
final class RunFolder {
  static final String JOURNAL = "journal.jsonl";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Two runs of one plan in the same second; more than this many is a clock that stands. */
  private static final int MOST_IN_A_SECOND = 100;

  private RunFolder() {}

  /**
   * Makes a new folder, named by time and by what is planned.
   *
   * @throws JournalException if it cannot be made
   */
  static Path create(
      Path reports, Instant now, List<Suite> suites, Map<String, String> roles, long seed) {
    StringBuilder plan = new StringBuilder().append(seed).append(roles);
    suites.forEach(suite -> plan.append(suite.hash()));
    String name =
        TIME.format(now)
            + "-"
            + Sha256.hex(plan.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 6);
    try {
      Files.createDirectories(reports);
      for (int i = 1; i <= MOST_IN_A_SECOND; i++) {
        try {
          return Files.createDirectory(reports.resolve(i == 1 ? name : name + "-" + i));
        } catch (FileAlreadyExistsException e) {
          // Another run of the same second has it; the next number may be free.
        }
      }
    } catch (IOException e) {
      throw new JournalException(
          reports
              + ": no run folder can be made there: "
              + e.getMessage()
              + ". Name another with --reports.",
          e);
    }
    throw new JournalException(reports + ": too many runs in one second");
  }

  /** Copies every file that the suites' hashes cover, and checks that it is still the same. */
  static void freeze(Path folder, List<Suite> suites) {
    for (Suite suite : suites) {
      Path source = suite.file().toAbsolutePath().resolveSibling("");
      for (SuiteFile file : suite.files()) {
        Path target = frozen(folder, suite.id()).resolve(file.path());
        try {
          Files.createDirectories(target.getParent());
          byte[] bytes = Files.readAllBytes(source.resolve(file.path()));
          if (!Sha256.hex(bytes).equals(file.sha256())) {
            throw new JournalException(
                source.resolve(file.path()) + ": changed while the run was starting; start again.");
          }
          Files.write(target, bytes);
        } catch (IOException e) {
          throw new JournalException(target + ": cannot be written: " + e.getMessage(), e);
        }
      }
    }
  }

  private static Path frozen(Path folder, String suite) {
    return folder.resolve("frozen").resolve(suite);
  }

  /**
   * Reads the frozen suites of a run.
   *
   * @throws JournalException if a frozen file is not what the run began with, naming it
   */
  static List<Suite> suites(Path folder, RunManifest manifest) {
    List<Suite> suites = new ArrayList<>();
    for (RunManifest.Frozen frozen : manifest.suites()) {
      Path root = frozen(folder, frozen.id());
      List<String> changed = changed(root, frozen.files());
      if (!changed.isEmpty()) {
        throw new JournalException(
            "The frozen copy of "
                + frozen.id()
                + " is not what the run began with: "
                + String.join(", ", changed));
      }
      try {
        suites.add(
            Replicas.of(
                SuiteLoader.load(root.resolve(frozen.files().get(0).path())),
                manifest.roles().keySet()));
      } catch (InvalidSuiteException e) {
        throw new JournalException(
            "The frozen copy of "
                + frozen.id()
                + " is not valid in this version:\n"
                + e.getMessage(),
            e);
      }
    }
    return suites;
  }

  /** The files of a suite's source that are no longer what was frozen. */
  static List<String> changedSince(RunManifest.Frozen frozen) {
    Path source = Path.of(frozen.source()).getParent();
    return source == null || !Files.isDirectory(source)
        ? List.of()
        : changed(source, frozen.files());
  }

  private static List<String> changed(Path root, List<SuiteFile> files) {
    List<String> changed = new ArrayList<>();
    for (SuiteFile file : files) {
      Path path = root.resolve(file.path());
      try {
        if (!Sha256.hex(Files.readAllBytes(path)).equals(file.sha256())) {
          changed.add(path.toString());
        }
      } catch (IOException e) {
        changed.add(path + " (cannot be read)");
      }
    }
    return changed;
  }
}
