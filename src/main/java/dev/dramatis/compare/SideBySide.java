package dev.dramatis.compare;

import dev.dramatis.run.RunTranscripts;
import dev.dramatis.run.Transcript;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What two runs answered where they differ most. All texts are hostile input.
 *
 * @param unit of which the contrast moved
 * @param exchanges an arm and probe each, in the order of the plan
 */
public record SideBySide(
    String suite, String prediction, PairedDifference.UnitChange unit, List<Exchange> exchanges) {
  /** Predictions that are shown, those that moved most surely first. */
  private static final int MOST_PREDICTIONS = 8;

  private static final int MOST_UNITS = 3;
  private static final int MOST_EXCHANGES = 8;
  private static final int MOST_REPEATS = 3;

  public SideBySide {
    exchanges = List.copyOf(exchanges);
  }

  /**
   * One probe in one arm, as often as it was asked.
   *
   * @param before the conversations of the first run, in the order of the repeats
   */
  public record Exchange(
      String arm, String probe, List<Transcript> before, List<Transcript> after) {
    public Exchange {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /** Picks them out: of the predictions that moved most surely the units that moved most. */
  public static List<SideBySide> of(RunPair pair, RunTranscripts before, RunTranscripts after) {
    List<SideBySide> all = new ArrayList<>();
    pair.predictions().stream()
        .filter(prediction -> prediction.foremost().isPresent())
        .sorted(
            Comparator.comparingDouble(
                prediction -> prediction.foremost().orElseThrow().adjusted()))
        .sorted(Comparator.comparing(prediction -> !prediction.isChanged()))
        .limit(MOST_PREDICTIONS)
        .forEach(prediction -> all.addAll(of(prediction, before, after)));
    return all;
  }

  private static List<SideBySide> of(
      PredictionPair prediction, RunTranscripts before, RunTranscripts after) {
    ClaimPair.Paired claim = prediction.foremost().orElseThrow();
    int number = prediction.claims().indexOf(claim);
    Set<String> arms = new HashSet<>(prediction.after().claims().get(number).arms());
    List<SideBySide> shown = new ArrayList<>();
    for (PairedDifference.UnitChange unit : claim.difference().largest(MOST_UNITS)) {
      Map<String, List<Transcript>> then = transcripts(before, prediction.suite(), arms, unit);
      Map<String, List<Transcript>> now = transcripts(after, prediction.suite(), arms, unit);
      List<Exchange> exchanges = new ArrayList<>();
      now.forEach(
          (place, answers) -> {
            if (exchanges.size() < MOST_EXCHANGES) {
              exchanges.add(
                  new Exchange(
                      answers.get(0).arm(),
                      answers.get(0).probe(),
                      then.getOrDefault(place, List.of()),
                      answers));
            }
          });
      shown.add(new SideBySide(prediction.suite(), prediction.prediction(), unit, exchanges));
    }
    return shown;
  }

  private static Map<String, List<Transcript>> transcripts(
      RunTranscripts run, String suite, Set<String> arms, PairedDifference.UnitChange unit) {
    Map<String, List<Transcript>> found = new LinkedHashMap<>();
    for (Plan plan : run.plans()) {
      if (plan.suite().id().equals(suite)) {
        Set<String> probes = new HashSet<>();
        plan.suite().probes().stream()
            .filter(probe -> probe.unit().equals(unit.unit()))
            .map(Probe::id)
            .forEach(probes::add);
        for (Trial trial : plan.trials(arms, probes)) {
          Optional<Transcript> transcript =
              trial.repeat() < MOST_REPEATS ? run.transcript(trial) : Optional.empty();
          transcript.ifPresent(
              answer ->
                  found
                      .computeIfAbsent(
                          answer.arm() + "\0" + answer.probe(), place -> new ArrayList<>())
                      .add(answer));
        }
      }
    }
    return found;
  }
}
