package dev.dramatis.cli;

import dev.dramatis.Comparisons;
import dev.dramatis.Evaluation;
import dev.dramatis.EvaluationRequest;
import dev.dramatis.Settings;
import dev.dramatis.TrainingRequest;
import dev.dramatis.TrainingSession;
import dev.dramatis.compare.Baseline;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.model.ModelName;
import dev.dramatis.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = "Asks the suites' probes, labels the answers, decides and reports.",
    footer = {"", "With no --model it is a simulated world, whatever keys are set."})
final class RunCommand implements Callable<Integer> {
  private final Context context;

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions models;
  @Mixin private LimitOptions limits;
  @Mixin private TrainingOptions training;
  @Mixin private AnnotationOptions annotations;

  @Parameters(
      paramLabel = "SUITE",
      arity = "0..*",
      description = "A suite's id or file (default: all suites).")
  private List<String> suites = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the order of the probes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--world-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the simulated worlds (default: ${DEFAULT-VALUE}).")
  private long worldSeed;

  @Option(
      names = "-j",
      paramLabel = "N",
      defaultValue = "20",
      description = "Trials in flight at once, at most (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description = "Where the run's folder is made (default: reports).")
  private Optional<Path> reports = Optional.empty();

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "VERDICT",
      description =
          "What of a primary makes the exit code 3: contradicted (default), inconclusive,"
              + " not-tested, changed (beyond chance since the baseline), or never.")
  private List<String> failOn = new ArrayList<>(List.of("contradicted"));

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "An accepted run that this one is held against; see the command baseline. What changed"
              + " is told in three lines.")
  private Optional<Path> baseline = Optional.empty();

  @Option(
      names = "--train",
      description =
          "Train first what the suites ask for and is not trained yet; see the command train.")
  private boolean train;

  RunCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    FailOn failing = FailOn.of(failOn).withBaseline(baseline.isPresent(), "say --baseline FILE.");
    Optional<RunDigest> accepted = baseline.map(file -> Baseline.read(context.path(file)));
    List<Suite> loaded = context.suites(suites);
    Settings settings = context.settings();
    if (train) {
      WatchedTraining.End end = trained(loaded, settings);
      if (!end.ready()) {
        return end.code();
      }
    }
    ModelOptions.Bound roles = models.roles(loaded, settings, context.workingDirectory());
    EvaluationRequest request =
        new EvaluationRequest(
            loaded,
            roles.models(),
            roles.jobs(),
            models.judges(settings),
            models.selfJudging(),
            seed,
            worldSeed,
            WatchedRun.inFlight(concurrency),
            limits.limits(),
            models.calls(context),
            context.reports(reports, settings),
            spec.commandLine().getParseResult().originalArgs());
    return new WatchedRun(context)
        .carryOut(() -> start(request, accepted), failing, annotations.of(context));
  }

  private Evaluation start(EvaluationRequest request, Optional<RunDigest> accepted)
      throws IOException {
    accepted.ifPresent(digest -> Comparisons.refuseStrangers(digest, request.suites()));
    Evaluation evaluation = Evaluation.start(request, context.environment(), context.clock());
    if (accepted.isPresent()) {
      evaluation.holdAgainst(accepted.get());
    }
    return evaluation;
  }

  /** Trains what is to be trained over a network; simulated models need none of it. */
  private WatchedTraining.End trained(List<Suite> loaded, Settings settings) throws Exception {
    Map<String, ModelName> plain = models.plainRoles(loaded, settings);
    List<Suite> remote =
        loaded.stream()
            .filter(
                suite ->
                    suite.trainings().byId().values().stream()
                        .map(each -> plain.get(suite.trainings().root(each)))
                        .anyMatch(base -> base == null || !base.provider().equals("simulated")))
            .toList();
    if (remote.isEmpty()) {
      return WatchedTraining.End.READY;
    }
    TrainingRequest request =
        new TrainingRequest(
            remote,
            plain,
            models.seeds(),
            context.workingDirectory(),
            training.command(settings),
            training.patience(),
            models.calls(context));
    try (TrainingSession session =
        TrainingSession.open(request, context.environment(), context.clock())) {
      return new WatchedTraining(context).carryOut(session, training);
    }
  }
}
