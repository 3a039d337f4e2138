package dev.dramatis.run;

import static java.util.Objects.requireNonNull;

import dev.dramatis.model.Endpoint;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Asks the trials of a plan that are not yet answered, several at a time and in the plan's order,
 * and journals and labels each as it is finished.
 */
final class Runner {
  /**
   * How long calls in flight may go on once a stop is asked for. Containers and CI systems kill
   * what has not ended ten seconds after SIGTERM, and the reports need some of them.
   */
  static final Duration GRACE = Duration.ofSeconds(6);

  /** Longer than a call may take with all its attempts and waits. */
  private static final Duration NO_PROGRESS = Duration.ofMinutes(20);

  private final Map<String, Endpoint> endpoints;
  private final Journal journal;
  private final JournalIndex index;
  private final Counters counters;
  private final Progress progress;
  private final StopSignal stop;
  private final Interview interview;
  private final LongSupplier nanos;
  private final Breaker breaker = new Breaker();
  private final AtomicLong lastProgress;
  private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();

  /**
   * @param endpoints by the model's name as the trials have it
   * @param nanos a monotonic clock
   */
  Runner(
      Map<String, Endpoint> endpoints,
      Journal journal,
      JournalIndex index,
      Counters counters,
      Progress progress,
      StopSignal stop,
      Interview interview,
      LongSupplier nanos) {
    this.endpoints = Map.copyOf(endpoints);
    this.journal = journal;
    this.index = index;
    this.counters = counters;
    this.progress = progress;
    this.stop = stop;
    this.interview = interview;
    this.nanos = nanos;
    this.lastProgress = new AtomicLong(nanos.getAsLong());
  }

  /**
   * Asks what is missing of one suite.
   *
   * @param concurrency trials in flight at once, at most
   * @throws JournalException if the journal cannot be written; what was journalled stays
   */
  void run(Plan plan, OutcomeTable outcomes, Labeller labeller, int concurrency)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(concurrency, plan.size()); i++) {
      Thread worker =
          new Thread(() -> work(plan, next, outcomes, labeller), "trial-worker-" + (i + 1));
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
    try {
      watch(workers);
    } catch (InterruptedException e) {
      stop.stop(StopSignal.Reason.INTERRUPTED);
      workers.forEach(Thread::interrupt);
      throw e;
    }
    Throwable fault = faults.poll();
    if (fault instanceof Error error) {
      throw error;
    } else if (fault instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Waits for the workers; after a stop for the grace time only, then interrupts them. */
  private void watch(List<Thread> workers) throws InterruptedException {
    long stoppedAt = 0;
    boolean stopping = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        worker.join(50);
        long now = nanos.getAsLong();
        if (now - lastProgress.get() > NO_PROGRESS.toNanos()) {
          stop.stop(StopSignal.Reason.NO_PROGRESS);
        }
        if (stop.reason().isPresent() && !stopping) {
          stopping = true;
          stoppedAt = now;
        }
        if (stopping && now - stoppedAt > GRACE.toNanos()) {
          workers.forEach(Thread::interrupt);
        }
      }
    }
  }

  private void work(Plan plan, AtomicInteger next, OutcomeTable outcomes, Labeller labeller) {
    try {
      for (int i = next.getAndIncrement();
          i < plan.size() && stop.reason().isEmpty();
          i = next.getAndIncrement()) {
        Trial trial = plan.trial(i);
        if (!index.isAnswered(trial.id())) {
          ask(trial, outcomes, labeller);
        }
      }
    } catch (InterruptedException e) {
      // What was in flight is not journalled, and so will be asked again.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      faults.add(e);
      stop.stop(StopSignal.Reason.TOO_MANY_FAILURES);
    }
  }

  private void ask(Trial trial, OutcomeTable outcomes, Labeller labeller)
      throws InterruptedException {
    Endpoint endpoint = requireNonNull(endpoints.get(trial.model()), trial.model());
    TrialRow row = interview.ask(trial, endpoint);
    long offset = journal.append(RowCodec.encode(row));
    index.addTrial(row.trial(), row.failure().isPresent(), offset);
    Optional<LabelRow> labels = Optional.empty();
    if (row.failure().isEmpty()) {
      labels = Optional.of(labeller.label(trial, row));
      index.addLabel(row.trial(), journal.append(RowCodec.encode(labels.get())));
    }
    outcomes.put(trial, Labeller.outcome(trial.arm(), row, labels));
    counters.add(row);
    lastProgress.set(nanos.getAsLong());
    if (row.failure().isPresent()) {
      progress.failed(row.failure().get());
      breaker.failed(row.failure().get()).ifPresent(stop::stop);
    } else {
      breaker.answered();
      progress.answered();
    }
  }
}
