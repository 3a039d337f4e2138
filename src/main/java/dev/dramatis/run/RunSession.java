package dev.dramatis.run;

import static java.util.Objects.requireNonNull;

import dev.dramatis.model.ModelName;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import dev.dramatis.verdict.Gating;
import dev.dramatis.verdict.PrimaryAdjustment;
import dev.dramatis.verdict.SuiteEvaluation;
import dev.dramatis.verdict.SuiteResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * One run from its plan to its verdicts: it can stop at any moment and be carried on. One process
 * at a time may hold it.
 */
public final class RunSession implements AutoCloseable {
  private final Path folder;
  private final List<Suite> suites;
  private final List<Plan> plans = new ArrayList<>();
  private final Map<String, OutcomeTable> outcomes = new LinkedHashMap<>();
  private final Map<String, Labeller> labellers = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> unaskable = new LinkedHashMap<>();
  private final Journal journal;
  private final JournalIndex index;
  private final Clock clock;
  private final LongSupplier nanos;
  private final UnaryOperator<String> redact;
  private final JudgeBench reader;
  private RunManifest manifest;

  /** What a session needs from outside: time, and what takes secrets out of what is written. */
  public record Surroundings(Clock clock, LongSupplier nanos, UnaryOperator<String> redact) {}

  private RunSession(
      Path folder, RunManifest manifest, List<Suite> suites, Surroundings surroundings) {
    this.folder = folder;
    this.manifest = manifest;
    this.suites = List.copyOf(suites);
    this.clock = surroundings.clock();
    this.nanos = surroundings.nanos();
    this.redact = surroundings.redact();
    Map<String, String> labels = new LinkedHashMap<>();
    manifest.roles().forEach((role, name) -> labels.put(role, ModelName.parse(name).label()));
    for (Suite suite : suites) {
      Map<String, String> arms = Unaskable.arms(suite, labels, manifest.abilities());
      unaskable.put(suite.id(), arms);
      plans.add(Plan.of(suite, labels, arms.keySet(), manifest.seed()));
      outcomes.put(suite.id(), new OutcomeTable(suite));
    }
    Path file = folder.resolve(RunFolder.JOURNAL);
    this.journal = Journal.open(file, surroundings.redact());
    try {
      this.index = JournalIndex.read(file);
    } catch (JournalException e) {
      journal.close();
      throw e;
    }
    reader =
        new JudgeBench(
            manifest.judges().stream().map(name -> ModelName.parse(name).label()).toList(),
            List.of(),
            Judgements.in(journal, index),
            new Interview(clock, redact),
            JudgeBench.Gate.OPEN,
            JudgeBench.Listener.NONE);
    suites.forEach(suite -> labellers.put(suite.id(), new Labeller(suite, reader)));
  }

  /**
   * Freezes the suites and the order in a new folder.
   *
   * @param manifest without a name yet; its suites are filled in
   * @throws JournalException if the folder cannot be written
   */
  public static RunSession start(
      Path reports, RunManifest manifest, List<Suite> suites, Surroundings surroundings) {
    Path folder = freeze(reports, manifest, suites, surroundings);
    return new RunSession(folder, RunManifest.read(folder), suites, surroundings);
  }

  /** Makes the folder of a run, with its manifest and the frozen suites, and says where. */
  static Path freeze(
      Path reports, RunManifest manifest, List<Suite> suites, Surroundings surroundings) {
    Instant now = surroundings.clock().instant();
    Path folder = RunFolder.create(reports, now, suites, manifest.roles(), manifest.seed());
    RunFolder.freeze(folder, suites);
    RunManifest named =
        new RunManifest(
            folder.getFileName().toString(),
            now,
            Optional.empty(),
            manifest.program(),
            manifest.roles(),
            manifest.jobs(),
            manifest.judges(),
            manifest.endpoints(),
            manifest.abilities(),
            manifest.parent(),
            manifest.deviations(),
            suites.stream()
                .map(
                    suite ->
                        new RunManifest.Frozen(
                            suite.id(),
                            suite.hash(),
                            suite.file().toAbsolutePath().toString(),
                            suite.files(),
                            Map.of()))
                .toList(),
            manifest.seed(),
            manifest.worldSeed(),
            manifest.concurrency(),
            manifest.arguments().stream().map(surroundings.redact()).toList(),
            "running",
            Optional.empty());
    named.write(folder);
    return folder;
  }

  /**
   * Opens a run that was begun.
   *
   * @param evenIfChanged whether to go on with the frozen suites although their sources changed
   * @throws JournalException if it is no run, is held by another process, or a suite has changed
   */
  public static RunSession open(Path folder, boolean evenIfChanged, Surroundings surroundings) {
    RunManifest manifest = RunManifest.read(folder);
    List<Suite> suites = RunFolder.suites(folder, manifest);
    if (!evenIfChanged) {
      List<String> changed =
          manifest.suites().stream()
              .flatMap(frozen -> RunFolder.changedSince(frozen).stream())
              .toList();
      if (!changed.isEmpty()) {
        throw new JournalException(
            "Changed since the run began: "
                + String.join(", ", changed)
                + ". Put the old text back, start a new run, or go on with the frozen copy"
                + " (--frozen).");
      }
    }
    return new RunSession(folder, manifest, suites, surroundings);
  }

  /**
   * The suites of a run as they were when it began.
   *
   * @throws JournalException if it is no run, or a frozen file was changed
   */
  public static List<Suite> frozenSuites(Path folder) {
    return RunFolder.suites(folder, RunManifest.read(folder));
  }

  public Path folder() {
    return folder;
  }

  public RunManifest manifest() {
    return manifest;
  }

  /** The plans, a suite each. */
  public List<Plan> plans() {
    return List.copyOf(plans);
  }

  /**
   * Asks what is not yet answered, and decides. Whatever stops it, what was finished is kept.
   *
   * @param stop when it is given, what is in flight is finished and nothing else begun
   */
  public RunRecord carryOn(Asking asking, Progress progress, StopSignal stop)
      throws InterruptedException {
    Counters counters = new Counters(planned(), asking.prices(), manifest.frozen());
    Instant started = clock.instant();
    Map<String, BitSet> settled = new LinkedHashMap<>();
    long finished = 0;
    for (Plan plan : plans) {
      BitSet done = restore(plan, counters, false);
      settled.put(plan.suite().id(), done);
      finished += done.cardinality();
    }
    index.forEachJudgement(counters::add);
    Allowance allowance = new Allowance(asking.limits(), counters.knownSpend(), stop, nanos);
    String state;
    try (RunLog log = new RunLog(folder, progress, clock, redact)) {
      log.started(planned(), finished);
      Interview interview = new Interview(clock, redact);
      Runner runner =
          new Runner(
              asking.endpoints(),
              journal,
              index,
              counters,
              log,
              stop,
              interview,
              allowance,
              asking.prices(),
              new Workers(stop, allowance::tick, nanos));
      JudgeBench bench =
          new JudgeBench(
              reader.names(),
              asking.judges().stream().map(Seat::new).toList(),
              Judgements.in(journal, index),
              interview,
              new JudgeAllowance(allowance, asking.prices()),
              runner::judged);
      for (Plan plan : plans) {
        if (stop.reason().isEmpty()) {
          runner.check(new GoldCheck(plan.suite(), bench), asking.concurrency());
        }
        if (stop.reason().isEmpty()) {
          String suite = plan.suite().id();
          runner.run(
              plan,
              requireNonNull(settled.get(suite)),
              table(suite),
              new Labeller(plan.suite(), bench),
              asking.concurrency());
        }
      }
      state =
          stop.reason()
              .map(reason -> reason.name().toLowerCase(Locale.ROOT).replace('_', ' '))
              .orElse("complete");
      log.line("stopped: " + state);
    }
    journal.append(RowCodec.end(state, clock.instant()));
    return decide(counters, started, clock.instant(), state);
  }

  /** Decides again from what the journal holds, without asking anything. */
  public RunRecord decide() throws InterruptedException {
    Counters counters = new Counters(planned(), Prices.UNKNOWN, manifest.frozen());
    for (Plan plan : plans) {
      restore(plan, counters, true);
    }
    index.forEachJudgement(counters::add);
    // Prices change; what a run cost was settled when it was asked.
    manifest.counts().ifPresent(counts -> counters.settle(counts.spendUsd()));
    Instant finished = manifest.finished().orElseGet(clock::instant);
    return decide(counters, manifest.frozen(), finished, manifest.state());
  }

  private RunRecord decide(Counters counters, Instant started, Instant finished, String state)
      throws InterruptedException {
    List<SuiteResult> results = new ArrayList<>();
    for (Suite suite : suites) {
      results.add(
          SuiteEvaluation.of(
                  suite,
                  table(suite.id()),
                  Gating.ON,
                  new GoldCheck(suite, reader).evidence(),
                  unaskable.getOrDefault(suite.id(), Map.of()))
              .withFittedDoses());
    }
    boolean simulated =
        manifest.roles().values().stream()
            .allMatch(name -> ModelName.parse(name).provider().equals("simulated"));
    RunRecord.Counts counts = counters.counts();
    manifest = manifest.stopped(finished, state, counts, verdicts(results));
    manifest.write(folder);
    Map<String, String> labels = new LinkedHashMap<>();
    manifest.roles().forEach((role, name) -> labels.put(role, ModelName.parse(name).label()));
    return new RunRecord(
        manifest.run(),
        manifest.frozen(),
        started,
        finished,
        manifest.program(),
        labels,
        manifest.jobs(),
        reader.names(),
        manifest.endpoints(),
        manifest.parent(),
        simulated,
        manifest.seed(),
        manifest.worldSeed(),
        counts.asked() == counts.planned(),
        counts,
        manifest.arguments(),
        manifest.deviations(),
        results,
        PrimaryAdjustment.of(results),
        EarlierRuns.find(folder, manifest, suites));
  }

  private List<RunManifest.Frozen> verdicts(List<SuiteResult> results) {
    List<RunManifest.Frozen> decided = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      RunManifest.Frozen frozen = manifest.suites().get(i);
      Map<String, String> verdicts = new LinkedHashMap<>();
      results
          .get(i)
          .predictions()
          .forEach(result -> verdicts.put(result.prediction().id(), result.verdict().name()));
      decided.add(
          new RunManifest.Frozen(
              frozen.id(), frozen.hash(), frozen.source(), frozen.files(), verdicts));
    }
    return decided;
  }

  /**
   * Takes over what the journal holds of a plan, labelling again what other classifiers labelled,
   * as far as that needs no judge that has not answered yet.
   *
   * @param countFailures whether failed trials are final; before they are asked again they are not
   * @return the places of the trials of which nothing is missing
   */
  private BitSet restore(Plan plan, Counters counters, boolean countFailures)
      throws InterruptedException {
    Labeller labeller = labeller(plan.suite().id());
    OutcomeTable table = table(plan.suite().id());
    BitSet settled = new BitSet(plan.size());
    for (int i = 0; i < plan.size(); i++) {
      Trial trial = plan.trial(i);
      Optional<TrialRow> row = index.trial(trial.id());
      if (row.isPresent()) {
        Optional<LabelRow> labels = Optional.empty();
        if (row.get().failure().isEmpty()) {
          Labeller.Labelling labelling = labels(trial, row.get(), labeller);
          labels = Optional.of(labelling.row());
          settled.set(i, labelling.complete());
        }
        if (row.get().failure().isEmpty() || countFailures) {
          counters.add(row.get(), trial.model());
        }
        table.put(trial, Labeller.outcome(trial.arm(), row.get(), labels));
      }
    }
    return settled;
  }

  private Labeller.Labelling labels(Trial trial, TrialRow row, Labeller labeller)
      throws InterruptedException {
    Optional<LabelRow> known =
        index.labels(trial.id()).filter(labels -> labeller.isCurrent(labels, trial));
    if (known.isPresent()) {
      return new Labeller.Labelling(known.get(), true);
    }
    Labeller.Labelling labels = labeller.label(trial, row);
    if (labels.complete()) {
      index.addLabel(trial.id(), journal.append(RowCodec.encode(labels.row())));
    }
    return labels;
  }

  private long planned() {
    return plans.stream().mapToLong(Plan::size).sum();
  }

  private OutcomeTable table(String suite) {
    return requireNonNull(outcomes.get(suite));
  }

  private Labeller labeller(String suite) {
    return requireNonNull(labellers.get(suite));
  }

  /** The labels of a trial as the journal has them. */
  Optional<LabelRow> labels(String trial) {
    return index.labels(trial);
  }

  /** The conversations as they were had. */
  public TranscriptSource transcripts() {
    return new JournalTranscripts(plans, index);
  }

  @Override
  public void close() {
    index.close();
    journal.close();
  }
}
