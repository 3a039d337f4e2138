package dev.dramatis.cli;

import dev.dramatis.Evaluation;
import dev.dramatis.Settings;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.Relabelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "reclassify",
    description =
        "Labels a run's transcripts again, by another judge or newer classifiers, and decides anew;"
            + " the tested models are not asked.")
final class ReclassifyCommand implements Callable<Integer> {
  private final Context context;

  @Spec private CommandSpec spec;
  @Mixin private CallOptions calls;
  @Mixin private LimitOptions limits;

  @Parameters(paramLabel = "RUN", description = "The folder of the run.")
  private Path run;

  @Option(
      names = "--judge",
      paramLabel = "MODEL",
      description = "Who labels what needs a judge; several are a panel (default: as before).")
  private List<String> judges = new ArrayList<>();

  @Option(names = "--self-judge", description = "Let a model that is tested judge too.")
  private boolean selfJudging;

  @Option(
      names = "--current",
      description =
          "Take the suites as they are now, not as they were frozen; the report then says that it"
              + " is not preregistered.")
  private boolean current;

  @Option(
      names = "-j",
      paramLabel = "N",
      defaultValue = "20",
      description = "Calls in flight at once, at most (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description = "Where the new run's folder is made (default: reports).")
  private Optional<Path> reports = Optional.empty();

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "VERDICT",
      description = "As for run (default: contradicted).")
  private List<String> failOn = new ArrayList<>(List.of("contradicted"));

  ReclassifyCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    FailOn failing =
        FailOn.of(failOn).withBaseline(false, "labels that were made again have none.");
    Settings settings = context.settings();
    List<ModelName> named = judges.stream().map(settings::model).toList();
    Path parent = context.path(run);
    Evaluation evaluation =
        Evaluation.reclassify(
            parent,
            context.reports(reports, settings),
            named,
            selfJudging,
            current,
            WatchedRun.inFlight(concurrency),
            limits.limits(),
            calls.settings(context),
            spec.commandLine().getParseResult().originalArgs(),
            context.environment(),
            context.clock());
    return new WatchedRun(context)
        .carryOut(
            () -> evaluation,
            failing,
            Optional.empty(),
            () -> tellChanges(evaluation.changes(parent)));
  }

  private void tellChanges(Map<String, Relabelling.Change> changes) {
    changes.forEach(
        (classifier, change) ->
            context
                .terminal()
                .paragraph(
                    String.format(
                        Locale.ROOT,
                        "Labels by %s: %,d of %,d changed.",
                        classifier,
                        change.changed(),
                        change.compared()),
                    ""));
    context.terminal().out().flush();
  }
}
