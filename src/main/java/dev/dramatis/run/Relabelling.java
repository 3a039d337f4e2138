package dev.dramatis.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dramatis.classify.Classification;
import dev.dramatis.model.ModelSettings;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Labels the transcripts of a finished run again, in a run of its own that names its parent. */
public final class Relabelling {
  /** What the new run takes over; labels are made anew. */
  private static final Set<String> TAKEN_OVER = Set.of("trial", "judgement");

  private Relabelling() {}

  /**
   * Makes the new run's folder with the parent's transcripts, and what its judges answered: the
   * same question is not put to the same judge again.
   *
   * @param judges by whom it is to be labelled now, as the user named them
   * @param endpoints the settings of judges that have settings of their own, by label
   * @param suites the parent's frozen ones, or newer versions of them
   * @param arguments the command line, without secrets
   * @throws JournalException if the parent is no run, or the folder cannot be written
   */
  public static RunSession start(
      Path parent,
      Path reports,
      List<String> judges,
      Map<String, ModelSettings> endpoints,
      List<Suite> suites,
      String program,
      List<String> arguments,
      RunSession.Surroundings surroundings) {
    RunManifest old = RunManifest.read(parent);
    Map<String, ModelSettings> all = new LinkedHashMap<>(old.endpoints());
    all.putAll(endpoints);
    RunManifest manifest =
        new RunManifest(
            "",
            old.frozen(),
            Optional.empty(),
            program,
            old.roles(),
            old.jobs(),
            judges,
            all,
            old.abilities(),
            Optional.of(old.run()),
            deviations(old, suites),
            List.of(),
            old.seed(),
            old.worldSeed(),
            old.concurrency(),
            arguments,
            "",
            Optional.empty());
    Path folder = RunSession.freeze(reports, manifest, suites, surroundings);
    copy(parent.resolve(RunFolder.JOURNAL), folder.resolve(RunFolder.JOURNAL));
    return RunSession.open(folder, true, surroundings);
  }

  private static List<String> deviations(RunManifest old, List<Suite> suites) {
    List<String> deviations = new ArrayList<>();
    for (Suite suite : suites) {
      old.suites().stream()
          .filter(frozen -> frozen.id().equals(suite.id()))
          .filter(frozen -> !frozen.hash().equals(suite.hash()))
          .forEach(
              frozen ->
                  deviations.add(
                      "not preregistered: "
                          + suite.id()
                          + " was changed after run "
                          + old.run()
                          + " was frozen"));
    }
    return deviations;
  }

  private static void copy(Path from, Path to) {
    try (BufferedReader in = Files.newBufferedReader(from);
        BufferedWriter out = Files.newBufferedWriter(to)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String kind;
        try {
          kind = RowCodec.read(line).path("row").asText();
        } catch (JsonProcessingException e) {
          // A torn last line of the parent, which it passes over too.
          continue;
        }
        if (TAKEN_OVER.contains(kind)) {
          out.write(line);
          out.write('\n');
        }
      }
    } catch (IOException e) {
      throw new JournalException(from + ": cannot be copied: " + e.getMessage(), e);
    }
  }

  /**
   * How many labels differ.
   *
   * @param compared replies that both runs have a word on, abstentions included
   * @param changed of them
   */
  public record Change(long compared, long changed) {}

  /** How the labels of a run differ from its parent's, by classifier, over all suites. */
  public static Map<String, Change> changes(Path parent, RunSession session) {
    Map<String, Change> changes = new LinkedHashMap<>();
    try (JournalIndex old = JournalIndex.read(parent.resolve(RunFolder.JOURNAL))) {
      for (Plan plan : session.plans()) {
        for (int i = 0; i < plan.size(); i++) {
          Trial trial = plan.trial(i);
          Optional<LabelRow> before = old.labels(trial.id());
          Optional<LabelRow> after = session.labels(trial.id());
          if (before.isPresent() && after.isPresent()) {
            compare(before.get(), after.get(), changes);
          }
        }
      }
    }
    return changes;
  }

  private static void compare(LabelRow before, LabelRow after, Map<String, Change> changes) {
    after
        .labels()
        .forEach(
            (classifier, now) -> {
              LabelRow.Labels then = before.labels().get(classifier);
              if (then != null && then.turns().size() == now.turns().size()) {
                Change change = changes.getOrDefault(classifier, new Change(0, 0));
                long changed = 0;
                for (int turn = 0; turn < now.turns().size(); turn++) {
                  changed +=
                      word(then.turns().get(turn)).equals(word(now.turns().get(turn))) ? 0 : 1;
                }
                changes.put(
                    classifier,
                    new Change(change.compared() + now.turns().size(), change.changed() + changed));
              }
            });
  }

  private static String word(Classification classification) {
    return classification instanceof Classification.Labelled labelled
        ? labelled.label() + "/" + labelled.subtype().orElse("")
        : classification.getClass().getSimpleName();
  }
}
