package dev.dramatis.cli;

import dev.dramatis.Judges;
import dev.dramatis.Models;
import dev.dramatis.Settings;
import dev.dramatis.calibrate.Calibration;
import dev.dramatis.calibrate.CalibrationLine;
import dev.dramatis.model.Abilities;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.PriceTable;
import dev.dramatis.run.EarlierUse;
import dev.dramatis.run.Pilot;
import dev.dramatis.run.PlannedUse;
import dev.dramatis.run.Unaskable;
import dev.dramatis.run.UsageSample;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Replicas;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.TrainedModel;
import dev.dramatis.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "plan",
    description = "Trials, calls and tokens of a run, before anything is asked.")
final class PlanCommand implements Callable<Integer> {
  /**
   * Trials that are asked in a simulated world, where they cost nothing but some seconds; over all
   * arms, since a few long replies among many short ones take thousands to be foreseen.
   */
  private static final int SIMULATED_PILOT = 6000;

  private static final int MOST_PILOT = 1000;

  /** Shares are then known to ten in a hundred, twice their standard error at the most. */
  private static final int POWER_DRAWS = 100;

  private final Context context;

  @Mixin private ModelOptions models;

  @Parameters(paramLabel = "SUITE", arity = "0..*", description = "Default: all suites.")
  private List<String> suites = new ArrayList<>();

  @Option(
      names = "--pilot",
      paramLabel = "N",
      description =
          "Ask N trials of every arm first, and the judges, to foresee how long replies are; these"
              + " calls cost. Without it: from an earlier run, or at most.")
  private int pilot;

  @Option(
      names = "--power",
      description =
          "How often each prediction would be supported if the truth were as in the world psm, and"
              + " contradicted if it were as in lookup; takes up to half a minute a suite.")
  private boolean power;

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description = "Where earlier runs are kept (default: reports).")
  private Optional<Path> reports = Optional.empty();

  PlanCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (pilot < 0 || pilot > MOST_PILOT) {
      throw new IllegalArgumentException(
          "--pilot must be from 0 to " + MOST_PILOT + ", not " + pilot + ".");
    }
    List<Suite> written = context.suites(suites);
    Settings settings = context.settings();
    Map<String, ModelName> roles =
        models.rolesOnceTrained(written, settings, context.workingDirectory()).models();
    List<Suite> loaded = written.stream().map(suite -> Replicas.of(suite, roles.keySet())).toList();
    List<ModelName> judges =
        Judges.of(models.judges(settings), loaded, roles.values(), models.selfJudging());
    Map<String, String> labels = new LinkedHashMap<>();
    roles.forEach((role, name) -> labels.put(role, name.label()));
    PriceTable prices = PriceTable.load(models.calls(context).prices());
    TextTable table = new TextTable(context.terminal().columns(), "lrrrrrr");
    table.add(List.of("SUITE", "TRIALS", "CALLS", "TOKENS IN", "TOKENS OUT", "USD", "MOST USD"));
    PlanSums all = new PlanSums(prices);
    Abilities abilities = models.calls(context).abilities();
    Set<String> left = new LinkedHashSet<>();
    Sampling sampling = new Sampling(roles, judges, loaded);
    for (Suite suite : loaded) {
      Map<String, String> unaskable = Unaskable.arms(suite, labels, abilities);
      unaskable.values().stream().distinct().forEach(left::add);
      Plan plan = Plan.of(suite, labels, unaskable.keySet(), 1);
      PlanSums sums = new PlanSums(prices);
      sums.trials(plan.size());
      PlannedUse.of(
          plan,
          suite.classifiers().values().stream().anyMatch(ClassifierSpec.Judge.class::isInstance)
              ? judges.stream().map(ModelName::label).toList()
              : List.of(),
          sampling.of(plan),
          sums::call);
      table.add(sums.row(suite.id()));
      all.add(sums);
    }
    if (loaded.size() > 1) {
      table.add(all.row("together"));
    }
    table.lines().forEach(context.terminal().out()::println);
    context.terminal().out().println();
    context
        .terminal()
        .paragraph(
            "For "
                + labels.entrySet().stream()
                    .filter(entry -> TrainedModel.Seeded.parse(entry.getKey()).isEmpty())
                    .map(entry -> entry.getKey() + " = " + Terminal.safe(entry.getValue()))
                    .collect(Collectors.joining(", "))
                + (judges.isEmpty()
                    ? ". "
                    : ", judged by "
                        + judges.stream().map(ModelName::label).collect(Collectors.joining(", "))
                        + ". ")
                + sampling.words(all.sampled()),
            "");
    long trained =
        labels.keySet().stream()
            .filter(role -> TrainedModel.Seeded.parse(role).isPresent())
            .count();
    if (trained > 0) {
      context
          .terminal()
          .paragraph(
              trained
                  + " trained models are asked; one that is not trained yet counts as the model"
                  + " that it begins with. What training costs: "
                  + Context.command()
                  + " train SUITE, which asks before it begins.",
              "");
    }
    left.forEach(
        reason -> context.terminal().paragraph("Left out: " + Terminal.safe(reason) + ".", ""));
    if (power) {
      power(loaded);
    }
    context
        .terminal()
        .paragraph("Which verdicts the sizes allow: " + Context.command() + " validate", "");
    return ExitCode.COMPLETE;
  }

  /** What the sizes would decide in two worlds whose truth is known. */
  private void power(List<Suite> loaded) throws InterruptedException {
    Map<String, List<CalibrationLine>> byPrediction = new LinkedHashMap<>();
    for (CalibrationLine line :
        new Calibration(loaded, context.clock())
            .run(
                List.of("psm", "lookup"),
                0,
                POWER_DRAWS,
                prediction -> true,
                Runtime.getRuntime().availableProcessors(),
                done -> {})) {
      byPrediction
          .computeIfAbsent(line.suite() + "/" + line.prediction().id(), id -> new ArrayList<>())
          .add(line);
    }
    TextTable table = new TextTable(context.terminal().columns(), "llrr");
    table.add(List.of("PREDICTION", "ROLE", "IN psm", "IN lookup"));
    byPrediction.forEach(
        (id, lines) ->
            table.add(
                List.of(
                    id,
                    lines.get(0).prediction().role().name().toLowerCase(Locale.ROOT),
                    percent(lines.get(0), Verdict.SUPPORTED),
                    percent(lines.get(1), Verdict.CONTRADICTED))));
    table.lines().forEach(context.terminal().out()::println);
    context.terminal().out().println();
    context
        .terminal()
        .paragraph(
            "IN psm: how often it is supported if the truth is as in that simulated world; IN"
                + " lookup: how often it is contradicted if it is as in that one. Of "
                + POWER_DRAWS
                + " sets of data each, gates left aside. A real model's effects may be smaller than"
                + " those of psm.",
            "");
  }

  private static String percent(CalibrationLine line, Verdict verdict) {
    return Math.round(100 * line.ruleShare(verdict).orElse(0)) + " %";
  }

  /**
   * By what replies are foreseen: an earlier run, a simulated world, or calls that are paid for.
   */
  private final class Sampling {
    private final Map<String, ModelName> roles;
    private final List<ModelName> judges;
    private final List<Suite> loaded;
    private final Set<String> runs = new LinkedHashSet<>();
    private int asked;

    Sampling(Map<String, ModelName> roles, List<ModelName> judges, List<Suite> loaded) {
      this.roles = roles;
      this.judges = judges;
      this.loaded = loaded;
    }

    UsageSample of(Plan plan) throws InterruptedException {
      UsageSample sample = new UsageSample();
      EarlierUse.learn(context.reports(reports, context.settings()), plan, sample)
          .ifPresent(runs::add);
      boolean simulated =
          Stream.concat(roles.values().stream(), judges.stream())
              .allMatch(name -> name.provider().equals("simulated"));
      int arms = loaded.stream().mapToInt(suite -> suite.arms().size()).sum();
      int most = pilot > 0 ? pilot : simulated ? SIMULATED_PILOT / arms : 0;
      if (most > 0) {
        try (Models opened =
            new Models(
                context.environment(), loaded, 1, 1, models.calls(context), context.clock())) {
          Map<String, Endpoint> endpoints = new LinkedHashMap<>();
          roles.values().forEach(name -> endpoints.put(name.label(), opened.open(name)));
          asked +=
              Pilot.ask(plan, endpoints, judges.stream().map(opened::open).toList(), most, sample);
        }
      }
      return sample;
    }

    String words(boolean sampled) {
      String from =
          (runs.isEmpty() ? "" : "the answers of " + String.join(", ", runs))
              + (runs.isEmpty() || asked == 0 ? "" : " and ")
              + (asked == 0 ? "" : String.format(Locale.ROOT, "%,d calls made just now", asked));
      return sampled
          ? "Tokens and USD are foreseen from "
              + from
              + "; MOST USD is with every reply at its limit."
          : "Input tokens are estimated from the texts; output tokens are the most that the suites'"
              + " limits allow, without reasoning that a provider adds. --pilot 3 asks a few trials"
              + " first and foresees more closely"
              + (from.isEmpty() ? "." : "; some are foreseen from " + from + ".");
    }
  }
}
