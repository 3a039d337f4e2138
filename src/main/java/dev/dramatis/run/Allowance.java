package dev.dramatis.run;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Lets calls begin as long as a run's limits allow, and asks for a stop when they no longer do. A
 * call is let through only if everything in flight may cost its most without going over the budget.
 * Safe for use by many threads at once.
 */
final class Allowance {
  private final Limits limits;
  private final StopSignal stop;
  private final LongSupplier nanos;
  private final long startedAt;
  private double spent;
  private double reserved;
  private long calls;
  private long failures;

  /**
   * @param spent in earlier parts of the run
   * @param nanos a monotonic clock
   */
  Allowance(Limits limits, double spent, StopSignal stop, LongSupplier nanos) {
    this.limits = limits;
    this.spent = spent;
    this.stop = stop;
    this.nanos = nanos;
    this.startedAt = nanos.getAsLong();
  }

  /**
   * Takes leave to make calls.
   *
   * @param most that they may cost; not known stops a run that has a budget
   * @return whether they may be made; if not, the run is being stopped
   */
  synchronized boolean begin(int newCalls, OptionalDouble most) {
    if (limits.maxCalls().isPresent() && calls + newCalls > limits.maxCalls().getAsLong()) {
      stop.stop(StopSignal.Reason.CALL_CAP);
      return false;
    }
    if (limits.maxSpendUsd().isPresent()
        && (most.isEmpty()
            || spent + reserved + most.getAsDouble() > limits.maxSpendUsd().getAsDouble())) {
      stop.stop(StopSignal.Reason.BUDGET);
      return false;
    }
    calls += newCalls;
    reserved += most.orElse(0);
    return true;
  }

  /**
   * Notes what calls cost that were let through. A failed call, or one whose cost is not known, may
   * have been charged for and counts as its most.
   */
  synchronized void end(OptionalDouble most, OptionalDouble cost, boolean failed) {
    reserved -= most.orElse(0);
    spent += failed ? Math.max(most.orElse(0), cost.orElse(0)) : cost.orElse(most.orElse(0));
    if (failed) {
      failures++;
      if (limits.maxFailures().isPresent() && failures > limits.maxFailures().getAsLong()) {
        stop.stop(StopSignal.Reason.TOO_MANY_FAILURES);
      }
    }
  }

  /** Looks at the clock. */
  void tick() {
    if (limits.maxTime().isPresent()
        && Duration.ofNanos(nanos.getAsLong() - startedAt).compareTo(limits.maxTime().get()) > 0) {
      stop.stop(StopSignal.Reason.TIME_CAP);
    }
  }
}
