package dev.dramatis.run;

import static java.util.Objects.requireNonNull;

import dev.dramatis.model.Endpoint;
import dev.dramatis.model.FailedCall;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Trial;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks the trials of a plan that are not yet answered, several at a time and in the plan's order,
 * and journals and labels each as it is finished; what was answered and not yet labelled is
 * labelled.
 */
final class Runner {
  private final Map<String, Endpoint> endpoints;
  private final Journal journal;
  private final JournalIndex index;
  private final Counters counters;
  private final Progress progress;
  private final StopSignal stop;
  private final Interview interview;
  private final Allowance allowance;
  private final Prices prices;
  private final Workers workers;
  private final Breaker breaker = new Breaker();

  /**
   * @param endpoints by the model's name as the trials have it; trials of other models are left as
   *     they are
   */
  Runner(
      Map<String, Endpoint> endpoints,
      Journal journal,
      JournalIndex index,
      Counters counters,
      Progress progress,
      StopSignal stop,
      Interview interview,
      Allowance allowance,
      Prices prices,
      Workers workers) {
    this.endpoints = Map.copyOf(endpoints);
    this.journal = journal;
    this.index = index;
    this.counters = counters;
    this.progress = progress;
    this.stop = stop;
    this.interview = interview;
    this.allowance = allowance;
    this.prices = prices;
    this.workers = workers;
  }

  /**
   * Asks what is missing of one suite.
   *
   * @param settled the places in the plan of trials of which nothing is missing
   * @param concurrency trials in flight at once, at most
   * @throws JournalException if the journal cannot be written; what was journalled stays
   */
  void run(Plan plan, BitSet settled, OutcomeTable outcomes, Labeller labeller, int concurrency)
      throws InterruptedException {
    workers.run(
        plan.size(),
        concurrency,
        i -> {
          if (!settled.get(i)) {
            carryOn(plan.trial(i), outcomes, labeller);
          }
        });
  }

  /** Has the judges label the gold items. */
  void check(GoldCheck gold, int concurrency) throws InterruptedException {
    workers.run(gold.size(), concurrency, gold::judge);
  }

  private void carryOn(Trial trial, OutcomeTable outcomes, Labeller labeller)
      throws InterruptedException {
    Optional<TrialRow> known =
        index.isAnswered(trial.id()) ? index.trial(trial.id()) : Optional.empty();
    if (known.isPresent()) {
      label(trial, known.get(), outcomes, labeller);
    } else if (endpoints.containsKey(trial.model())) {
      ask(trial, outcomes, labeller);
    }
  }

  private void ask(Trial trial, OutcomeTable outcomes, Labeller labeller)
      throws InterruptedException {
    Endpoint endpoint = requireNonNull(endpoints.get(trial.model()), trial.model());
    OptionalDouble most = Costs.most(trial, prices);
    if (!allowance.begin(trial.conversation().asks(), most)) {
      return;
    }
    TrialRow row = interview.ask(trial, endpoint);
    allowance.end(most, Costs.of(row, trial.model(), prices), row.failure().isPresent());
    long offset = journal.append(RowCodec.encode(row));
    index.addTrial(row.trial(), row.failure().isPresent(), offset);
    counters.add(row, trial.model());
    progress.spent(counters.knownSpend());
    if (row.failure().isPresent()) {
      outcomes.put(trial, Labeller.outcome(trial.arm(), row, Optional.empty()));
      workers.progressed();
      progress.failed(row.failure().get());
      breaker.failed(trial.model(), row.failure().get()).ifPresent(stop::stop);
    } else {
      breaker.answered(trial.model());
      label(trial, row, outcomes, labeller);
      progress.answered();
    }
  }

  private void label(Trial trial, TrialRow row, OutcomeTable outcomes, Labeller labeller)
      throws InterruptedException {
    Labeller.Labelling labels = labeller.label(trial, row);
    if (labels.complete()) {
      index.addLabel(row.trial(), journal.append(RowCodec.encode(labels.row())));
    }
    outcomes.put(trial, Labeller.outcome(trial.arm(), row, Optional.of(labels.row())));
    workers.progressed();
  }

  /** Takes note of a call to a judge. */
  void judged(JudgementRow row) {
    counters.add(row);
    progress.spent(counters.knownSpend());
    workers.progressed();
    if (row.failure().isPresent()) {
      FailedCall failure = row.failure().get();
      progress.judgeFailed(failure);
      breaker.failed(row.judge(), failure).ifPresent(stop::stop);
    } else {
      breaker.answered(row.judge());
    }
  }
}
