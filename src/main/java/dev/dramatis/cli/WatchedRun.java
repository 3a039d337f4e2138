package dev.dramatis.cli;

import dev.dramatis.Evaluation;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.JournalException;
import dev.dramatis.run.RunManifest;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
import dev.dramatis.suite.TrainedModel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Carries an evaluation through where somebody watches: says what is asked, how far it is, and how
 * it ended.
 */
final class WatchedRun {
  /** Threads that ask; more would only wait for each other. */
  private static final int MOST_IN_FLIGHT = 1000;

  /** Opens an evaluation, once a signal would be noticed. */
  interface Opening {
    Evaluation open() throws IOException;
  }

  private final Context context;

  WatchedRun(Context context) {
    this.context = context;
  }

  /** The exit code of the evaluation. */
  int carryOut(Opening opening, FailOn failOn, Optional<Annotations> annotations) throws Exception {
    return carryOut(opening, failOn, annotations, () -> {});
  }

  /**
   * The exit code of the evaluation.
   *
   * @param then is run once its end was told
   */
  @SuppressWarnings("try") // A signal is minded for as long as the block lasts; nothing is called.
  int carryOut(Opening opening, FailOn failOn, Optional<Annotations> annotations, Runnable then)
      throws Exception {
    Terminal terminal = context.terminal();
    StopSignal stop = new StopSignal();
    try (Interruption interruption = new Interruption(stop, terminal);
        Evaluation evaluation = opening.open()) {
      tellWhat(evaluation.manifest());
      evaluation.warnings().forEach(warning -> terminal.hint(Terminal.safe(warning)));
      final RunRecord record;
      try (ProgressLine progress = new ProgressLine(terminal, System::nanoTime, "trials")) {
        record = evaluation.run(progress, stop);
      } catch (JournalException e) {
        // Opening it was the user's part; from here on, a disk that is full is nobody's usage.
        terminal.hint(Terminal.safe(String.valueOf(e.getMessage())));
        terminal.hint(Outcome.howToGoOn(context.shown(evaluation.folder())));
        return ExitCode.UNEXPECTED;
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(e);
      }
      int code =
          new Outcome(terminal)
              .tell(
                  record,
                  evaluation.changes(),
                  stop.reason(),
                  context.shown(evaluation.folder()),
                  failOn);
      annotations.ifPresent(
          teller -> teller.tell(record, evaluation.manifest(), evaluation.changes()));
      then.run();
      return code;
    }
  }

  private void tellWhat(RunManifest manifest) {
    List<ModelName> names = manifest.roles().values().stream().map(ModelName::parse).toList();
    long trained =
        manifest.roles().keySet().stream()
            .filter(role -> TrainedModel.Seeded.parse(role).isPresent())
            .count();
    String named =
        manifest.roles().entrySet().stream()
                .filter(entry -> TrainedModel.Seeded.parse(entry.getKey()).isEmpty())
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "))
            + (trained == 0 ? "" : ", and " + trained + " models trained for the suites");
    boolean simulated = names.stream().allMatch(name -> name.provider().equals("simulated"));
    context
        .terminal()
        .hint(
            Terminal.safe(
                simulated
                    ? "Asking a SIMULATED world (" + named + "): no model is called, nothing spent."
                    : "Asking " + named + "."));
  }

  /** Checks a number of trials in flight. */
  static int inFlight(int concurrency) {
    if (concurrency < 1 || concurrency > MOST_IN_FLIGHT) {
      throw new IllegalArgumentException(
          "-j must be from 1 to " + MOST_IN_FLIGHT + ", not " + concurrency + ".");
    }
    return concurrency;
  }
}
