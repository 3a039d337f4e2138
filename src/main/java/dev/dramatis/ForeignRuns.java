package dev.dramatis;

import dev.dramatis.interop.InspectImport;
import dev.dramatis.model.Abilities;
import dev.dramatis.model.ModelName;
import dev.dramatis.report.Reports;
import dev.dramatis.run.ForeignTranscripts;
import dev.dramatis.run.ForeignTranscripts.Answer;
import dev.dramatis.run.ForeignTranscripts.Place;
import dev.dramatis.run.RunManifest;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.RunSession;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels and decides a suite on answers that another program got. */
public final class ForeignRuns {
  private ForeignRuns() {}

  /**
   * What came of it.
   *
   * @param matched samples that a probe of the suite asks
   * @param unmatched samples that none does, or that failed
   */
  public record Decided(RunRecord record, Path folder, int matched, int unmatched) {}

  /**
   * Makes a run of the samples of logs whose last user message is that of a probe in an arm.
   *
   * @param arms the suite's arm for a log's task; without one, the arm that the task's name ends in
   *     after a slash, else the only arm that asks the text so
   * @throws dev.dramatis.interop.InteropException if a log cannot be read
   * @throws IllegalArgumentException if no sample fits
   */
  public static Decided decide(
      List<Path> logs, Suite suite, Map<String, String> arms, Path reports, Clock clock)
      throws IOException, InterruptedException {
    List<InspectImport.Sample> samples = new ArrayList<>();
    for (Path log : logs) {
      samples.addAll(InspectImport.samples(log));
    }
    for (Arm arm : suite.arms()) {
      if (!arm.tools().isEmpty()) {
        throw new IllegalArgumentException(
            suite.id()
                + " offers tools, and calls of tools are not taken from logs: it cannot be decided"
                + " on them.");
      }
    }
    List<String> models = samples.stream().map(InspectImport.Sample::model).distinct().toList();
    if (models.size() > 1) {
      throw new IllegalArgumentException(
          "the logs are of several models ("
              + String.join(", ", models)
              + "); take those of one at a time.");
    }
    String model = models.isEmpty() ? "unknown" : models.get(0);
    Map<String, String> roles = new LinkedHashMap<>();
    for (Arm arm : suite.arms()) {
      roles.put(arm.model(), name(model));
    }
    Map<String, Map<String, String>> probes = probes(suite, roles);
    Map<Place, Answer> answers = new HashMap<>();
    int unmatched = 0;
    for (InspectImport.Sample sample : samples) {
      Optional<Place> place = place(suite, arms, probes, sample);
      if (place.isPresent() && sample.error().isEmpty()) {
        Answer earlier =
            answers.put(
                place.get(),
                new Answer(
                    sample.response(),
                    sample.cut(),
                    sample.refused(),
                    sample.model(),
                    sample.at()));
        if (earlier != null) {
          throw new IllegalArgumentException(
              "two samples were asked "
                  + place.get().probe()
                  + " in "
                  + place.get().arm()
                  + ", epoch "
                  + (place.get().repeat() + 1)
                  + "; take the logs of one evaluation.");
        }
      } else {
        unmatched++;
      }
    }
    if (answers.isEmpty()) {
      throw new IllegalArgumentException(
          "no sample of the logs was asked what "
              + suite.id()
              + " asks: the last message of the user is compared, word for word.");
    }
    RunManifest manifest =
        new RunManifest(
            "",
            Instant.EPOCH,
            Optional.empty(),
            Version.NAME_AND_NUMBER,
            roles,
            Map.of(),
            List.of(),
            Map.of(),
            Abilities.NONE,
            Optional.empty(),
            List.of(
                "not preregistered: the answers are those of "
                    + logs.size()
                    + " imported logs, asked by another program"),
            List.of(),
            1,
            1,
            1,
            List.of(),
            "",
            Optional.empty());
    RunSession.Surroundings surroundings =
        new RunSession.Surroundings(clock, System::nanoTime, text -> text);
    try (RunSession session =
        ForeignTranscripts.start(reports, manifest, List.of(suite), answers, surroundings)) {
      RunRecord record = session.decide();
      Reports.write(record, session.transcripts(), session.folder());
      return new Decided(record, session.folder(), answers.size(), unmatched);
    }
  }

  /** A model's name that this program knows; of a provider that it does not know, as handed in. */
  private static String name(String model) {
    try {
      return ModelName.parse(model).label();
    } catch (IllegalArgumentException e) {
      return ModelName.parse("handed-in/" + model).label();
    }
  }

  /** The probes by what they are asked, in every arm. */
  private static Map<String, Map<String, String>> probes(Suite suite, Map<String, String> roles) {
    Plan plan = Plan.of(suite, roles, 1);
    Map<String, Map<String, String>> probes = new LinkedHashMap<>();
    for (int i = 0; i < plan.size(); i++) {
      if (plan.isFirst(i)) {
        Trial trial = plan.trial(i);
        // What is asked in several turns depends on answers that a log's last message leaves out.
        if (trial.conversation().asks() == 1) {
          probes
              .computeIfAbsent(trial.arm().id(), arm -> new HashMap<>())
              .put(Message.lastOfUser(trial.conversation().request(List.of())), trial.probe().id());
        }
      }
    }
    return probes;
  }

  private static Optional<Place> place(
      Suite suite,
      Map<String, String> arms,
      Map<String, Map<String, String>> probes,
      InspectImport.Sample sample) {
    if (sample.epoch() < 1 || sample.epoch() > suite.sampling().repeats()) {
      return Optional.empty();
    }
    String named =
        arms.getOrDefault(
            sample.task(), sample.task().substring(sample.task().lastIndexOf('/') + 1));
    List<String> candidates =
        probes.containsKey(named)
            ? List.of(named)
            : probes.entrySet().stream()
                .filter(arm -> arm.getValue().containsKey(sample.prompt()))
                .map(Map.Entry::getKey)
                .toList();
    if (candidates.size() != 1) {
      return Optional.empty();
    }
    String arm = candidates.get(0);
    return Optional.ofNullable(probes.getOrDefault(arm, Map.of()).get(sample.prompt()))
        .map(probe -> new Place(suite.id(), arm, probe, sample.epoch() - 1));
  }
}
