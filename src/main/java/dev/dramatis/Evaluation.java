package dev.dramatis;

import dev.dramatis.compare.Baseline;
import dev.dramatis.compare.Comparison;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.model.Abilities;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.ModelSettings;
import dev.dramatis.model.PriceTable;
import dev.dramatis.report.Reports;
import dev.dramatis.run.Asking;
import dev.dramatis.run.Limits;
import dev.dramatis.run.Prices;
import dev.dramatis.run.Progress;
import dev.dramatis.run.Relabelling;
import dev.dramatis.run.RunManifest;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.RunSession;
import dev.dramatis.run.StopSignal;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Replicas;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One evaluation: suites and a binding of models go in, a finished run folder comes out. The one
 * way in for the command line and for library users.
 *
 * <pre>{@code
 * RunRecord record =
 *     Evaluation.of(Path.of("suites/mine.yaml"))
 *         .model("openai/NAME")
 *         .run();
 * record.suite("mine").primary().verdict();
 * }</pre>
 *
 * <p>{@link EvaluationBuilder#start} and {@link #run} do the same in steps, for those who watch and
 * stop a run; {@link #resuming} carries one on.
 */
public final class Evaluation implements AutoCloseable {
  private final RunSession session;
  private final Models models;
  private final Map<String, Endpoint> endpoints;
  private final List<Endpoint> judges;
  private final int concurrency;
  private final Limits limits;
  private final Prices prices;
  private final List<String> warnings;
  private Optional<Comparison> changes = Optional.empty();

  private Evaluation(
      RunSession session,
      Models models,
      Map<String, Endpoint> endpoints,
      List<Endpoint> judges,
      int concurrency,
      Limits limits,
      Prices prices,
      List<String> warnings) {
    this.session = session;
    this.models = models;
    this.endpoints = endpoints;
    this.judges = judges;
    this.concurrency = concurrency;
    this.limits = limits;
    this.prices = prices;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Puts an evaluation of suites together.
   *
   * @param suites files, or folders of which every suite is taken
   * @throws InvalidSuiteException with every problem of all of them
   */
  public static EvaluationBuilder of(Path... suites) throws InvalidSuiteException {
    return EvaluationBuilder.of(List.of(suites));
  }

  /** Puts an evaluation of suites together that are loaded. */
  public static EvaluationBuilder of(List<Suite> suites) {
    return new EvaluationBuilder(suites);
  }

  /**
   * Carries a run on that was begun.
   *
   * @param run its folder
   */
  public static Resumption resuming(Path run) {
    return new Resumption(run);
  }

  /**
   * Opens the models, then freezes the suites and the order of the trials in a new folder.
   *
   * @throws IllegalArgumentException if a model cannot be used as named
   * @throws dev.dramatis.run.JournalException if the folder cannot be written
   */
  public static Evaluation start(EvaluationRequest request, Environment environment, Clock clock) {
    return start(request, Map.of(), environment, clock);
  }

  /**
   * The same with models that the caller has opened.
   *
   * @param handedIn by label, {@code handed-in/NAME}
   * @throws IllegalArgumentException if a model cannot be used as named or as handed in
   */
  public static Evaluation start(
      EvaluationRequest request,
      Map<String, Endpoint> handedIn,
      Environment environment,
      Clock clock) {
    List<ModelName> judgeNames = Judges.of(request);
    HandedIn.check(handedIn, asked(request.roles().values(), judgeNames), request.calls());
    Models models =
        new Models(
            environment,
            request.suites(),
            request.worldSeed(),
            request.concurrency(),
            request.calls(),
            clock,
            handedIn);
    try {
      Map<String, Endpoint> endpoints = open(models, request.roles());
      List<Endpoint> judges = judgeNames.stream().map(models::open).toList();
      Prices prices =
          prices(request.limits(), request.calls(), request.roles().values(), judgeNames);
      Readiness.refuseObjections(request.suites(), request.roles(), endpoints);
      List<String> warnings =
          new ArrayList<>(Readiness.check(request.calls(), endpoints.values(), judges, clock));
      Abilities abilities =
          WaysOfAsking.find(
              request.suites(),
              request.roles(),
              endpoints,
              request.calls().abilities(),
              text -> models.redactor().redact(text));
      warnings.addAll(WaysOfAsking.warnings(request.suites(), request.roles(), abilities));
      Map<String, String> roles = new LinkedHashMap<>();
      request.roles().forEach((role, name) -> roles.put(role, name.toString()));
      RunManifest manifest =
          new RunManifest(
              "",
              Instant.EPOCH,
              Optional.empty(),
              Version.NAME_AND_NUMBER,
              roles,
              request.jobs(),
              judgeNames.stream().map(ModelName::toString).toList(),
              request.calls().of(asked(request.roles().values(), judgeNames)),
              abilities,
              Optional.empty(),
              List.of(),
              List.of(),
              request.seed(),
              request.worldSeed(),
              request.concurrency(),
              request.arguments(),
              "",
              Optional.empty());
      RunSession session =
          RunSession.start(
              request.reports(), manifest, request.suites(), surroundings(models, clock));
      return new Evaluation(
          session,
          models,
          endpoints,
          judges,
          request.concurrency(),
          request.limits(),
          prices,
          warnings);
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /**
   * Opens a run that was begun, to carry it on.
   *
   * @param evenIfChanged whether to go on with the frozen suites although their sources changed
   * @throws dev.dramatis.run.JournalException if it is no run, is held by another process, or a
   *     suite has changed
   */
  public static Evaluation resume(
      Path folder,
      boolean evenIfChanged,
      Optional<Integer> concurrency,
      Limits limits,
      CallSettings given,
      Environment environment,
      Clock clock) {
    return resume(folder, evenIfChanged, concurrency, limits, given, Map.of(), environment, clock);
  }

  /**
   * The same with models that the caller has opened: a run that asked such ones needs them again.
   *
   * @param handedIn by label
   */
  public static Evaluation resume(
      Path folder,
      boolean evenIfChanged,
      Optional<Integer> concurrency,
      Limits limits,
      CallSettings given,
      Map<String, Endpoint> handedIn,
      Environment environment,
      Clock clock) {
    RunManifest manifest = RunManifest.read(folder);
    CallSettings calls = given.withEndpoints(manifest.endpoints());
    Map<String, ModelName> roles = new LinkedHashMap<>();
    manifest.roles().forEach((role, name) -> roles.put(role, ModelName.parse(name)));
    List<ModelName> judgeNames = manifest.judges().stream().map(ModelName::parse).toList();
    HandedIn.check(handedIn, asked(roles.values(), judgeNames), calls);
    int inFlight = concurrency.orElse(manifest.concurrency());
    List<Suite> suites = RunSession.frozenSuites(folder);
    Models models =
        new Models(environment, suites, manifest.worldSeed(), inFlight, calls, clock, handedIn);
    try {
      Map<String, Endpoint> endpoints = open(models, roles);
      List<Endpoint> judges = judgeNames.stream().map(models::open).toList();
      Prices prices = prices(limits, calls, roles.values(), judgeNames);
      List<String> warnings = Readiness.check(calls, endpoints.values(), judges, clock);
      RunSession session = RunSession.open(folder, evenIfChanged, surroundings(models, clock));
      return new Evaluation(session, models, endpoints, judges, inFlight, limits, prices, warnings);
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /**
   * Opens a new run that labels the transcripts of an older one again and asks nothing else.
   *
   * @param judges by whom; with none, by those of the older run
   * @param current whether the suites are taken as their sources are now, not as they were frozen
   * @throws InvalidSuiteException if a suite is no longer valid as it is now
   * @throws dev.dramatis.run.JournalException if it is no run, or the folder cannot be written
   */
  public static Evaluation reclassify(
      Path parent,
      Path reports,
      List<ModelName> judges,
      boolean selfJudging,
      boolean current,
      int concurrency,
      Limits limits,
      CallSettings given,
      List<String> arguments,
      Environment environment,
      Clock clock)
      throws InvalidSuiteException {
    RunManifest old = RunManifest.read(parent);
    Map<String, ModelSettings> known = new LinkedHashMap<>(old.endpoints());
    known.putAll(given.endpoints());
    CallSettings calls = given.withEndpoints(known);
    List<Suite> suites = new ArrayList<>(RunSession.frozenSuites(parent));
    if (current) {
      suites.clear();
      for (RunManifest.Frozen frozen : old.suites()) {
        suites.add(Replicas.of(SuiteLoader.load(Path.of(frozen.source())), old.roles().keySet()));
      }
    }
    Models models = new Models(environment, suites, old.worldSeed(), concurrency, calls, clock);
    try {
      List<ModelName> tested = old.roles().values().stream().map(ModelName::parse).toList();
      List<ModelName> named =
          judges.isEmpty() ? old.judges().stream().map(ModelName::parse).toList() : judges;
      List<ModelName> seated = Judges.of(named, suites, tested, selfJudging);
      List<Endpoint> seats = seated.stream().map(models::open).toList();
      Prices prices = prices(limits, calls, List.of(), seated);
      List<String> warnings = Readiness.check(calls, List.of(), seats, clock);
      RunSession session =
          Relabelling.start(
              parent,
              reports,
              seated.stream().map(ModelName::toString).toList(),
              calls.of(seated),
              suites,
              Version.NAME_AND_NUMBER,
              arguments,
              surroundings(models, clock));
      return new Evaluation(
          session, models, Map.of(), seats, concurrency, limits, prices, warnings);
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /** How the labels of a run that labels again differ from its parent's, by classifier. */
  public Map<String, Relabelling.Change> changes(Path parent) {
    return Relabelling.changes(parent, session);
  }

  /**
   * Decides a run again from its journal and writes its reports anew, without asking anything.
   *
   * @throws IOException if the reports cannot be written
   */
  public static RunRecord report(Path folder, Clock clock)
      throws IOException, InterruptedException {
    return report(folder, clock, comparison -> {});
  }

  /**
   * The same; a run that is held against a baseline is compared again.
   *
   * @param changes takes the comparison, if there is one
   * @throws IOException if the reports cannot be written
   */
  public static RunRecord report(Path folder, Clock clock, Consumer<Comparison> changes)
      throws IOException, InterruptedException {
    RunSession.Surroundings surroundings =
        new RunSession.Surroundings(clock, System::nanoTime, text -> text);
    try (RunSession session = RunSession.open(folder, true, surroundings)) {
      RunRecord record = session.decide();
      write(session, record).ifPresent(changes);
      return record;
    }
  }

  private static Optional<Comparison> write(RunSession session, RunRecord record)
      throws IOException {
    Optional<Comparison> changes =
        Comparisons.withBaseline(session.asDecided(record), session.folder());
    Reports.write(record, session.transcripts(), changes, session.folder());
    return changes;
  }

  /**
   * The prices by which a run is counted.
   *
   * @throws IllegalArgumentException if there is a budget and a model without a known price
   */
  private static Prices prices(
      Limits limits,
      CallSettings calls,
      Collection<ModelName> tested,
      Collection<ModelName> judges) {
    PriceTable table = PriceTable.load(calls.prices());
    if (limits.maxSpendUsd().isPresent()) {
      asked(tested, judges).stream()
          .filter(name -> table.price(name, 0).isEmpty())
          .findFirst()
          .ifPresent(
              name -> {
                throw new IllegalArgumentException(
                    "the price of "
                        + name.label()
                        + " is not known, so no budget can be kept: state it in "
                        + Settings.FILE
                        + " as the price of an endpoint, or use --max-calls instead.");
              });
    }
    return new TablePrices(table);
  }

  private static List<ModelName> asked(Collection<ModelName> tested, Collection<ModelName> judges) {
    return Stream.concat(tested.stream(), judges.stream()).toList();
  }

  private static Map<String, Endpoint> open(Models models, Map<String, ModelName> roles) {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    roles.values().stream()
        .distinct()
        .forEach(
            name -> {
              if (endpoints.put(name.label(), models.open(name)) != null) {
                throw new IllegalArgumentException(
                    "two servers for one model name, "
                        + name.label()
                        + ": a run tells models apart by name.");
              }
            });
    return endpoints;
  }

  private static RunSession.Surroundings surroundings(Models models, Clock clock) {
    return new RunSession.Surroundings(
        clock, System::nanoTime, text -> models.redactor().redact(text));
  }

  /** What was found out about the models that does not forbid asking them; a sentence each. */
  public List<String> warnings() {
    return warnings;
  }

  /** The run's folder. */
  public Path folder() {
    return session.folder();
  }

  /** What the run is. */
  public RunManifest manifest() {
    return session.manifest();
  }

  /**
   * Asks what is not yet answered, decides, and writes the reports. Whatever stops it, what was
   * finished is kept.
   *
   * @throws IOException if the reports cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public RunRecord run(Progress progress, StopSignal stop)
      throws IOException, InterruptedException {
    RunRecord record =
        session.carryOn(new Asking(endpoints, judges, concurrency, limits, prices), progress, stop);
    changes = write(session, record);
    return record;
  }

  /**
   * Has the run held against an accepted one once it is decided; its folder keeps a copy.
   *
   * @throws IOException if the copy cannot be written
   */
  public void holdAgainst(RunDigest baseline) throws IOException {
    Baseline.write(baseline, session.folder().resolve(Baseline.FILE));
  }

  /** How the run, once it is decided, differs from its baseline; empty if it has none. */
  public Optional<Comparison> changes() {
    return changes;
  }

  @Override
  public void close() {
    session.close();
    models.close();
  }
}
