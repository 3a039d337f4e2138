package dev.dramatis.cli;

import dev.dramatis.interop.CsvExport;
import dev.dramatis.interop.InspectExport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = "Writes a run in another tool's form: logs of Inspect, or tables.")
final class ExportCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORM",
      description = "inspect (.eval), inspect-json, or csv.")
  private String form;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to (default: RUN/export). Nothing there is written over.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--raw",
      description = "In csv, leave texts that a spreadsheet would take for formulas as they are.")
  private boolean raw;

  ExportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Path from = context.path(run);
    Path to = out.map(context::path).orElse(from.resolve("export"));
    List<Path> files =
        switch (form) {
          case "inspect" -> InspectExport.write(from, InspectExport.Form.EVAL, to);
          case "inspect-json" -> InspectExport.write(from, InspectExport.Form.JSON, to);
          case "csv" -> CsvExport.write(from, !raw, to);
          default ->
              throw new IllegalArgumentException(
                  "--to " + form + ": say inspect, inspect-json or csv.");
        };
    context
        .terminal()
        .paragraph(Terminal.safe(files.size() + " files in " + context.shown(to) + "."), "");
    return ExitCode.COMPLETE;
  }
}
