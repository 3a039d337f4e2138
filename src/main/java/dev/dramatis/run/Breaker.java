package dev.dramatis.run;

import dev.dramatis.model.FailedCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notices when going on is pointless, for each model by itself: the answers of one must not hide
 * that another is gone. Safe for use by many threads at once.
 *
 * <p>A refused key or an unknown model fails every call alike, so a few of those in a row are
 * enough at any time. A request that is refused for itself says little about the next: a long
 * series of them means a setting that they share.
 */
final class Breaker {
  /** Failures in a row that would be any request's. One could be a slip of the server's. */
  private static final int UNUSABLE_IN_A_ROW = 3;

  /** Refused requests in a row. */
  private static final int FATAL_IN_A_ROW = 25;

  /** Failures of any kind in a row: the endpoint is gone. */
  private static final int ANY_IN_A_ROW = 100;

  private final Map<String, Series> byModel = new HashMap<>();

  /** The failures of one model since it last answered. */
  private static final class Series {
    private int unusable;
    private int fatal;
    private int failures;

    Optional<StopSignal.Reason> failed(FailedCall failure) {
      failures++;
      switch (failure.kind()) {
        case RETRYABLE -> {
          unusable = 0;
          fatal = 0;
        }
        case FATAL -> {
          unusable = 0;
          fatal++;
        }
        case UNUSABLE_ENDPOINT -> {
          unusable++;
          fatal++;
        }
      }
      if (unusable >= UNUSABLE_IN_A_ROW || fatal >= FATAL_IN_A_ROW) {
        return Optional.of(StopSignal.Reason.ENDPOINT_REFUSES);
      }
      return failures >= ANY_IN_A_ROW
          ? Optional.of(StopSignal.Reason.TOO_MANY_FAILURES)
          : Optional.empty();
    }
  }

  /**
   * Notes an answer.
   *
   * @param model that gave it, by its label
   */
  synchronized void answered(String model) {
    byModel.remove(model);
  }

  /** Counts a failure of a model and says whether the run should stop for it. */
  synchronized Optional<StopSignal.Reason> failed(String model, FailedCall failure) {
    return byModel.computeIfAbsent(model, name -> new Series()).failed(failure);
  }
}
