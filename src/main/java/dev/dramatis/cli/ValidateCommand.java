package dev.dramatis.cli;

import dev.dramatis.suite.EpisodeSet;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.suite.SuiteOutline;
import dev.dramatis.suite.Training;
import dev.dramatis.verdict.ClaimSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description = "Checks suites, and says which verdicts their size allows.")
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
    int valid = 0;
    for (Path file : context.files(suites)) {
      try {
        tell(SuiteLoader.load(file));
        valid++;
      } catch (InvalidSuiteException e) {
        problems += e.problems().size();
        e.problems()
            .forEach(
                problem -> context.terminal().err().println(Terminal.safe(problem.toString())));
      }
    }
    if (valid > 0) {
      context.terminal().out().println();
      context
          .terminal()
          .paragraph(
              "In brackets: the fewest units with which the data could decide at all. A unit is an"
                  + " independent observation: a probe, or a family of probes that belong"
                  + " together.",
              "");
    }
    context.terminal().out().flush();
    if (problems > 0) {
      context.terminal().err().println(count(problems, "problem") + ".");
      return ExitCode.USAGE;
    }
    return ExitCode.COMPLETE;
  }

  private void tell(Suite suite) {
    context
        .terminal()
        .paragraph(
            suite.id()
                + ": valid. "
                + count(suite.arms().size(), "arm")
                + ", "
                + count(suite.probes().size(), "probe")
                + ", "
                + count(suite.sampling().repeats(), "repeat")
                + ". Hash "
                + suite.hash().substring(0, 12)
                + ".",
            "");
    TextTable table = new TextTable(context.terminal().columns(), "ll");
    for (Prediction prediction : suite.predictions()) {
      Set<String> sizes = new LinkedHashSet<>();
      ClaimSize.of(suite, prediction).forEach(size -> sizes.add(words(size)));
      String name = "  " + prediction.id();
      for (String size : sizes) {
        table.add(List.of(name, size));
        name = "";
      }
    }
    table.lines().forEach(context.terminal().out()::println);
    if (explain) {
      explain(SuiteOutline.of(suite), suite);
    }
  }

  private void trainings(Suite suite) {
    if (suite.trainings().isEmpty()) {
      return;
    }
    TextTable table = new TextTable(context.terminal().columns(), "lrl");
    table.add(List.of("  TRAINING", "EPISODES", "FROM"));
    for (Training training : suite.trainings().byId().values()) {
      table.add(
          List.of(
              "  " + training.id(),
              String.valueOf(EpisodeSet.of(suite, training).size()),
              training.model()));
    }
    table.lines().forEach(context.terminal().out()::println);
  }

  private static String kinds(Map<String, Integer> units) {
    Set<Integer> sizes = Set.copyOf(units.values());
    if (sizes.size() == 1 && units.size() > 1) {
      return units.size() + " kinds, " + sizes.iterator().next() + " each";
    }
    return units.entrySet().stream()
        .map(kind -> Terminal.safe(kind.getKey()) + " " + kind.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String words(ClaimSize size) {
    return count(size.units(), "unit")
        + ": "
        + reach("support", size.canSupport(), size.toSupport())
        + ", "
        + reach("contradict", size.canContradict(), size.toContradict());
  }

  private static String reach(String verb, boolean can, OptionalInt needed) {
    if (needed.isEmpty()) {
      return "can never " + verb;
    }
    return can
        ? "can " + verb + " (from " + needed.getAsInt() + ")"
        : "cannot " + verb + " (needs " + needed.getAsInt() + ")";
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private void explain(SuiteOutline outline, Suite suite) {
    Terminal terminal = context.terminal();
    trainings(suite);
    TextTable arms = new TextTable(terminal.columns(), "lrrrl");
    arms.add(List.of("  ARM", "SHOTS", "PROBES", "REPLIES", "MODEL"));
    for (SuiteOutline.ArmOutline arm : outline.arms()) {
      arms.add(
          List.of(
              "  " + arm.id(),
              String.valueOf(arm.shots()),
              String.valueOf(arm.probes()),
              String.valueOf(arm.replies()),
              arm.model()));
    }
    arms.lines().forEach(terminal.out()::println);
    TextTable cells = new TextTable(terminal.columns(), "lrrl");
    cells.add(List.of("  CELL", "PROBES", "UNITS", "KINDS"));
    for (SuiteOutline.CellOutline cell : outline.cells()) {
      cells.add(
          List.of(
              "  " + cell.cell(),
              String.valueOf(cell.probes()),
              String.valueOf(cell.units()),
              kinds(cell.kinds())));
    }
    cells.lines().forEach(terminal.out()::println);
    terminal.out().println("  CLAIMS");
    for (SuiteOutline.ClaimOutline claim : outline.claims()) {
      terminal.paragraph(claim.prediction() + ": " + Terminal.safe(claim.text()), "  ");
    }
    terminal
        .out()
        .printf(Locale.ROOT, "  %,d trials, %,d calls%n", outline.trials(), outline.calls());
  }
}
