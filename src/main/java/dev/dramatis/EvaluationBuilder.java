package dev.dramatis;

import dev.dramatis.model.Endpoint;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.Limits;
import dev.dramatis.run.Progress;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Problem;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteFinder;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.suite.TrainedModel;
import dev.dramatis.suite.UnknownSuiteException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts an evaluation together: suites, models, where reports go. What is not said is as on the
 * command line: the simulated world, six attempts a call, {@code reports}. Keys come from the
 * environment and {@code .env}; {@code dramatis.yaml} is the command line's, and is not read.
 */
public final class EvaluationBuilder {
  private static final ModelName SIMULATED = ModelName.parse("simulated/psm");

  private final List<Suite> suites = new ArrayList<>();
  private final Map<String, List<ModelName>> byRole = new LinkedHashMap<>();
  private final HandedIn handedIn = new HandedIn();
  private final Map<String, String> variables = new LinkedHashMap<>(System.getenv());
  private final List<ModelName> judges = new ArrayList<>();
  private Optional<ModelName> forAll = Optional.empty();
  private boolean selfJudging;
  private Path reports = Path.of("reports");
  private long seed = 1;
  private long worldSeed = 1;
  private int concurrency = EvaluationRequest.CONCURRENCY;
  private Limits limits = Limits.NONE;
  private CallSettings calls = CallSettings.standard();

  EvaluationBuilder(List<Suite> suites) {
    this.suites.addAll(suites);
  }

  static EvaluationBuilder of(List<Path> named) throws InvalidSuiteException {
    List<Suite> suites = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files(named)) {
      try {
        suites.add(SuiteLoader.load(file));
      } catch (InvalidSuiteException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSuiteException(problems);
    }
    return new EvaluationBuilder(suites);
  }

  private static Set<Path> files(List<Path> named) {
    Set<Path> files = new LinkedHashSet<>();
    try {
      for (Path each : named) {
        files.addAll(SuiteFinder.under(each));
      }
    } catch (UnknownSuiteException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return files;
  }

  /**
   * The model of all roles but {@code base} and {@code other}, which stand for other models than
   * the one that is tested.
   *
   * @param name such as {@code openai/NAME}
   * @throws IllegalArgumentException if it is no name of a model
   */
  public EvaluationBuilder model(String name) {
    forAll = Optional.of(ModelName.parse(name));
    return this;
  }

  /**
   * The model of one role. Of a role that a suite trains, once for every model that was trained.
   *
   * @throws IllegalArgumentException if it is no name of a model
   */
  public EvaluationBuilder model(String role, String name) {
    return model(role, ModelName.parse(name));
  }

  /**
   * A model of one's own for all roles but {@code base} and {@code other}; see {@link
   * dev.dramatis.model.HandedInModel}.
   *
   * @throws IllegalArgumentException if its name is not {@code handed-in/NAME}, or names two
   */
  public EvaluationBuilder model(Endpoint endpoint) {
    forAll = Optional.of(handedIn.add(endpoint));
    return this;
  }

  /**
   * A model of one's own for one role.
   *
   * @throws IllegalArgumentException if its name is not {@code handed-in/NAME}, or names two
   */
  public EvaluationBuilder model(String role, Endpoint endpoint) {
    return model(role, handedIn.add(endpoint));
  }

  private EvaluationBuilder model(String role, ModelName name) {
    byRole.computeIfAbsent(role, first -> new ArrayList<>()).add(name);
    return this;
  }

  /**
   * A further judge, by name.
   *
   * @throws IllegalArgumentException if it is no name of a model
   */
  public EvaluationBuilder judge(String name) {
    judges.add(ModelName.parse(name));
    return this;
  }

  /**
   * A further judge of one's own.
   *
   * @throws IllegalArgumentException if its name is not {@code handed-in/NAME}, or names two
   */
  public EvaluationBuilder judge(Endpoint endpoint) {
    judges.add(handedIn.add(endpoint));
    return this;
  }

  /** Lets a model that is tested judge too. */
  public EvaluationBuilder selfJudging() {
    selfJudging = true;
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

  /** Variables such as {@code OPENAI_API_KEY}, which go before those of the process. */
  public EvaluationBuilder variables(Map<String, String> own) {
    variables.putAll(own);
    return this;
  }

  /**
   * What was put together.
   *
   * @throws IllegalArgumentException if there is no suite, a role has no model, or is none
   */
  public EvaluationRequest request() {
    refuseUnknownRoles();
    ModelName all = forAll.orElse(byRole.isEmpty() ? SIMULATED : null);
    Map<String, ModelName> roles = new LinkedHashMap<>();
    for (String role : Roles.plain(suites)) {
      List<ModelName> own = byRole.getOrDefault(role, List.of());
      if (own.size() > 1) {
        throw new IllegalArgumentException("two models for the role " + role + ".");
      }
      if (!own.isEmpty()) {
        roles.put(role, own.get(0));
      } else if (all != null) {
        Roles.forAll(all, role).ifPresent(name -> roles.put(role, name));
      }
    }
    Map<String, ModelName> bound = new LinkedHashMap<>(roles);
    bound.keySet().retainAll(Roles.asked(suites));
    Map<String, String> jobs = new LinkedHashMap<>();
    TrainedModels.bind(suites, roles, byRole, TrainedModels.SEEDS, TrainedModels.known(Path.of("")))
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
        selfJudging,
        seed,
        worldSeed,
        concurrency,
        limits,
        calls,
        reports,
        List.of());
  }

  private void refuseUnknownRoles() {
    Set<String> known = new LinkedHashSet<>(Roles.plain(suites));
    Set<String> shown = new LinkedHashSet<>(known);
    for (Suite suite : suites) {
      for (TrainedModel trained : TrainedModels.asked(suite)) {
        shown.add(trained.toString());
        known.add(trained.toString());
        known.add(suite.id() + "/" + trained);
      }
    }
    for (String role : byRole.keySet()) {
      if (!known.contains(role)) {
        throw new IllegalArgumentException(
            "no suite has the role \"" + role + "\". Roles: " + String.join(", ", shown) + ".");
      }
    }
  }

  /**
   * Opens the models and freezes the plan.
   *
   * @throws IllegalArgumentException if a model cannot be used as named or as handed in
   * @throws dev.dramatis.model.InvalidModelException if a key or an address is missing
   * @throws UnreadyException if a model cannot be asked
   */
  public Evaluation start() {
    return Evaluation.start(
        request(), handedIn.byLabel(), Environment.read(variables, Path.of("")), Clock.systemUTC());
  }

  /**
   * Asks, labels, decides and writes the reports. The folder is {@link RunRecord#run} in that of
   * {@link #reports}.
   *
   * @throws IOException if the reports cannot be written
   */
  public RunRecord run() throws IOException, InterruptedException {
    try (Evaluation evaluation = start()) {
      return evaluation.run(Progress.NONE, new StopSignal());
    }
  }
}
