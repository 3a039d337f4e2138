package dev.dramatis.cli;

import dev.dramatis.calibrate.Calibration;
import dev.dramatis.calibrate.CalibrationLine;
import dev.dramatis.calibrate.PairCalibration;
import dev.dramatis.model.ModelName;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "calibrate",
    description =
        "Counts the verdicts of whole evaluations in the simulated worlds: how often the"
            + " instrument is wrong.")
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
      paramLabel = "N",
      defaultValue = "20",
      description = "Evaluations of each suite in each world (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Sets of data drawn at the world's true rates, on which the rule of decision alone is"
              + " tried (default: ${DEFAULT-VALUE}; 0: not at all).")
  private int draws;

  @Option(names = "--all", description = "Every prediction, not the primaries alone.")
  private boolean all;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description =
          "Compare N pairs of runs of all the suites instead, and count in how many something is"
              + " called changed. In one world nothing has.")
  private Optional<Integer> pairs = Optional.empty();

  @Option(
      names = "--then",
      paramLabel = "WORLD",
      description = "With --pairs: the world of the second run (default: that of the first).")
  private Optional<String> then = Optional.empty();

  CalibrateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (seeds < 0 || (seeds == 0 && draws == 0)) {
      throw new IllegalArgumentException(
          "--seeds must be at least 1, or 0 with some --draws, not " + seeds + ".");
    }
    if (draws < 0) {
      throw new IllegalArgumentException("--draws must be at least 0, not " + draws + ".");
    }
    List<Suite> loaded = context.suites(suites);
    worlds.forEach(world -> checkWorld(world, loaded));
    then.ifPresent(world -> checkWorld(world, loaded));
    if (pairs.isPresent()) {
      return pairs(loaded, pairs.get());
    }
    List<CalibrationLine> lines;
    try (ProgressLine progress =
        new ProgressLine(context.terminal(), System::nanoTime, "evaluations")) {
      progress.started((long) loaded.size() * worlds.size() * seeds, 0);
      lines =
          new Calibration(loaded, context.clock())
              .run(
                  worlds,
                  seeds,
                  draws,
                  prediction -> all || prediction.role() == Role.PRIMARY,
                  Runtime.getRuntime().availableProcessors(),
                  done -> progress.answered());
    }
    TextTable table = new TextTable(context.terminal().columns(), "llrrr");
    table.add(List.of("PREDICTION", "WORLD", "GATES ON", "GATES OFF", "RULE"));
    for (CalibrationLine line : lines) {
      if (all || line.prediction().role() == Role.PRIMARY) {
        table.add(
            List.of(
                line.suite() + (all ? "/" + line.prediction().id() : ""),
                line.world(),
                counts(line.gatesOn()),
                counts(line.gatesOff()),
                rule(line)));
      }
    }
    table.lines().forEach(context.terminal().out()::println);
    context.terminal().out().println();
    context
        .terminal()
        .paragraph(
            "Verdicts over "
                + seeds
                + (seeds == 1 ? " seed" : " seeds")
                + " as supported/contradicted/inconclusive/not tested."
                + (draws == 0
                    ? ""
                    : " RULE: the same in percent of "
                        + draws
                        + " sets of data drawn at the world's true rates, gates left aside."),
            "");
    return ExitCode.COMPLETE;
  }

  private int pairs(List<Suite> loaded, int number) throws InterruptedException {
    if (number < 1) {
      throw new IllegalArgumentException("--pairs must be at least 1, not " + number + ".");
    }
    PairCalibration calibration = new PairCalibration(loaded, context.clock());
    TextTable table = new TextTable(context.terminal().columns(), "llrrr");
    table.add(List.of("FIRST RUN", "SECOND RUN", "PAIRS", "CHANGED", "PRIMARY CHANGED"));
    try (ProgressLine progress = new ProgressLine(context.terminal(), System::nanoTime, "pairs")) {
      progress.started((long) worlds.size() * number, 0);
      for (String world : worlds) {
        String second = then.orElse(world);
        PairCalibration.Changes changes =
            calibration.run(
                world,
                second,
                number,
                Runtime.getRuntime().availableProcessors(),
                progress::answered);
        table.add(
            List.of(
                world,
                second,
                Integer.toString(changes.pairs()),
                Integer.toString(changes.anything()),
                Integer.toString(changes.primaries())));
      }
    }
    table.lines().forEach(context.terminal().out()::println);
    context.terminal().out().println();
    context
        .terminal()
        .paragraph(
            "In how many pairs of runs any contrast, and one of a primary, was called changed,"
                + " adjusted over all contrasts of the pair. Where both are of one world, at most"
                + " 5 % should be.",
            "");
    return ExitCode.COMPLETE;
  }

  /** Sets a world up, which says what worlds there are before the others have taken an hour. */
  private static void checkWorld(String world, List<Suite> suites) {
    var unused =
        new SimulatedEndpoint(
            ModelName.parse("simulated/" + world),
            KnownSuites.of(suites),
            WorldTable.load(),
            Banks.load(),
            1);
  }

  private static String rule(CalibrationLine line) {
    return Stream.of(
            Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.INCONCLUSIVE, Verdict.NOT_TESTED)
        .map(line::ruleShare)
        .filter(OptionalDouble::isPresent)
        .map(share -> Long.toString(Math.round(100 * share.getAsDouble())))
        .collect(Collectors.joining("/"));
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
