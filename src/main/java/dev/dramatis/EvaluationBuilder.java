package dev.dramatis;

import dev.dramatis.model.Endpoint;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.Limits;
import dev.dramatis.run.Progress;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts an evaluation together: suites, models, where reports go. What is not said is as on the
 * command line: the simulated world, five attempts, {@code reports}. Keys come from the environment
 * and {@code .env}.
 */
public final class EvaluationBuilder {
  private static final ModelName SIMULATED = ModelName.parse("simulated/psm");

  private final List<Suite> suites = new ArrayList<>();
  private final Map<String, ModelName> byRole = new LinkedHashMap<>();
  private final Map<String, Endpoint> handedIn = new LinkedHashMap<>();
  private final List<ModelName> judges = new ArrayList<>();
  private Optional<ModelName> forAll = Optional.empty();
  private Path reports = Path.of("reports");
  private long seed = 1;
  private long worldSeed = 1;
  private int concurrency = EvaluationRequest.CONCURRENCY;
  private Limits limits = Limits.NONE;
  private CallSettings calls = CallSettings.standard();

  EvaluationBuilder(List<Suite> suites) {
    this.suites.addAll(suites);
  }

  static EvaluationBuilder of(List<Path> files) throws InvalidSuiteException {
    List<Suite> suites = new ArrayList<>();
    for (Path file : files) {
      suites.add(SuiteLoader.load(file));
    }
    return new EvaluationBuilder(suites);
  }

  /**
   * The model of all roles.
   *
   * @param name such as {@code openai/NAME}
   * @throws IllegalArgumentException if it is no name of a model
   */
  public EvaluationBuilder model(String name) {
    forAll = Optional.of(ModelName.parse(name));
    return this;
  }

  /** The model of one role. */
  public EvaluationBuilder model(String role, String name) {
    byRole.put(role, ModelName.parse(name));
    return this;
  }

  /** A model of one's own for all roles; see {@link dev.dramatis.model.HandedInModel}. */
  public EvaluationBuilder model(Endpoint endpoint) {
    handedIn.put(endpoint.name().label(), endpoint);
    forAll = Optional.of(endpoint.name());
    return this;
  }

  /** A model of one's own for one role. */
  public EvaluationBuilder model(String role, Endpoint endpoint) {
    handedIn.put(endpoint.name().label(), endpoint);
    byRole.put(role, endpoint.name());
    return this;
  }

  /** A further judge, by name. */
  public EvaluationBuilder judge(String name) {
    judges.add(ModelName.parse(name));
    return this;
  }

  /** A further judge of one's own. */
  public EvaluationBuilder judge(Endpoint endpoint) {
    handedIn.put(endpoint.name().label(), endpoint);
    judges.add(endpoint.name());
    return this;
  }

  /** Where the run's folder is made. */
  public EvaluationBuilder reports(Path folder) {
    reports = folder;
    return this;
  }

  /** The seed of the order of the probes. */
  public EvaluationBuilder seed(long number) {
    seed = number;
    return this;
  }

  /** The seed of the simulated worlds. */
  public EvaluationBuilder worldSeed(long number) {
    worldSeed = number;
    return this;
  }

  /** Trials in flight at once, at most. */
  public EvaluationBuilder concurrency(int trials) {
    concurrency = trials;
    return this;
  }

  /** Where the run stops although its plan goes on. */
  public EvaluationBuilder limits(Limits caps) {
    limits = caps;
    return this;
  }

  /** How models are called. */
  public EvaluationBuilder calls(CallSettings settings) {
    calls = settings;
    return this;
  }

  /** What was put together. */
  public EvaluationRequest request() {
    ModelName all = forAll.orElse(byRole.isEmpty() ? SIMULATED : null);
    Map<String, ModelName> roles = new LinkedHashMap<>();
    for (String role : Roles.plain(suites)) {
      ModelName own = byRole.get(role);
      if (own != null) {
        roles.put(role, own);
      } else if (all != null) {
        Roles.forAll(all, role).ifPresent(name -> roles.put(role, name));
      }
    }
    for (String role : byRole.keySet()) {
      if (!roles.containsKey(role)) {
        throw new IllegalArgumentException(
            "no suite has the role \"" + role + "\". Roles: " + Roles.plain(suites) + ".");
      }
    }
    Map<String, ModelName> bound = new LinkedHashMap<>(roles);
    bound.keySet().retainAll(Roles.asked(suites));
    Map<String, String> jobs = new LinkedHashMap<>();
    TrainedModels.bind(
            suites, roles, Map.of(), TrainedModels.SEEDS, TrainedModels.known(Path.of("")))
        .forEach(
            (role, found) -> {
              bound.put(role, found.model());
              found.job().ifPresent(job -> jobs.put(role, job));
            });
    return new EvaluationRequest(
        suites,
        bound,
        jobs,
        judges,
        false,
        seed,
        worldSeed,
        concurrency,
        limits,
        calls,
        reports,
        List.of());
  }

  /**
   * Opens the models and freezes the plan.
   *
   * @throws IllegalArgumentException if a model cannot be used as named
   */
  public Evaluation start() {
    return Evaluation.start(
        request(), handedIn, Environment.read(System.getenv(), Path.of("")), Clock.systemUTC());
  }

  /**
   * Asks, labels, decides and writes the reports.
   *
   * @throws IOException if the reports cannot be written
   */
  public RunRecord run() throws IOException, InterruptedException {
    try (Evaluation evaluation = start()) {
      return evaluation.run(Progress.NONE, new StopSignal());
    }
  }
}
