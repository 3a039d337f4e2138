package dev.dramatis.finetune;

import dev.dramatis.http.Sleeper;
import dev.dramatis.http.Ticker;
import dev.dramatis.model.ModelName;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sees that wanted models are there: begins the jobs that were not begun, and waits for all. It can
 * be stopped, or killed, at any moment and started again: the same jobs go on. One thread.
 */
public final class Trainer {
  /** The longest sleep in one go, so that a wish to stop is noticed. */
  private static final Duration NAP = Duration.ofMillis(500);

  private final TrainingLock lock;
  private final Backends backends;
  private final Patience patience;
  private final Clock clock;
  private final Ticker ticker;
  private final Sleeper sleeper;
  private final Listener listener;

  /** The backend by which a model is trained. */
  @FunctionalInterface
  public interface Backends {
    Backend of(ModelName base);
  }

  /** Is told what happens; a line each. */
  @FunctionalInterface
  public interface Listener {
    void said(Wanted wanted, String text);
  }

  /** How a training came to its end. */
  public enum End {
    /** Every wanted model can be asked. */
    READY,
    /** Some job ended without a model. */
    FAILED,
    /** Somebody wished it to stop; jobs go on. */
    STOPPED,
    /** The time that was allowed is over; jobs go on. */
    OVERDUE
  }

  /**
   * A trainer.
   *
   * @param lock held by this process
   */
  public Trainer(
      TrainingLock lock,
      Backends backends,
      Patience patience,
      Clock clock,
      Ticker ticker,
      Sleeper sleeper,
      Listener listener) {
    this.lock = lock;
    this.backends = backends;
    this.patience = patience;
    this.clock = clock;
    this.ticker = ticker;
    this.sleeper = sleeper;
    this.listener = listener;
  }

  /**
   * Trains what is not trained yet. Jobs that ended without a model are not begun again: their
   * entries have to be removed first, see {@code train --forget}.
   *
   * @param stop whether somebody wishes to stop
   */
  public End train(List<Wanted> wanted, BooleanSupplier stop) throws InterruptedException {
    JobBook book = new JobBook(lock);
    Map<String, JobLife> lives = new LinkedHashMap<>();
    Map<String, Long> due = new HashMap<>();
    long start = ticker.nanos();
    while (true) {
      plan(wanted, book, lives);
      List<JobLife> open = lives.values().stream().filter(life -> !life.isOver()).toList();
      if (open.isEmpty()) {
        return ready(wanted, book) ? End.READY : End.FAILED;
      }
      if (stop.getAsBoolean()) {
        return End.STOPPED;
      }
      if (ticker.nanos() - start > patience.deadline().toNanos()) {
        return End.OVERDUE;
      }
      long now = ticker.nanos();
      long next = Long.MAX_VALUE;
      for (JobLife life : open) {
        String key = life.entry().key();
        if (life.isWaitingToBegin() && active(lives) >= patience.active()) {
          continue;
        }
        if (due.getOrDefault(key, now) <= now) {
          Duration wait = life.step();
          due.put(key, ticker.nanos() + wait.toNanos());
        }
        next = Math.min(next, due.getOrDefault(key, now));
        if (stop.getAsBoolean()) {
          return End.STOPPED;
        }
      }
      long left = next - ticker.nanos();
      if (left > 0) {
        sleeper.sleep(Duration.ofNanos(Math.min(left, NAP.toNanos())));
      }
    }
  }

  /** Opens the lives of jobs whose base is there by now. */
  private void plan(List<Wanted> wanted, JobBook book, Map<String, JobLife> lives) {
    for (Wanted each : wanted) {
      Optional<LockEntry> entry = book.plan(each);
      if (entry.isPresent() && !lives.containsKey(entry.get().key())) {
        lives.put(
            entry.get().key(),
            new JobLife(
                each, entry.get(), backends.of(each.root()), lock, patience, clock, listener));
      }
    }
  }

  private static boolean ready(List<Wanted> wanted, JobBook book) {
    return wanted.stream()
        .allMatch(
            each ->
                book.find(each)
                    .filter(entry -> entry.stage() == LockEntry.Stage.READY)
                    .isPresent());
  }

  private static long active(Map<String, JobLife> lives) {
    return lives.values().stream().filter(JobLife::isActive).count();
  }

  /** The wanted models whose jobs ended without one, with the reason. */
  public static Map<Wanted, String> failures(List<Wanted> wanted, TrainingLock lock) {
    JobBook book = new JobBook(lock);
    Map<Wanted, String> failures = new LinkedHashMap<>();
    for (Wanted each : wanted) {
      Optional<LockEntry> entry = book.find(each);
      if (entry.isEmpty()) {
        if (each.parent().isPresent()) {
          failures.put(each, "the training that it goes on from did not end well");
        }
      } else if (entry.get().stage() == LockEntry.Stage.FAILED
          || entry.get().stage() == LockEntry.Stage.CANCELLED) {
        failures.put(
            each,
            entry.get().status()
                + (entry.get().message().isBlank() ? "" : ": " + entry.get().message()));
      }
    }
    return failures;
  }
}
