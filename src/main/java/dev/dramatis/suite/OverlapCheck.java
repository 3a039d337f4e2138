package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks how many content words a probe has in common with any shot that its arms may draw, so that
 * an effect cannot come from shots that are about the very same thing.
 */
final class OverlapCheck {
  /** Offenders named; the rest are counted. */
  private static final int MOST_NAMED = 5;

  private final List<Arm> arms;
  private final Map<String, List<Placed<Shot>>> shots;
  private final Problems problems;
  private final Map<String, OverlapIndex> indexes = new HashMap<>();

  OverlapCheck(List<Arm> arms, Map<String, List<Placed<Shot>>> shots, Problems problems) {
    this.arms = List.copyOf(arms);
    this.shots = shots;
    this.problems = problems;
  }

  private record Offender(
      Placed<Probe> probe, String file, int shot, OverlapIndex.Overlap overlap) {
    double share() {
      return overlap.share();
    }
  }

  /**
   * Notes the probes that overlap too much.
   *
   * @param limit the highest share allowed
   */
  void check(List<Placed<Probe>> probes, double limit) {
    List<Offender> offenders = new ArrayList<>();
    for (Placed<Probe> probe : probes) {
      Set<String> words =
          ContentWords.of(probe.value().text().or(() -> probe.value().matter().topic()).orElse(""));
      files(probe.value()).stream()
          .flatMap(file -> worst(probe, file, words).stream())
          .filter(offender -> offender.share() > limit)
          .max(Comparator.comparingDouble(Offender::share))
          .ifPresent(offenders::add);
    }
    offenders.sort(Comparator.comparingDouble(Offender::share).reversed());
    offenders.stream()
        .limit(MOST_NAMED)
        .forEach(offender -> problems.add(offender.probe().at(), message(offender, limit)));
    if (offenders.size() > MOST_NAMED) {
      problems.add(
          offenders.get(0).probe().at(),
          offenders.size()
              + " probes in all have more than "
              + Numbers.show(limit)
              + " of their content words in common with a shot; the worst "
              + MOST_NAMED
              + " are named. Change them, or raise maxOverlap.");
    }
  }

  private Set<String> files(Probe probe) {
    Set<String> files = new LinkedHashSet<>();
    for (Arm arm : arms) {
      if (arm.takes(probe)) {
        arm.shots()
            .filter(each -> each.take() > 0)
            .flatMap(each -> ShotFiles.path(each, probe))
            .filter(shots::containsKey)
            .ifPresent(files::add);
      }
    }
    return files;
  }

  private Optional<Offender> worst(Placed<Probe> probe, String file, Set<String> words) {
    List<Placed<Shot>> inFile = shots.getOrDefault(file, List.of());
    OverlapIndex index =
        indexes.computeIfAbsent(
            file,
            key ->
                new OverlapIndex(
                    inFile.stream()
                        .map(shot -> shot.value().user() + " " + shot.value().assistant())
                        .toList()));
    return index
        .worst(words)
        .map(overlap -> new Offender(probe, file, inFile.get(overlap.text()).at().line(), overlap));
  }

  private static String message(Offender offender, double limit) {
    return "probe \""
        + offender.probe().value().id()
        + "\" has "
        + offender.overlap().common().size()
        + " of its "
        + offender.overlap().of()
        + " content words in common with "
        + offender.file()
        + ":"
        + offender.shot()
        + " ("
        + Names.shortened(offender.overlap().common())
        + "); maxOverlap allows a share of "
        + Numbers.show(limit)
        + ". Change the probe or the shot.";
  }
}
