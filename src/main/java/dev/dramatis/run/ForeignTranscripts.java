package dev.dramatis.run;

import dev.dramatis.model.Response;
import dev.dramatis.model.Served;
import dev.dramatis.model.Usage;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a run of answers that another program got: nothing is asked, and everything is labelled and
 * decided as if it had been. The run says that it was not preregistered.
 */
public final class ForeignTranscripts {
  private ForeignTranscripts() {}

  /** Where an answer belongs. */
  public record Place(String suite, String arm, String probe, int repeat) {}

  /**
   * One answer.
   *
   * @param cut whether it ended at a limit of length
   * @param refused whether a provider's filter let nothing, or not all, through
   * @param model that answered, as the log has it
   */
  public record Answer(String text, boolean cut, boolean refused, String model, Instant at) {}

  /**
   * Makes the run's folder with the answers that its plan has a place for.
   *
   * @param manifest without a name; its roles say whose answers they are
   * @throws JournalException if the folder cannot be written
   */
  public static RunSession start(
      Path reports,
      RunManifest manifest,
      List<Suite> suites,
      Map<Place, Answer> answers,
      RunSession.Surroundings surroundings) {
    Path folder = RunSession.freeze(reports, manifest, suites, surroundings);
    write(folder, RunManifest.read(folder), suites, answers, surroundings);
    return RunSession.open(folder, true, surroundings);
  }

  private static void write(
      Path folder,
      RunManifest manifest,
      List<Suite> suites,
      Map<Place, Answer> answers,
      RunSession.Surroundings surroundings) {
    try (Journal journal = Journal.open(folder.resolve(RunFolder.JOURNAL), surroundings.redact());
        RunContents contents = new RunContents(folder, manifest, suites, surroundings.clock())) {
      for (Plan plan : contents.plans()) {
        for (int i = 0; i < plan.size(); i++) {
          Trial trial = plan.trial(i);
          Answer answer =
              answers.get(
                  new Place(trial.suite(), trial.arm().id(), trial.probe().id(), trial.repeat()));
          if (answer != null) {
            journal.append(RowCodec.encode(row(trial, answer)));
          }
        }
      }
      journal.append(RowCodec.end("complete", surroundings.clock().instant()));
    }
  }

  private static TrialRow row(Trial trial, Answer answer) {
    List<Message> messages = trial.conversation().request(List.of());
    Response.Outcome outcome =
        answer.refused()
            ? Response.Outcome.REFUSAL
            : answer.text().isBlank()
                ? Response.Outcome.EMPTY
                : answer.cut() ? Response.Outcome.TRUNCATED : Response.Outcome.TEXT;
    Response response =
        new Response(
            outcome,
            answer.text(),
            List.of(),
            answer.refused()
                ? Optional.of(Response.RefusalSource.PROVIDER_FILTER)
                : Optional.empty(),
            Optional.empty(),
            Usage.UNKNOWN,
            trial.model(),
            Served.as(answer.model()),
            List.of(),
            "",
            1,
            Duration.ZERO);
    return new TrialRow(
        trial.id(),
        trial.suite(),
        trial.arm().id(),
        trial.probe().id(),
        trial.repeat(),
        trial.block(),
        trial.seed(),
        answer.at(),
        List.of(
            new TrialRow.Turn(
                Math.max(0, messages.size() - 1),
                Message.lastOfUser(messages),
                trial.conversation().prefill(),
                response)),
        Optional.empty());
  }
}
