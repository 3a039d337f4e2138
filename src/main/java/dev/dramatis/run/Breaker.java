package dev.dramatis.run;

import dev.dramatis.model.FailedCall;
import java.util.Optional;

/**
 * Notices when going on is pointless. Safe for use by many threads at once.
 *
 * <p>A refused key or an unknown model fails every call alike, so a handful in a row without any
 * answer at all is enough; later a longer series is needed, since single probes may be refused for
 * what they say.
 */
final class Breaker {
  /** Fatal failures with no answer so far. */
  private static final int AT_THE_START = 3;

  /** Fatal failures in a row once something was answered. */
  private static final int IN_A_ROW = 25;

  /** Failures of any kind in a row: the endpoint is gone. */
  private static final int ANY_IN_A_ROW = 100;

  private boolean answered;
  private int fatal;
  private int failures;

  synchronized void answered() {
    answered = true;
    fatal = 0;
    failures = 0;
  }

  /** Counts a failure and says whether the run should stop for it. */
  synchronized Optional<StopSignal.Reason> failed(FailedCall failure) {
    failures++;
    fatal = failure.kind() == FailedCall.Kind.FATAL ? fatal + 1 : 0;
    if (fatal >= (answered ? IN_A_ROW : AT_THE_START)) {
      return Optional.of(StopSignal.Reason.ENDPOINT_REFUSES);
    }
    return failures >= ANY_IN_A_ROW
        ? Optional.of(StopSignal.Reason.TOO_MANY_FAILURES)
        : Optional.empty();
  }
}
