package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that every variable that an arm names has a value, and that every value is used. */
final class VariableCheck {
  private static final String TEXT_NAME = "probe";

  private final List<Placed<Arm>> arms;
  private final List<Placed<Probe>> probes;
  private final Problems problems;
  private final Set<String> used = new LinkedHashSet<>();

  VariableCheck(List<Placed<Arm>> arms, List<Placed<Probe>> probes, Problems problems) {
    this.arms = List.copyOf(arms);
    this.probes = List.copyOf(probes);
    this.problems = problems;
  }

  /** Notes the variables without a value. */
  void values() {
    for (Placed<Arm> arm : arms) {
      List<Probe> taken = probes.stream().map(Placed::value).filter(arm.value()::takes).toList();
      ArmReader.strings(arm.at()).forEach(text -> check(arm, text, text.text(), taken));
      if (arm.at().get("template").isEmpty() && rendersTemplate(arm.value())) {
        check(arm, arm.at(), arm.value().template(), taken);
      }
    }
  }

  private static boolean rendersTemplate(Arm arm) {
    return arm.script().isEmpty() || arm.scriptLayout() == Layout.QUOTED;
  }

  private void check(Placed<Arm> arm, Located at, String text, List<Probe> taken) {
    String id = arm.value().sweep().map(SweepPoint::arm).orElse(arm.value().id());
    for (String name : Template.parse(text).names()) {
      used.add(name);
      List<String> without =
          taken.stream().filter(probe -> !probe.values().containsKey(name)).map(Probe::id).toList();
      if (!without.isEmpty()) {
        problems.add(at, lacking(id, name, without, taken));
      }
    }
  }

  private static String lacking(String arm, String name, List<String> without, List<Probe> taken) {
    String who =
        "probe \""
            + without.get(0)
            + "\""
            + (without.size() == 1 ? "" : " (and " + (without.size() - 1) + " more)");
    if (name.equals(TEXT_NAME)) {
      return who
          + " has no text, and arm \""
          + arm
          + "\" asks {{probe}}. Give it a text, or the arm a template of other fields.";
    }
    if (without.size() < taken.size()) {
      return who
          + " has no \""
          + name
          + "\", which arm \""
          + arm
          + "\" names. Give it the field \""
          + name
          + "\", or let the arm take other groups.";
    }
    Set<String> known = new LinkedHashSet<>();
    taken.forEach(probe -> known.addAll(probe.values().keySet()));
    return "no probe that arm \""
        + arm
        + "\" takes has a field \""
        + name
        + "\". "
        + Names.hint("Fields", name, known)
        + " For the braces themselves write \\{{.";
  }

  /** Notes the variables of probes that no arm names; call it after {@link #values()}. */
  void unused() {
    Map<String, List<Placed<Probe>>> unused = new LinkedHashMap<>();
    for (Placed<Probe> probe : probes) {
      for (String name : probe.at().entries().keySet()) {
        if (probe.value().variables().containsKey(name) && !used.contains(name)) {
          unused.computeIfAbsent(name, key -> new ArrayList<>()).add(probe);
        }
      }
    }
    unused.forEach(
        (name, holders) -> {
          Placed<Probe> first = holders.get(0);
          List<String> fields =
              List.of(
                  "text", "group", "kind", "family", "domain", "topic", "key", "answer", "wrong",
                  "hard", "axes");
          problems.add(
              first.at().getOrThis(name),
              "the variable \""
                  + name
                  + "\" of "
                  + (holders.size() == 1
                      ? "probe \"" + first.value().id() + "\""
                      : holders.size() + " probes")
                  + " is used by no arm. "
                  + Names.nearest(name, fields)
                      .map(near -> "Did you mean the field \"" + near + "\"? ")
                      .orElse("")
                  + "Put {{"
                  + name
                  + "}} into an arm's string, or leave it out.");
        });
  }
}
