package dev.dramatis.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks a run to start no further trial and to finish those in flight. Safe for use by many threads
 * at once; the first reason counts.
 */
public final class StopSignal {
  private final AtomicReference<Reason> reason = new AtomicReference<>();

  /** Why a run ends before its plan does. */
  public enum Reason {
    /** A person or the system asked for it. */
    INTERRUPTED,
    /** Every call is refused: wrong key, unknown model, empty account. */
    ENDPOINT_REFUSES,
    /** Too many calls failed. */
    TOO_MANY_FAILURES,
    /** The next calls might have gone over the budget. */
    BUDGET,
    /** As many calls were made as were allowed. */
    CALL_CAP,
    /** The time that was allowed is over. */
    TIME_CAP,
    /** Nothing was finished for a long time. */
    NO_PROGRESS
  }

  /** Asks for a stop. */
  public void stop(Reason why) {
    reason.compareAndSet(null, why);
  }

  /** Why the run is to stop; empty while it may go on. */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason.get());
  }
}
