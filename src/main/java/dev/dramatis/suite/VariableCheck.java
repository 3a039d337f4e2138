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

  private static final List<String> FIELDS =
      List.of(
          "text", "group", "kind", "family", "domain", "topic", "key", "answer", "wrong", "hard",
          "axes");

  private final List<Placed<Arm>> arms;
  private final List<Placed<Probe>> probes;
  private final Problems problems;
  private final Set<String> used = new LinkedHashSet<>();
  private final Map<Lack, Askers> lacks = new LinkedHashMap<>();

  /**
   * A variable without a value.
   *
   * @param all whether none of the arm's probes has it
   */
  private record Lack(String variable, List<String> probes, boolean all) {}

  /** Where it is named first, and by which arms. */
  private record Askers(Located at, List<Probe> taken, Set<String> arms) {}

  VariableCheck(List<Placed<Arm>> arms, List<Placed<Probe>> probes, Problems problems) {
    this.arms = List.copyOf(arms);
    this.probes = List.copyOf(probes);
    this.problems = problems;
  }

  /** Notes the variables without a value. */
  void values() {
    for (Placed<Arm> arm : arms) {
      List<Probe> taken = probes.stream().map(Placed::value).filter(arm.value()::takes).toList();
      ArmReader.strings(arm.at()).forEach(text -> check(arm.value(), text, text.text(), taken));
      if (arm.at().get("template").isEmpty() && rendersTemplate(arm.value())) {
        check(arm.value(), arm.at(), arm.value().template(), taken);
      }
    }
    lacks.forEach((lack, askers) -> problems.add(place(lack, askers), message(lack, askers)));
  }

  /** The arm, if no probe of it has the variable; else the first probe that has not. */
  private Located place(Lack lack, Askers askers) {
    return lack.all()
        ? askers.at()
        : probes.stream()
            .filter(probe -> probe.value().id().equals(lack.probes().get(0)))
            .findFirst()
            .map(Placed::at)
            .orElse(askers.at());
  }

  private static boolean rendersTemplate(Arm arm) {
    return arm.script().isEmpty() || arm.scriptLayout() == Layout.QUOTED;
  }

  private void check(Arm arm, Located at, String text, List<Probe> taken) {
    for (String name : Template.parse(text).names()) {
      used.add(name);
      List<String> without =
          taken.stream().filter(probe -> !probe.values().containsKey(name)).map(Probe::id).toList();
      if (!without.isEmpty()) {
        lacks
            .computeIfAbsent(
                new Lack(name, without, without.size() == taken.size()),
                lack -> new Askers(at, taken, new LinkedHashSet<>()))
            .arms()
            .add(arm.sweep().map(SweepPoint::arm).orElse(arm.id()));
      }
    }
  }

  private static String message(Lack lack, Askers askers) {
    String name = lack.variable();
    boolean several = askers.arms().size() > 1;
    String who = (several ? "arms " : "arm ") + "\"" + String.join("\", \"", askers.arms()) + "\"";
    String probe =
        "probe \""
            + lack.probes().get(0)
            + "\""
            + (lack.probes().size() == 1 ? "" : " (and " + (lack.probes().size() - 1) + " more)")
            + " has no ";
    if (name.equals(TEXT_NAME)) {
      return probe
          + "text, and "
          + who
          + (several ? " ask" : " asks")
          + " {{probe}}. Give it a text, or the arm a template of other fields.";
    }
    if (!lack.all()) {
      return probe
          + "\""
          + name
          + "\", which "
          + who
          + (several ? " name" : " names")
          + ". Give it the field \""
          + name
          + "\", or let the arm take other groups.";
    }
    Set<String> known = new LinkedHashSet<>();
    askers.taken().forEach(each -> known.addAll(each.values().keySet()));
    return "no probe that "
        + who
        + (several ? " take" : " takes")
        + " has a field \""
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
          String who =
              holders.size() == 1
                  ? "probe \"" + first.value().id() + "\""
                  : holders.size() + " probes";
          String question =
              Names.nearest(name, FIELDS)
                  .map(near -> "Did you mean the field \"" + near + "\"? ")
                  .orElse("");
          problems.add(
              first.at().getOrThis(name),
              "the variable \""
                  + name
                  + "\" of "
                  + who
                  + " is used by no arm. "
                  + question
                  + "Put {{"
                  + name
                  + "}} into an arm's string, or leave it out.");
        });
  }
}
