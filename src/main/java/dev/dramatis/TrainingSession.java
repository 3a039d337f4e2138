package dev.dramatis;

import dev.dramatis.finetune.Attempt;
import dev.dramatis.finetune.Backend;
import dev.dramatis.finetune.Backends;
import dev.dramatis.finetune.EpisodeLint;
import dev.dramatis.finetune.Finding;
import dev.dramatis.finetune.Housekeeping;
import dev.dramatis.finetune.JobBook;
import dev.dramatis.finetune.LockEntry;
import dev.dramatis.finetune.Trainer;
import dev.dramatis.finetune.TrainingException;
import dev.dramatis.finetune.TrainingLock;
import dev.dramatis.finetune.TrainingPrices;
import dev.dramatis.finetune.Wanted;
import dev.dramatis.http.Sleeper;
import dev.dramatis.http.Ticker;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Trains the models that suites want: says what that would be, begins it once it is told to, and
 * waits. Holds the lock of its folder as long as it is open.
 */
public final class TrainingSession implements AutoCloseable {
  private static final String FIREWORKS_ACCOUNT = "FIREWORKS_ACCOUNT_ID";

  /** As providers choose for some hundred episodes, where they are left the choice. */
  private static final int USUAL_EPOCHS = 3;

  private final List<Wanted> wanted;
  private final Models models;
  private final TrainingLock lock;
  private final Backends backends;
  private final TrainingRequest request;
  private final Clock clock;

  private TrainingSession(
      List<Wanted> wanted,
      Models models,
      TrainingLock lock,
      Backends backends,
      TrainingRequest request,
      Clock clock) {
    this.wanted = wanted;
    this.models = models;
    this.lock = lock;
    this.backends = backends;
    this.request = request;
    this.clock = clock;
  }

  /**
   * Opens the providers; nothing is asked of them yet.
   *
   * @throws TrainingException if another process trains in this folder, or a provider trains none
   * @throws IllegalArgumentException if a model cannot be reached as named
   */
  public static TrainingSession open(
      TrainingRequest request, Environment environment, Clock clock) {
    List<Wanted> wanted = new WantedModels().of(request.suites(), request.roles(), request.seeds());
    Models models =
        new Models(
            environment, request.suites(), 1, request.patience().active(), request.calls(), clock);
    try {
      Backends backends =
          new Backends(
              models::account,
              models.transport(),
              models.redactor(),
              request.command(),
              environment.get(FIREWORKS_ACCOUNT),
              request.folder());
      wanted.forEach(each -> backends.of(each.root()));
      return new TrainingSession(
          wanted, models, TrainingLock.hold(request.folder()), backends, request, clock);
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /** Every wanted model. */
  public List<Wanted> wanted() {
    return wanted;
  }

  /** The job of a wanted model, if it was ever planned. */
  public Optional<LockEntry> job(Wanted each) {
    return new JobBook(lock).find(each);
  }

  /** The wanted models for which a job would be begun. */
  public List<Wanted> toBegin() {
    Set<String> seen = new LinkedHashSet<>();
    List<Wanted> begun = new ArrayList<>();
    for (Wanted each : wanted) {
      Optional<LockEntry> entry = job(each);
      boolean open = entry.isEmpty() || entry.get().stage() == LockEntry.Stage.PLANNED;
      // The same episodes, base, numbers and seed are one job, whoever asks for it.
      if (open && seen.add(identity(each))) {
        begun.add(each);
      }
    }
    return begun;
  }

  private static String identity(Wanted each) {
    return each.root()
        + " "
        + each.parent().map(TrainingSession::identity).orElse("")
        + " "
        + each.episodes().sha256()
        + " "
        + each.hyperparameters()
        + " "
        + each.seed();
  }

  /** What a look through the episodes finds, see {@link EpisodeLint}. */
  public List<Finding> findings() {
    return request.suites().stream().flatMap(suite -> EpisodeLint.of(suite).stream()).toList();
  }

  /** What providers would refuse, each once. */
  public Set<String> objections() {
    Set<String> objections = new LinkedHashSet<>();
    for (Wanted each : wanted) {
      backends
          .of(each.root())
          .objections(each.hyperparameters(), each.episodes().episodes())
          .forEach(
              objection -> objections.add(each.suite() + "/" + each.training() + ": " + objection));
    }
    return objections;
  }

  /** What a user should know before it is paid, each once. */
  public Set<String> notes() {
    Set<String> notes = new LinkedHashSet<>();
    for (Wanted each : wanted) {
      Backend backend = backends.of(each.root());
      notes.addAll(backend.notes());
      if (!backend.takesSeed() && request.seeds() > 1) {
        notes.add(
            each.root().provider()
                + " takes no seed: jobs of one training differ by what the provider draws.");
      }
    }
    return notes;
  }

  /** An estimate of the tokens that one job trains on, over all its epochs. */
  public long trainedTokens(Wanted each) {
    return each.episodes().tokens() * each.hyperparameters().epochs().orElse(USUAL_EPOCHS);
  }

  /** What one job costs, in US dollars; empty if that is not known. */
  public OptionalDouble cost(Wanted each) {
    return request.command().isPresent()
        ? OptionalDouble.empty()
        : TrainingPrices.load().usd(each.root(), trainedTokens(each));
  }

  /** Trains what is not trained yet, until it is there or somebody wishes to stop. */
  public Trainer.End train(Trainer.Listener listener, BooleanSupplier stop)
      throws InterruptedException {
    return new Trainer(
            lock, backends, request.patience(), clock, Ticker.system(), Sleeper.system(), listener)
        .train(wanted, stop);
  }

  /** The wanted models whose jobs ended without one, with what the provider said. */
  public Map<Wanted, String> failures() {
    return Trainer.failures(wanted, lock);
  }

  /** Lets jobs that ended without a model be begun anew; how many. */
  public int retryFailed() {
    int again = 0;
    for (Wanted each : wanted) {
      Optional<LockEntry> entry = job(each);
      if (entry.isPresent()
          && (entry.get().stage() == LockEntry.Stage.FAILED
              || entry.get().stage() == LockEntry.Stage.CANCELLED)) {
        new Housekeeping(lock, backends, clock).forget(entry.get());
        again++;
      }
    }
    return again;
  }

  /** What trained models are asked by; those that are not there are left out. */
  public Map<String, String> asked() {
    Map<String, String> asked = new LinkedHashMap<>();
    for (Wanted each : wanted) {
      job(each)
          .filter(entry -> entry.stage() == LockEntry.Stage.READY)
          .flatMap(entry -> entry.asked().or(entry::model))
          .ifPresent(model -> asked.put(each.label(), model));
    }
    return asked;
  }

  /** Stops jobs that are under way; what came of each. */
  public Map<LockEntry, Attempt<?>> cancel() throws InterruptedException {
    Map<LockEntry, Attempt<?>> results = new LinkedHashMap<>();
    for (Wanted each : wanted) {
      Optional<LockEntry> entry = job(each);
      if (entry.isPresent() && !entry.get().isOver() && !results.containsKey(entry.get())) {
        results.put(
            entry.get(), new Housekeeping(lock, backends, clock).cancel(entry.get(), each.root()));
      }
    }
    return results;
  }

  /**
   * What uploaded files and deployments of ours could be removed, in words, by what removes them.
   */
  public Map<String, Housekeeping.Removal> removable() {
    Map<String, Housekeeping.Removal> all = new LinkedHashMap<>();
    Housekeeping housekeeping = new Housekeeping(lock, backends, clock);
    for (Wanted each : wanted) {
      housekeeping.removable(each, job(each)).forEach(all::putIfAbsent);
    }
    return all;
  }

  @Override
  public void close() {
    lock.close();
    models.close();
  }
}
