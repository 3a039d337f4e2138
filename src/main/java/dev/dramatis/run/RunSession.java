package dev.dramatis.run;

import static java.util.Objects.requireNonNull;

import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
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
  private final RunContents contents;
  private final Journal journal;
  private final Clock clock;
  private final LongSupplier nanos;
  private final UnaryOperator<String> redact;
  private RunManifest manifest;

  /** What a session needs from outside: time, and what takes secrets out of what is written. */
  public record Surroundings(Clock clock, LongSupplier nanos, UnaryOperator<String> redact) {}

  private RunSession(
      Path folder, RunManifest manifest, List<Suite> suites, Surroundings surroundings) {
    this.folder = folder;
    this.manifest = manifest;
    this.clock = surroundings.clock();
    this.nanos = surroundings.nanos();
    this.redact = surroundings.redact();
    this.journal = Journal.open(folder.resolve(RunFolder.JOURNAL), surroundings.redact());
    try {
      this.contents = new RunContents(folder, manifest, suites, clock);
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
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
    return contents.plans();
  }

  /**
   * Asks what is not yet answered, and decides. Whatever stops it, what was finished is kept.
   *
   * @param stop when it is given, what is in flight is finished and nothing else begun
   */
  public RunRecord carryOn(Asking asking, Progress progress, StopSignal stop)
      throws InterruptedException {
    JournalIndex index = contents.index();
    long planned = contents.planned();
    Counters counters = new Counters(planned, asking.prices(), manifest.frozen());
    Instant started = clock.instant();
    Map<String, BitSet> settled = new LinkedHashMap<>();
    long finished = 0;
    for (Plan plan : contents.plans()) {
      BitSet done = contents.restore(plan, counters, false, this::keep);
      settled.put(plan.suite().id(), done);
      finished += done.cardinality();
    }
    index.forEachJudgement(counters::add);
    Allowance allowance = new Allowance(asking.limits(), counters.knownSpend(), stop, nanos);
    String state;
    try (RunLog log = new RunLog(folder, progress, clock, redact)) {
      log.started(planned, finished);
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
              contents.judges(),
              asking.judges().stream().map(Seat::new).toList(),
              Judgements.in(journal, index),
              interview,
              new JudgeAllowance(allowance, asking.prices()),
              runner::judged);
      for (Plan plan : contents.plans()) {
        if (stop.reason().isEmpty()) {
          runner.check(new GoldCheck(plan.suite(), bench), asking.concurrency());
        }
        if (stop.reason().isEmpty()) {
          String suite = plan.suite().id();
          runner.run(
              plan,
              requireNonNull(settled.get(suite)),
              contents.outcomes(suite),
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
    Counters counters = contents.restoreAll(this::keep);
    Instant finished = manifest.finished().orElseGet(clock::instant);
    return decide(counters, manifest.frozen(), finished, manifest.state());
  }

  private RunRecord decide(Counters counters, Instant started, Instant finished, String state)
      throws InterruptedException {
    List<SuiteResult> results = contents.results();
    RunRecord.Counts counts = counters.counts();
    manifest = manifest.stopped(finished, state, counts, verdicts(results));
    manifest.write(folder);
    return contents.record(results, counts, started, finished);
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

  private void keep(LabelRow labels) {
    contents.index().addLabel(labels.trial(), journal.append(RowCodec.encode(labels)));
  }

  /** The labels of a trial as the journal has them. */
  Optional<LabelRow> labels(String trial) {
    return contents.index().labels(trial);
  }

  /**
   * The run as it stands, with what was decided. It is open for as long as this session is.
   *
   * @param record what {@link #carryOn} or {@link #decide} gave
   */
  public FinishedRun asDecided(RunRecord record) {
    return new FinishedRun(manifest, contents, record);
  }

  /** The conversations as they were had. */
  public TranscriptSource transcripts() {
    return contents.transcripts();
  }

  @Override
  public void close() {
    contents.close();
    journal.close();
  }
}
