package dev.dramatis.run;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Where a run stops although its plan goes on; what is absent sets no limit.
 *
 * @param maxSpendUsd what may be spent in all, earlier parts of the run included, in US dollars
 * @param maxCalls requests that may be sent, retries included, in this part of the run
 * @param maxTime that this part of the run may take
 * @param maxFailures trials and judgements that may fail
 */
public record Limits(
    OptionalDouble maxSpendUsd,
    OptionalLong maxCalls,
    Optional<Duration> maxTime,
    OptionalLong maxFailures) {
  /** No limit. */
  public static final Limits NONE =
      new Limits(
          OptionalDouble.empty(), OptionalLong.empty(), Optional.empty(), OptionalLong.empty());

  public Limits {
    if (maxSpendUsd.isPresent() && !(maxSpendUsd.getAsDouble() >= 0)) {
      throw new IllegalArgumentException("a budget must not be negative");
    }
    if (maxCalls.isPresent() && maxCalls.getAsLong() < 1) {
      throw new IllegalArgumentException("at least one call must be allowed");
    }
    if (maxTime.isPresent() && (maxTime.get().isNegative() || maxTime.get().isZero())) {
      throw new IllegalArgumentException("the time must be more than none");
    }
    if (maxFailures.isPresent() && maxFailures.getAsLong() < 0) {
      throw new IllegalArgumentException("the number of failures must not be negative");
    }
  }

  /** The same with what may be spent in all, in US dollars. */
  public Limits withMaxSpendUsd(double usd) {
    return new Limits(OptionalDouble.of(usd), maxCalls, maxTime, maxFailures);
  }

  /** The same with so many requests, at most. */
  public Limits withMaxCalls(long calls) {
    return new Limits(maxSpendUsd, OptionalLong.of(calls), maxTime, maxFailures);
  }

  /** The same with so much time. */
  public Limits withMaxTime(Duration time) {
    return new Limits(maxSpendUsd, maxCalls, Optional.of(time), maxFailures);
  }

  /** The same with so many failed trials and judgements, at most. */
  public Limits withMaxFailures(long failures) {
    return new Limits(maxSpendUsd, maxCalls, maxTime, OptionalLong.of(failures));
  }
}
