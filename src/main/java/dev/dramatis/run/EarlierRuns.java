package dev.dramatis.run;

import dev.dramatis.model.ModelName;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds earlier runs of the same suites on the same models: each was another chance. */
final class EarlierRuns {
  private EarlierRuns() {}

  static List<RunRecord.EarlierRun> find(Path folder, RunManifest manifest, List<Suite> suites) {
    List<RunRecord.EarlierRun> found = new ArrayList<>();
    Path parent = folder.toAbsolutePath().getParent();
    for (RunFolders.Found other :
        parent == null ? List.<RunFolders.Found>of() : RunFolders.in(parent)) {
      RunManifest earlier = other.manifest();
      if (other.folder().getFileName().equals(folder.getFileName())) {
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
}
