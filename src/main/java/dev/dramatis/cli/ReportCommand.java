package dev.dramatis.cli;

import dev.dramatis.Evaluation;
import dev.dramatis.run.RunRecord;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Decides a run again from its journal and writes its reports anew.",
    mixinStandardHelpOptions = true)
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
    RunRecord record = Evaluation.report(folder, context.clock());
    new VerdictTable(context.terminal()).print(record);
    context.terminal().out().println("Report: " + folder.resolve("report.html"));
    return record.complete() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
  }
}
