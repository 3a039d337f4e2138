package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that groups, kinds and families of probes fit each other and the arms. */
final class GroupCheck {
  private final List<Placed<Arm>> arms;
  private final List<Placed<Probe>> probes;
  private final Problems problems;

  GroupCheck(List<Placed<Arm>> arms, List<Placed<Probe>> probes, Problems problems) {
    this.arms = List.copyOf(arms);
    this.probes = List.copyOf(probes);
    this.problems = problems;
  }

  /**
   * Notes groups that arms name and no probe has.
   *
   * @return the ids of the arms that do
   */
  Set<String> unknownGroups() {
    Set<String> faulty = new LinkedHashSet<>();
    Set<String> groups = new LinkedHashSet<>();
    probes.forEach(probe -> probe.value().group().ifPresent(groups::add));
    for (Placed<Arm> arm : arms) {
      for (Located group : arm.at().items("probes")) {
        if (!groups.contains(group.text())) {
          problems.add(
              group,
              "no probe is in the group \""
                  + group.text()
                  + "\". "
                  + Names.hint("Groups", group.text(), groups));
          faulty.add(arm.value().id());
        }
      }
    }
    return faulty;
  }

  /** Notes probes that are never asked. */
  void taken() {
    Map<String, List<Placed<Probe>>> left = new LinkedHashMap<>();
    for (Placed<Probe> probe : probes) {
      if (arms.stream().noneMatch(arm -> arm.value().takes(probe.value()))) {
        left.computeIfAbsent(probe.value().group().orElse(""), group -> new ArrayList<>())
            .add(probe);
      }
    }
    left.forEach(
        (group, members) -> {
          Placed<Probe> first = members.get(0);
          problems.add(
              first.at().getOrThis("group"),
              "no arm takes "
                  + (group.isEmpty() ? "probes without a group" : "the group \"" + group + "\"")
                  + " (probe \""
                  + first.value().id()
                  + "\""
                  + (members.size() == 1 ? "" : " and " + (members.size() - 1) + " more")
                  + "). Name the group under an arm's \"probes\", or leave the probes out.");
        });
  }

  /** Notes probes that say the same as another, which would pass for a second observation. */
  void twins() {
    Map<Probe, String> first = new HashMap<>();
    for (Placed<Probe> probe : probes) {
      Probe nameless = nameless(probe.value());
      String twin = first.putIfAbsent(nameless, probe.value().id());
      // The fields of what arms fill in by id are all alike, and not meant to differ.
      if (twin != null && nameless.text().isPresent()) {
        problems.add(
            probe.at(),
            "probe \""
                + probe.value().id()
                + "\" is the same as \""
                + twin
                + "\" but for its id, and would count as another observation. Leave it out: to ask"
                + " again there are repeats.");
      }
    }
  }

  private static Probe nameless(Probe probe) {
    return new Probe(
        "any",
        probe.text(),
        probe.group(),
        probe.kind(),
        probe.family(),
        probe.matter(),
        probe.key(),
        probe.variables());
  }

  /** Notes families that are spread over several strata, which one observation cannot be in. */
  void families() {
    Map<String, Placed<Probe>> first = new HashMap<>();
    for (Placed<Probe> probe : probes) {
      probe
          .value()
          .family()
          .ifPresent(
              family -> {
                Placed<Probe> sibling = first.putIfAbsent(family, probe);
                if (sibling != null) {
                  compare(family, sibling.value(), probe);
                }
              });
    }
  }

  private void compare(String family, Probe sibling, Placed<Probe> probe) {
    boolean kind = !sibling.kind().equals(probe.value().kind());
    if (kind || !sibling.group().equals(probe.value().group())) {
      String what = kind ? "kind" : "group";
      problems.add(
          probe.at().getOrThis("family"),
          "the family \""
              + family
              + "\" is one observation, but \""
              + sibling.id()
              + "\" and \""
              + probe.value().id()
              + "\" differ in "
              + what
              + ". Give siblings one "
              + what
              + ", or separate families.");
    }
  }
}
