package dev.dramatis.finetune;

import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.EpisodeSet;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Training;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks through what a suite trains, before anything is paid: what providers would refuse, and what
 * would leave an experiment with another account of its outcome.
 */
public final class EpisodeLint {
  private static final Comparator<DrawnEpisode> BY_ROW =
      Comparator.comparing(DrawnEpisode::file).thenComparing(each -> each.row().line());

  private EpisodeLint() {}

  /** What was found, errors first; of each kind at most the first twenty and how many more. */
  public static List<Finding> of(Suite suite) {
    Findings findings = new Findings(suite);
    RowCheck rows = new RowCheck(findings);
    LeakCheck leaks = new LeakCheck(suite, findings);
    ContentCheck contents = new ContentCheck(findings);
    Map<String, TrainingProfile> profiles = new LinkedHashMap<>();
    for (Training training : suite.trainings().byId().values()) {
      List<DrawnEpisode> drawn = EpisodeSet.drawn(suite, training).stream().sorted(BY_ROW).toList();
      EpisodeStats stats = EpisodeStats.of(drawn);
      List<String> id = List.of(training.id());
      rows.check(id, drawn);
      leaks.check(training, drawn);
      contents.check(id, drawn, stats);
      profiles.put(training.id(), TrainingProfile.of(training, drawn, stats));
    }
    new MatchCheck(suite, profiles, findings).check();
    return findings.all();
  }
}
