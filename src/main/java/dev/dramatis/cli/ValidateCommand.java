package dev.dramatis.cli;

import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.suite.SuiteOutline;
import dev.dramatis.verdict.ClaimSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description = "Checks suites, and says which verdicts their size allows.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "SUITE", arity = "0..*", description = "Default: all suites.")
  private List<String> suites = new ArrayList<>();

  @Option(names = "--explain", description = "Print the arms and cells as they are expanded.")
  private boolean explain;

  ValidateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    int problems = 0;
    for (Path file : context.files(suites)) {
      try {
        tell(SuiteLoader.load(file));
      } catch (InvalidSuiteException e) {
        problems += e.problems().size();
        e.problems()
            .forEach(
                problem -> context.terminal().err().println(Terminal.safe(problem.toString())));
      }
    }
    context.terminal().out().flush();
    if (problems > 0) {
      context.terminal().err().println(problems + (problems == 1 ? " problem" : " problems"));
      return ExitCode.USAGE;
    }
    return ExitCode.COMPLETE;
  }

  private void tell(Suite suite) {
    context
        .terminal()
        .out()
        .println(
            suite.id()
                + ": valid. "
                + suite.arms().size()
                + " arms, "
                + suite.probes().size()
                + " probes, "
                + suite.sampling().repeats()
                + " repeats. Hash "
                + suite.hash().substring(0, 12));
    for (Prediction prediction : suite.predictions()) {
      for (ClaimSize size : ClaimSize.of(suite, prediction)) {
        context
            .terminal()
            .out()
            .printf(
                "  %-28s %4d units; SUPPORTED %s, CONTRADICTED %s%n",
                prediction.id(),
                size.units(),
                reach(size.canSupport(), size.toSupport()),
                reach(size.canContradict(), size.toContradict()));
      }
    }
    if (explain) {
      explain(SuiteOutline.of(suite));
    }
  }

  private void explain(SuiteOutline outline) {
    var out = context.terminal().out();
    out.println("  arms:");
    for (SuiteOutline.ArmOutline arm : outline.arms()) {
      out.printf(
          "    %-24s model %s, %d shots, %d probes, %d replies%n",
          arm.id(), arm.model(), arm.shots(), arm.probes(), arm.replies());
    }
    out.println("  cells:");
    for (SuiteOutline.CellOutline cell : outline.cells()) {
      out.printf(
          "    %-24s %d probes, %d units%s%n",
          cell.cell(),
          cell.probes(),
          cell.units(),
          cell.kinds().isEmpty() ? "" : ", kinds " + cell.kinds());
    }
    out.println("  claims:");
    for (SuiteOutline.ClaimOutline claim : outline.claims()) {
      out.println("    " + claim.prediction() + ": " + claim.text());
    }
    out.printf("  %,d trials, %,d calls%n", outline.trials(), outline.calls());
  }

  private static String reach(boolean can, OptionalInt needed) {
    if (needed.isEmpty()) {
      return "cannot be reached";
    }
    return (can ? "can be reached (from " : "cannot be reached (needs ") + needed.getAsInt() + ")";
  }
}
