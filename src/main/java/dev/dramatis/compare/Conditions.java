package dev.dramatis.compare;

import dev.dramatis.compare.Condition.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds in what two runs differ other than by chance. */
final class Conditions {
  /** What differs alike in several suites is one thing. */
  private record Same(Kind kind, String name, String before, String after) {}

  private final Map<Same, List<String>> found = new LinkedHashMap<>();

  private Conditions() {}

  static List<Condition> between(RunDigest before, RunDigest after) {
    Conditions conditions = new Conditions();
    conditions.maps(Kind.SETTINGS, before.settings(), after.settings(), "");
    conditions.add(
        Kind.JUDGE,
        "",
        String.join(" + ", before.judges()),
        String.join(" + ", after.judges()),
        "");
    conditions.add(Kind.PROGRAM, "", before.program(), after.program(), "");
    if (before.simulated() && after.simulated()) {
      conditions.add(Kind.WORLD_SEED, "", "" + before.worldSeed(), "" + after.worldSeed(), "");
    }
    for (SuiteDigest suite : after.suites()) {
      before.suite(suite.id()).ifPresent(earlier -> conditions.suite(earlier, suite));
    }
    List<Condition> all = new ArrayList<>();
    conditions.found.forEach(
        (same, suites) ->
            all.add(new Condition(same.kind(), same.name(), same.before(), same.after(), suites)));
    all.sort((one, other) -> one.kind().compareTo(other.kind()));
    return all;
  }

  private void suite(SuiteDigest before, SuiteDigest after) {
    String id = after.id();
    add(Kind.SUITE, "", before.hash(), after.hash(), id);
    maps(Kind.MODEL, before.models(), after.models(), id);
    maps(Kind.SERVED_MODEL, joined(before.served()), joined(after.served()), id);
    maps(Kind.CLASSIFIER, before.classifiers(), after.classifiers(), id);
    maps(Kind.SAMPLING, before.sampling(), after.sampling(), id);
    add(Kind.REPEATS, "", "" + before.repeats(), "" + after.repeats(), id);
    maps(Kind.MARGIN, margins(before), margins(after), id);
    if (before.answers().equals(after.answers())) {
      put(Kind.SAME_ANSWERS, "", before.answers(), after.answers(), id);
    }
  }

  private static Map<String, String> joined(Map<String, List<String>> lists) {
    Map<String, String> joined = new LinkedHashMap<>();
    lists.forEach((role, names) -> joined.put(role, String.join(", ", names)));
    return joined;
  }

  private static Map<String, String> margins(SuiteDigest suite) {
    Map<String, String> margins = new LinkedHashMap<>();
    for (PredictionDigest prediction : suite.predictions()) {
      for (int i = 0; i < prediction.claims().size(); i++) {
        ClaimDigest claim = prediction.claims().get(i);
        margins.put(
            prediction.id() + (i == 0 ? "" : ", claim " + (i + 1)),
            claim.bound() + " " + claim.margin());
      }
    }
    return margins;
  }

  /** What both have and what differs; what one of them lacks is missing where it is compared. */
  private void maps(
      Kind kind, Map<String, String> before, Map<String, String> after, String suite) {
    TreeSet<String> both = new TreeSet<>(before.keySet());
    both.retainAll(after.keySet());
    for (String name : both) {
      add(kind, name, before.getOrDefault(name, ""), after.getOrDefault(name, ""), suite);
    }
  }

  private void add(Kind kind, String name, String before, String after, String suite) {
    if (!before.equals(after)) {
      put(kind, name, before, after, suite);
    }
  }

  private void put(Kind kind, String name, String before, String after, String suite) {
    found
        .computeIfAbsent(new Same(kind, name, before, after), same -> new ArrayList<>())
        .addAll(suite.isEmpty() ? List.of() : Collections.singletonList(suite));
  }
}
