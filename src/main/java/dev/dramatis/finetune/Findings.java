package dev.dramatis.finetune;

import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was found so far in one suite. What several trainings have in common is said once, of each
 * kind the first are named and the rest is counted. For one thread.
 */
final class Findings {
  /** Named of a kind; who has mended these looks again. */
  private static final int MOST_OF_A_KIND = 20;

  private final Suite suite;
  private final Map<Key, Set<String>> named = new LinkedHashMap<>();
  private final Map<Kind, Set<Key>> counted = new LinkedHashMap<>();
  private final Map<Kind, Integer> kinds = new HashMap<>();

  Findings(Suite suite) {
    this.suite = suite;
  }

  private record Kind(Finding.Severity severity, Finding.Rule rule) {}

  private record Key(Kind kind, Optional<Finding.Place> place, String what, String remedy) {}

  /** Where the row of an episode stands. */
  Finding.Place place(DrawnEpisode episode) {
    return place(episode.file(), episode.row().line());
  }

  /** Where a message of an episode stands: a reply may have changed places. */
  Finding.Place place(DrawnEpisode episode, int message) {
    boolean last = message == episode.episode().turns().size() - 1;
    return place(episode.file(), (last ? episode.replier() : episode.row()).line());
  }

  private Finding.Place place(String file, int line) {
    return new Finding.Place(suite.file().resolveSibling(file).toString().replace('\\', '/'), line);
  }

  void error(
      Finding.Rule rule, List<String> trainings, Finding.Place place, String what, String remedy) {
    add(Finding.Severity.ERROR, rule, trainings, Optional.of(place), what, remedy);
  }

  void error(Finding.Rule rule, List<String> trainings, String what, String remedy) {
    add(Finding.Severity.ERROR, rule, trainings, Optional.empty(), what, remedy);
  }

  void warning(
      Finding.Rule rule, List<String> trainings, Finding.Place place, String what, String remedy) {
    add(Finding.Severity.WARNING, rule, trainings, Optional.of(place), what, remedy);
  }

  void warning(Finding.Rule rule, List<String> trainings, String what, String remedy) {
    add(Finding.Severity.WARNING, rule, trainings, Optional.empty(), what, remedy);
  }

  private void add(
      Finding.Severity severity,
      Finding.Rule rule,
      List<String> trainings,
      Optional<Finding.Place> place,
      String what,
      String remedy) {
    Key key = new Key(new Kind(severity, rule), place, what, remedy);
    Set<String> known = named.get(key);
    if (known != null) {
      known.addAll(trainings);
    } else if (kinds.merge(key.kind(), 1, Integer::sum) <= MOST_OF_A_KIND) {
      named.put(key, new LinkedHashSet<>(trainings));
    } else {
      counted.computeIfAbsent(key.kind(), kind -> new HashSet<>()).add(key);
    }
  }

  /** All of them: errors first, then by rule and place. */
  List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    named.forEach(
        (key, trainings) ->
            all.add(
                new Finding(
                    key.kind().severity(),
                    key.kind().rule(),
                    List.copyOf(trainings),
                    key.place(),
                    key.what(),
                    key.remedy())));
    counted.forEach(
        (kind, rest) ->
            all.add(
                new Finding(
                    kind.severity(),
                    kind.rule(),
                    List.of(),
                    Optional.empty(),
                    rest.size() + " more of this kind.",
                    "Mend those above first.")));
    all.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::rule)
            .thenComparing(finding -> finding.place().isEmpty())
            .thenComparing(finding -> finding.place().map(Finding.Place::file).orElse(""))
            .thenComparing(finding -> finding.place().map(Finding.Place::line).orElse(0)));
    return all;
  }
}
