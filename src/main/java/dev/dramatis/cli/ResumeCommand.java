package dev.dramatis.cli;

import dev.dramatis.Evaluation;
import dev.dramatis.compare.Baseline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    description = "Carries a run on: asks what is not yet answered, failed trials included.")
final class ResumeCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private CallOptions calls;
  @Mixin private LimitOptions limits;
  @Mixin private AnnotationOptions annotations;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run;

  @Option(names = "-j", paramLabel = "N", description = "Trials in flight (default: as before).")
  private Optional<Integer> concurrency = Optional.empty();

  @Option(
      names = "--frozen",
      description = "Go on with the frozen suites although their sources have changed.")
  private boolean frozen;

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "VERDICT",
      description = "As for run (default: contradicted).")
  private List<String> failOn = new ArrayList<>(List.of("contradicted"));

  ResumeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    FailOn failing =
        FailOn.of(failOn)
            .withBaseline(
                Files.isRegularFile(context.path(run).resolve(Baseline.FILE)),
                "this run was begun without one (run --baseline FILE).");
    return new WatchedRun(context)
        .carryOut(
            () ->
                Evaluation.resume(
                    context.path(run),
                    frozen,
                    concurrency.map(WatchedRun::inFlight),
                    limits.limits(),
                    calls.settings(context),
                    context.environment(),
                    context.clock()),
            failing,
            annotations.of(context));
  }
}
