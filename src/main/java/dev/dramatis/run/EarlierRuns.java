package dev.dramatis.run;

import dev.dramatis.model.ModelName;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds earlier runs of the same suites on the same models: each was another chance. */
final class EarlierRuns {
  /** Folders looked at, the newest first. */
  private static final int MOST_FOLDERS = 2000;

  private EarlierRuns() {}

  static List<RunRecord.EarlierRun> find(Path folder, RunManifest manifest, List<Suite> suites) {
    List<RunRecord.EarlierRun> found = new ArrayList<>();
    for (Path other : folders(folder)) {
      RunManifest earlier;
      try {
        earlier = RunManifest.read(other);
      } catch (JournalException e) {
        // A folder that is no run, or a broken one, is no earlier run that could be told of.
        continue;
      }
      if (!earlier.frozen().isAfter(manifest.frozen())) {
        for (Suite suite : suites) {
          earlier.suites().stream()
              .filter(frozen -> frozen.hash().equals(suite.hash()))
              .filter(frozen -> models(earlier, suite).equals(models(manifest, suite)))
              .forEach(
                  frozen ->
                      found.add(
                          new RunRecord.EarlierRun(
                              earlier.run(),
                              earlier.frozen(),
                              suite.id(),
                              verdictOfPrimary(suite, frozen.verdicts()))));
        }
      }
    }
    return found;
  }

  /** The models of the roles that a suite has, without servers: the same model elsewhere counts. */
  private static Map<String, String> models(RunManifest manifest, Suite suite) {
    Map<String, String> models = new TreeMap<>();
    for (Arm arm : suite.arms()) {
      String name = manifest.roles().get(arm.model());
      models.put(arm.model(), name == null ? "" : ModelName.parse(name).label());
    }
    return models;
  }

  private static String verdictOfPrimary(Suite suite, Map<String, String> verdicts) {
    return suite.predictions().stream()
        .filter(prediction -> prediction.role() == Role.PRIMARY)
        .map(prediction -> verdicts.getOrDefault(prediction.id(), "not decided"))
        .findFirst()
        .orElse("not decided");
  }

  private static List<Path> folders(Path folder) {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      return List.of();
    }
    try (Stream<Path> siblings = Files.list(parent)) {
      return siblings
          .filter(path -> !path.getFileName().equals(folder.getFileName()))
          .filter(path -> Files.isRegularFile(path.resolve(RunManifest.FILE)))
          .sorted(Comparator.comparing(Path::getFileName).reversed())
          .limit(MOST_FOLDERS)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
