package dev.dramatis.cli;

import dev.dramatis.Evaluation;
import dev.dramatis.compare.Comparison;
import dev.dramatis.run.RunManifest;
import dev.dramatis.run.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Decides a run again from its journal and writes its reports anew.")
final class ReportCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run;

  @Mixin private AnnotationOptions annotations;

  ReportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = context.path(run);
    List<Comparison> changes = new ArrayList<>();
    RunRecord record = Evaluation.report(folder, context.clock(), changes::add);
    Optional<Comparison> found = changes.stream().findFirst();
    int code =
        new Outcome(context.terminal())
            .tell(record, found, Optional.empty(), context.shown(folder), FailOn.NOTHING);
    annotations
        .of(context)
        .ifPresent(teller -> teller.tell(record, RunManifest.read(folder), found));
    return code;
  }
}
