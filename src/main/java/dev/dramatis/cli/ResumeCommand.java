package dev.dramatis.cli;

import dev.dramatis.Evaluation;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
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
    description = "Carries a run on: asks what is not yet answered, failed trials included.",
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private CallOptions calls;

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
    StopSignal stop = new StopSignal();
    try (Interruption interruption = new Interruption(stop);
        Evaluation evaluation =
            Evaluation.resume(
                context.path(run),
                frozen,
                concurrency,
                calls.retry(),
                calls.allowPlainHttp(),
                context.environment(),
                context.clock())) {
      RunRecord record;
      try (ProgressLine progress = new ProgressLine(context.terminal(), System::nanoTime)) {
        record = evaluation.run(progress, stop);
      }
      return new Outcome(context.terminal())
          .tell(record, stop.reason(), evaluation.folder(), RunCommand.verdicts(failOn));
    }
  }
}
