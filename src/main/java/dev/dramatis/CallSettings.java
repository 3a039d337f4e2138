package dev.dramatis;

import dev.dramatis.http.RetryPolicy;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How models are called.
 *
 * @param retry how patiently
 * @param allowPlainHttp whether http:// may leave this machine
 * @param preflight whether each model is looked up before the first call that costs
 * @param record the folder to which every answer is recorded
 * @param replay the folder from which every answer is taken; nothing is then sent
 */
public record CallSettings(
    RetryPolicy retry,
    boolean allowPlainHttp,
    boolean preflight,
    Optional<Path> record,
    Optional<Path> replay) {
  public CallSettings {
    if (record.isPresent() && replay.isPresent()) {
      throw new IllegalArgumentException("--record and --replay exclude each other.");
    }
  }

  /** Five attempts, no plain HTTP, no look beforehand, nothing recorded. */
  public static CallSettings standard() {
    return new CallSettings(
        RetryPolicy.standard(), false, false, Optional.empty(), Optional.empty());
  }

  /** The same with another patience. */
  public CallSettings withRetry(RetryPolicy other) {
    return new CallSettings(other, allowPlainHttp, preflight, record, replay);
  }
}
