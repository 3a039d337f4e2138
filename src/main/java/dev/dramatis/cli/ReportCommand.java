package dev.dramatis.cli;

import dev.dramatis.Evaluation;
import dev.dramatis.compare.Comparison;
import dev.dramatis.run.RunRecord;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Decides a run again from its journal and writes its reports anew.")
final class ReportCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run;

  ReportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = context.path(run);
    AtomicReference<Optional<Comparison>> changes = new AtomicReference<>(Optional.empty());
    RunRecord record =
        Evaluation.report(folder, context.clock(), found -> changes.set(Optional.of(found)));
    return new Outcome(context.terminal())
        .tell(record, changes.get(), Optional.empty(), context.shown(folder), FailOn.NOTHING);
  }
}
