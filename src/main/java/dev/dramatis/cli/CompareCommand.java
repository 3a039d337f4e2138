package dev.dramatis.cli;

import dev.dramatis.Comparisons;
import dev.dramatis.compare.Comparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description =
        "Holds finished runs against the first of them: models, checkpoints or nights. Contrasts"
            + " are paired probe by probe.")
final class CompareCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "RUN",
      arity = "2..*",
      description = "A run's folder, or a file that baseline accept wrote.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports/compare",
      description =
          "Where compare.html, compare.md and compare.json go (default: ${DEFAULT-VALUE}).")
  private Path out;

  CompareCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = context.path(out);
    Comparison comparison = Comparisons.write(runs.stream().map(context::path).toList(), folder);
    Terminal terminal = context.terminal();
    new Outcome(terminal).changes(comparison);
    terminal.out().println("Comparison: " + context.shown(folder) + "/compare.html");
    return ExitCode.COMPLETE;
  }
}
