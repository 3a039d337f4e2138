package dev.dramatis.cli;

import dev.dramatis.Evaluation;
import dev.dramatis.compare.Comparison;
import dev.dramatis.run.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    List<Comparison> changes = new ArrayList<>();
    RunRecord record = Evaluation.report(folder, context.clock(), changes::add);
    return new Outcome(context.terminal())
        .tell(
            record,
            changes.stream().findFirst(),
            Optional.empty(),
            context.shown(folder),
            FailOn.NOTHING);
  }
}
