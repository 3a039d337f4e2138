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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run's folder holds, as far as verdicts need it: its plans, what became of their trials,
 * and how these are labelled. Reads alone; who writes the journal hands in what keeps new labels.
 */
final class RunContents implements AutoCloseable {
  /** Labels that are made anew are not kept. */
  static final Consumer<LabelRow> KEEP_NOTHING = row -> {};

  private final Path folder;
  private final RunManifest manifest;
  private final List<Suite> suites;
  private final List<Plan> plans = new ArrayList<>();
  private final Map<String, OutcomeTable> outcomes = new LinkedHashMap<>();
  private final Map<String, Labeller> labellers = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> unaskable = new LinkedHashMap<>();
  private final Map<String, String> models = new LinkedHashMap<>();
  private final JournalIndex index;
  private final JudgeBench reader;

  /**
   * @throws JournalException if the journal cannot be read
   */
  RunContents(Path folder, RunManifest manifest, List<Suite> suites, Clock clock) {
    this.folder = folder;
    this.manifest = manifest;
    this.suites = List.copyOf(suites);
    manifest.roles().forEach((role, name) -> models.put(role, ModelName.parse(name).label()));
    for (Suite suite : suites) {
      Map<String, String> arms = Unaskable.arms(suite, models, manifest.abilities());
      unaskable.put(suite.id(), arms);
      plans.add(Plan.of(suite, models, arms.keySet(), manifest.seed()));
      outcomes.put(suite.id(), new OutcomeTable(suite));
    }
    this.index = JournalIndex.read(folder.resolve(RunFolder.JOURNAL));
    this.reader =
        new JudgeBench(
            manifest.judges().stream().map(name -> ModelName.parse(name).label()).toList(),
            List.of(),
            Judgements.in(index),
            new Interview(clock, text -> text),
            JudgeBench.Gate.OPEN,
            JudgeBench.Listener.NONE);
    suites.forEach(suite -> labellers.put(suite.id(), new Labeller(suite, reader)));
  }

  List<Suite> suites() {
    return suites;
  }

  /** The plans, a suite each. */
  List<Plan> plans() {
    return List.copyOf(plans);
  }

  JournalIndex index() {
    return index;
  }

  /** The names, without server, of the models that label. */
  List<String> judges() {
    return reader.names();
  }

  OutcomeTable outcomes(String suite) {
    return requireNonNull(outcomes.get(suite));
  }

  Labeller labeller(String suite) {
    return requireNonNull(labellers.get(suite));
  }

  long planned() {
    return plans.stream().mapToLong(Plan::size).sum();
  }

  /**
   * Takes over what the journal holds of a plan, labelling again what other classifiers labelled,
   * as far as that needs no judge that has not answered yet.
   *
   * @param countFailures whether failed trials are final; before they are asked again they are not
   * @param keep takes the labels that were made anew
   * @return the places of the trials of which nothing is missing
   */
  BitSet restore(Plan plan, Counters counters, boolean countFailures, Consumer<LabelRow> keep)
      throws InterruptedException {
    Labeller labeller = labeller(plan.suite().id());
    OutcomeTable table = outcomes(plan.suite().id());
    BitSet settled = new BitSet(plan.size());
    for (int i = 0; i < plan.size(); i++) {
      Trial trial = plan.trial(i);
      Optional<TrialRow> row = index.trial(trial.id());
      if (row.isPresent()) {
        Optional<LabelRow> labels = Optional.empty();
        if (row.get().failure().isEmpty()) {
          Labeller.Labelling labelling = labels(trial, row.get(), labeller, keep);
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

  private Labeller.Labelling labels(
      Trial trial, TrialRow row, Labeller labeller, Consumer<LabelRow> keep)
      throws InterruptedException {
    Optional<LabelRow> known =
        index.labels(trial.id()).filter(labels -> labeller.isCurrent(labels, trial));
    if (known.isPresent()) {
      return new Labeller.Labelling(known.get(), true);
    }
    Labeller.Labelling labels = labeller.label(trial, row);
    if (labels.complete()) {
      keep.accept(labels.row());
    }
    return labels;
  }

  /** Takes over everything that the journal holds, failures as final, and counts it. */
  Counters restoreAll(Consumer<LabelRow> keep) throws InterruptedException {
    Counters counters = new Counters(planned(), Prices.UNKNOWN, manifest.frozen());
    for (Plan plan : plans) {
      restore(plan, counters, true, keep);
    }
    index.forEachJudgement(counters::add);
    // Prices change; what a run cost was settled when it was asked.
    manifest.counts().ifPresent(counts -> counters.settle(counts.spendUsd()));
    return counters;
  }

  /** What the outcomes so far say about every suite. */
  List<SuiteResult> results() throws InterruptedException {
    List<SuiteResult> results = new ArrayList<>();
    for (Suite suite : suites) {
      results.add(
          SuiteEvaluation.of(
                  suite,
                  outcomes(suite.id()),
                  Gating.ON,
                  new GoldCheck(suite, reader).evidence(),
                  unaskable.getOrDefault(suite.id(), Map.of()))
              .withFittedDoses());
    }
    return results;
  }

  /** The record of the run with these results. */
  RunRecord record(
      List<SuiteResult> results, RunRecord.Counts counts, Instant started, Instant finished) {
    boolean simulated =
        manifest.roles().values().stream()
            .allMatch(name -> ModelName.parse(name).provider().equals("simulated"));
    return new RunRecord(
        manifest.run(),
        manifest.frozen(),
        started,
        finished,
        manifest.program(),
        models,
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

  /** The conversations as they were had. */
  TranscriptSource transcripts() {
    return new JournalTranscripts(plans, index);
  }

  @Override
  public void close() {
    index.close();
  }
}
