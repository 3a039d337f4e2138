package dev.dramatis.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many attempts were made, and how many of them because of which trouble. Thread-safe. */
final class RetryCounts {
  private final LongAdder attempts = new LongAdder();
  private final Map<FailureKind, Long> retries = new ConcurrentHashMap<>();

  void countAttempt() {
    attempts.increment();
  }

  void countRetry(FailureKind kind) {
    retries.merge(kind, 1L, Long::sum);
  }

  long attempts() {
    return attempts.sum();
  }

  Map<FailureKind, Long> retries() {
    return Map.copyOf(retries);
  }
}
