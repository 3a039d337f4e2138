package dev.dramatis.compare;

import dev.dramatis.suite.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The predictions of many runs over time, a line for each prediction and model.
 *
 * @param runs all that were given, the oldest first
 * @param lines by suite, prediction and model
 * @param nightsPerFalseAlarm how rarely, at the most often, any of the lines raises a false alarm
 * @param watched how many lines are watched for a change: primaries, whose units are kept
 */
public record History(
    List<RunDigest> runs, List<HistoryLine> lines, double nightsPerFalseAlarm, int watched) {
  /** One false alarm a year over all lines together, on average, or fewer. */
  public static final double A_YEAR = 365;

  public History {
    runs = List.copyOf(runs);
    lines = List.copyOf(lines);
  }

  /**
   * Draws the lines.
   *
   * @param runs in any order; each is counted once
   * @param nightsPerFalseAlarm over all lines together
   */
  public static History of(List<RunDigest> runs, double nightsPerFalseAlarm) {
    Map<String, RunDigest> once = new LinkedHashMap<>();
    runs.stream()
        .sorted(Comparator.comparing(RunDigest::frozen).thenComparing(RunDigest::run))
        .forEach(run -> once.putIfAbsent(run.run(), run));
    Map<String, List<Place>> lines = new LinkedHashMap<>();
    for (RunDigest run : once.values()) {
      for (SuiteDigest suite : run.suites()) {
        for (PredictionDigest prediction : suite.predictions()) {
          lines
              .computeIfAbsent(
                  String.join("\n", suite.id(), prediction.id(), suite.models().toString()),
                  key -> new ArrayList<>())
              .add(new Place(run, suite, prediction));
        }
      }
    }
    int watched =
        (int)
            lines.values().stream()
                .filter(places -> places.get(0).prediction().role() == Role.PRIMARY)
                .count();
    List<HistoryLine> drawn = new ArrayList<>();
    lines.values().forEach(places -> drawn.add(line(places, nightsPerFalseAlarm * watched)));
    return new History(List.copyOf(once.values()), drawn, nightsPerFalseAlarm, watched);
  }

  /** Where a prediction stands in a run. */
  record Place(RunDigest run, SuiteDigest suite, PredictionDigest prediction) {
    /** What has to be alike for two nights to measure the same thing. */
    private Map<String, String> alike() {
      Map<String, String> alike = new LinkedHashMap<>();
      alike.put("repeats", Integer.toString(suite.repeats()));
      List<String> questions = new ArrayList<>();
      List<String> margins = new ArrayList<>();
      for (ClaimDigest claim : prediction.claims()) {
        questions.add(claim.question());
        margins.add(claim.bound() + " " + claim.margin());
        for (String classifier : claim.classifiers()) {
          alike.put("labels of " + classifier, suite.classifiers().getOrDefault(classifier, ""));
        }
      }
      alike.put("what is measured", questions.toString());
      alike.put("the margin", margins.toString());
      return alike;
    }
  }

  private static HistoryLine line(List<Place> places, double nightsPerFalseAlarm) {
    List<HistoryNight> nights = new ArrayList<>();
    Map<String, String> answered = new HashMap<>();
    Segment segment = new Segment(nightsPerFalseAlarm);
    Map<String, String> alike = Map.of();
    List<String> served = List.of();
    for (Place place : places) {
      Map<String, String> now = place.alike();
      List<String> broken = new ArrayList<>(nights.isEmpty() ? List.of() : differing(alike, now));
      if (!nights.isEmpty() && !segment.asks(place)) {
        broken.add("the probes or their sampling");
      }
      if (!broken.isEmpty()) {
        segment = new Segment(nightsPerFalseAlarm);
      }
      alike = now;
      List<String> names =
          place.suite().served().values().stream().flatMap(List::stream).distinct().toList();
      String other = answered.putIfAbsent(place.suite().answers(), place.run().run());
      nights.add(
          segment.night(
              place,
              broken,
              nights.isEmpty() || served.equals(names) ? List.of() : served,
              names,
              other == null ? "" : other));
      served = names;
    }
    Place last = places.get(places.size() - 1);
    return new HistoryLine(
        last.suite().id(),
        last.prediction().id(),
        last.prediction().role(),
        last.suite().models(),
        nights);
  }

  private static List<String> differing(Map<String, String> before, Map<String, String> now) {
    List<String> names = new ArrayList<>();
    now.forEach(
        (name, value) -> {
          if (!value.equals(before.get(name))) {
            names.add(name);
          }
        });
    return names;
  }

  /** The lines on which the last night raised an alarm. */
  public List<HistoryLine> alarms() {
    return lines.stream().filter(line -> line.last().changedSince().isPresent()).toList();
  }
}
