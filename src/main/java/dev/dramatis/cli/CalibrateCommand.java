package dev.dramatis.cli;

import dev.dramatis.calibrate.Calibration;
import dev.dramatis.calibrate.CalibrationLine;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "calibrate",
    description =
        "Counts the verdicts of whole evaluations in the simulated worlds: how often the"
            + " instrument is wrong.",
    mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "SUITE", arity = "0..*", description = "Default: all suites.")
  private List<String> suites = new ArrayList<>();

  @Option(
      names = "--world",
      split = ",",
      paramLabel = "WORLD",
      description = "Default: psm,lookup,copycat,null; dial@Q is between psm and null.")
  private List<String> worlds = new ArrayList<>(List.of("psm", "lookup", "copycat", "null"));

  @Option(
      names = "--seeds",
      defaultValue = "20",
      description = "Evaluations of each suite in each world (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(names = "--all", description = "Every prediction, not the primaries alone.")
  private boolean all;

  CalibrateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Calibration calibration = new Calibration(context.suites(suites), context.clock());
    List<CalibrationLine> lines =
        calibration.run(
            worlds,
            seeds,
            Runtime.getRuntime().availableProcessors(),
            done -> context.terminal().err().println("done: " + done));
    context
        .terminal()
        .out()
        .println(
            "Verdicts over "
                + seeds
                + " seeds as S/C/I/N: supported, contradicted, inconclusive,"
                + " not tested.\n");
    context
        .terminal()
        .out()
        .printf("%-44s %-9s %-13s %s%n", "prediction", "world", "gates on", "gates off");
    for (CalibrationLine line : lines) {
      if (all || line.prediction().role() == Role.PRIMARY) {
        context
            .terminal()
            .out()
            .printf(
                "%-44s %-9s %-13s %s%n",
                line.suite() + (all ? "/" + line.prediction().id() : ""),
                line.world(),
                counts(line.gatesOn()),
                counts(line.gatesOff()));
      }
    }
    context.terminal().out().flush();
    return ExitCode.COMPLETE;
  }

  private static String counts(Map<Verdict, Integer> counts) {
    return counts.get(Verdict.SUPPORTED)
        + "/"
        + counts.get(Verdict.CONTRADICTED)
        + "/"
        + counts.get(Verdict.INCONCLUSIVE)
        + "/"
        + counts.get(Verdict.NOT_TESTED);
  }
}
