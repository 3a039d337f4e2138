package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads every file of shots that some probe of some arm picks. */
final class ShotFiles {
  private final SuiteFolder folder;
  private final Problems problems;
  private final Map<String, List<Placed<Shot>>> files = new LinkedHashMap<>();
  private final Set<String> unread = new LinkedHashSet<>();

  ShotFiles(SuiteFolder folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** The shots of every file, by the path as an arm renders it. */
  Map<String, List<Placed<Shot>>> read(List<Placed<Arm>> arms, List<Probe> probes) {
    for (Placed<Arm> placed : arms) {
      Optional<Shots> shots = placed.value().shots();
      if (shots.isPresent()) {
        Located at = placed.at().getOrThis("shots");
        for (String path : paths(placed.value(), shots.get(), probes)) {
          open(path, at.getOrThis("from"));
          enough(path, placed.value(), shots.get(), at.getOrThis("take"));
        }
      }
    }
    return files;
  }

  /** The paths that an arm's probes pick; a probe that lacks a variable picks none. */
  static Set<String> paths(Arm arm, Shots shots, List<Probe> probes) {
    Set<String> paths = new LinkedHashSet<>();
    for (Probe probe : probes) {
      if (arm.takes(probe)) {
        path(shots, probe).ifPresent(paths::add);
      }
    }
    return paths;
  }

  /** The path that a probe picks. */
  static Optional<String> path(Shots shots, Probe probe) {
    Template from = Template.parse(shots.from());
    Map<String, String> values = probe.values();
    return values.keySet().containsAll(from.names())
        ? Optional.of(from.fill(values))
        : Optional.empty();
  }

  private void open(String path, Located at) {
    if (files.containsKey(path) || unread.contains(path)) {
      return;
    }
    Optional<List<Located>> lines = folder.jsonLines(path, at);
    if (lines.isEmpty()) {
      unread.add(path);
      return;
    }
    int before = problems.complaints();
    List<Placed<Shot>> shots = new ArrayList<>();
    for (Located line : lines.get()) {
      if (ShapeCheck.SHOT.accepts(line, problems)) {
        shots.add(
            new Placed<>(
                new Shot(
                    line.text("user").orElse(""),
                    line.text("assistant").orElse(""),
                    MatterReader.read(line)),
                line));
      }
    }
    if (problems.complaints() > before) {
      unread.add(path);
    }
    files.put(path, shots);
  }

  private void enough(String path, Arm arm, Shots shots, Located take) {
    List<Placed<Shot>> file = files.get(path);
    if (file != null && !unread.contains(path) && shots.take() > file.size()) {
      problems.add(
          take,
          "arm \""
              + arm.id()
              + "\" takes "
              + shots.take()
              + " shots, and \""
              + path
              + "\" holds "
              + file.size()
              + ". Take at most "
              + file.size()
              + ", or add shots.");
    }
  }
}
