package dev.dramatis.cli;

import dev.dramatis.Settings;
import dev.dramatis.TrainingRequest;
import dev.dramatis.TrainingSession;
import dev.dramatis.finetune.Attempt;
import dev.dramatis.finetune.Housekeeping;
import dev.dramatis.finetune.LockEntry;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "train",
    description =
        "Trains the models that suites ask for, and writes arms.lock.json, by which run asks them.",
    footer = {
      "",
      "It shows what it would upload and what that costs, and asks once. Stopped or killed, the same"
          + " command goes on with the same jobs; none is begun twice."
    })
final class TrainCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ModelOptions models;
  @Mixin private TrainingOptions training;

  @Parameters(
      paramLabel = "SUITE",
      arity = "1..*",
      description = "A suite's id or file; suites that train nothing are passed over.")
  private List<String> suites = new ArrayList<>();

  @ArgGroup private @Nullable Instead instead;

  /** What may be done instead of training. */
  static final class Instead {
    @Option(names = "--status", description = "Say how the jobs stand, as far as it is known here.")
    private boolean status;

    @Option(names = "--cancel", description = "Stop the jobs that are under way.")
    private boolean cancel;

    @Option(
        names = "--gc",
        description = "Delete uploaded files and tear down deployments that were made here.")
    private boolean gc;

    @Option(names = "--retry", description = "Begin jobs anew that ended without a model.")
    private boolean retry;
  }

  TrainCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = context.settings();
    List<Suite> loaded =
        context.suites(suites).stream().filter(suite -> !suite.trainings().isEmpty()).toList();
    if (loaded.isEmpty()) {
      throw new IllegalArgumentException(
          "None of these suites trains a model: " + String.join(", ", suites) + ".");
    }
    TrainingRequest request =
        new TrainingRequest(
            loaded,
            models.plainRoles(loaded, settings),
            models.seeds(),
            context.workingDirectory(),
            training.command(settings),
            training.patience(),
            models.calls(context));
    try (TrainingSession session =
        TrainingSession.open(request, context.environment(), context.clock())) {
      WatchedTraining watched = new WatchedTraining(context);
      Instead other = instead;
      if (other == null) {
        return watched.carryOut(session, training).code();
      }
      if (other.status) {
        watched.status(session);
        return ExitCode.COMPLETE;
      }
      if (other.retry) {
        int again = session.retryFailed();
        context.terminal().hint(again + " jobs ended without a model and are begun anew.");
        return watched.carryOut(session, training).code();
      }
      return other.cancel ? cancel(session) : clean(watched, session);
    }
  }

  private int cancel(TrainingSession session) throws InterruptedException {
    Map<LockEntry, Attempt<?>> results = session.cancel();
    boolean all = true;
    for (Map.Entry<LockEntry, Attempt<?>> result : results.entrySet()) {
      all &=
          tell(
              result.getKey().job().orElse(result.getKey().name()), "cancelled", result.getValue());
    }
    if (results.isEmpty()) {
      context.terminal().hint("No job is under way.");
    }
    return all ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
  }

  private int clean(WatchedTraining watched, TrainingSession session) throws InterruptedException {
    Map<String, Housekeeping.Removal> removable = session.removable();
    if (removable.isEmpty()) {
      context.terminal().hint("There is nothing of ours to remove.");
      return ExitCode.COMPLETE;
    }
    removable.keySet().forEach(each -> context.terminal().out().println(Terminal.safeLine(each)));
    context.terminal().out().flush();
    if (!training.yes() && !watched.agreed("Remove these " + removable.size() + "?")) {
      context.terminal().hint("Nothing was removed.");
      return ExitCode.USAGE;
    }
    boolean all = true;
    for (Map.Entry<String, Housekeeping.Removal> each : removable.entrySet()) {
      all &= tell(each.getKey(), "removed", each.getValue().remove());
    }
    return all ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
  }

  private boolean tell(String what, String done, Attempt<?> attempt) {
    boolean well = attempt instanceof Attempt.Done<?>;
    String why =
        attempt instanceof Attempt.Refused<?> refused
            ? refused.reason()
            : attempt instanceof Attempt.Later<?> later
                ? later.reason()
                : attempt instanceof Attempt.Unknown<?> unknown ? unknown.reason() : "";
    context
        .terminal()
        .hint(Terminal.safeLine(what + ": " + (well ? done : "not " + done + ": " + why)));
    return well;
  }
}
