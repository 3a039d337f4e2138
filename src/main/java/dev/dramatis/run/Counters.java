package dev.dramatis.run;

import dev.dramatis.model.FailedCall;
import dev.dramatis.model.Response;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Adds up what the trials of a run used. Safe for use by many threads at once. */
final class Counters {
  /** Messages of failures, and names of models, that are told apart; the rest count together. */
  private static final int MOST_KINDS = 20;

  private final long planned;
  private final Prices prices;
  private final Instant frozen;
  private double spend;
  private long unpriced;
  private long asked;
  private long failed;
  private long calls;
  private long attempts;
  private long input;
  private long output;
  private boolean hasInput;
  private boolean hasOutput;
  private long judgements;
  private long judgeFailures;
  private final Map<String, Long> served = new TreeMap<>();
  private final Map<String, Long> failures = new LinkedHashMap<>();

  /**
   * @param frozen when the run was frozen: what was asked before is another run's, and paid for
   */
  Counters(long planned, Prices prices, Instant frozen) {
    this.planned = planned;
    this.prices = prices;
    this.frozen = frozen;
  }

  /** Puts what was settled before in the place of what was added up. */
  synchronized void settle(OptionalDouble spendUsd) {
    unpriced = spendUsd.isPresent() ? 0 : 1;
    spend = spendUsd.orElse(0);
  }

  /** What the calls cost whose cost is known, in US dollars. */
  synchronized double knownSpend() {
    return spend;
  }

  synchronized void add(TrialRow row, String model) {
    asked++;
    row.turns().forEach(turn -> add(turn.response(), model, row.at()));
    row.failure()
        .ifPresent(
            failure -> {
              failed++;
              addFailure(failure);
            });
  }

  /** Adds a call to a judge. */
  synchronized void add(JudgementRow row) {
    row.response()
        .ifPresent(
            response -> {
              judgements++;
              add(response, row.judge(), row.at());
            });
    row.failure()
        .ifPresent(
            failure -> {
              judgeFailures++;
              addFailure(failure);
            });
  }

  private void add(Response response, String model, Instant at) {
    calls++;
    if (!at.isBefore(frozen)) {
      OptionalDouble cost = prices.cost(model, response);
      cost.ifPresent(usd -> spend += usd);
      unpriced += cost.isPresent() ? 0 : 1;
    }
    attempts += response.attempts();
    hasInput |= response.usage().input().isPresent();
    hasOutput |= response.usage().output().isPresent();
    input += orZero(response.usage().input());
    output += orZero(response.usage().output());
    count(served, response.served().model().orElse("(not said)"), "other models");
  }

  private void addFailure(FailedCall failure) {
    calls++;
    attempts += failure.attempts();
    count(failures, failure.message(), "other failures");
  }

  private static void count(Map<String, Long> counts, String kind, String others) {
    boolean listed = counts.containsKey(kind) || counts.size() < MOST_KINDS - 1;
    counts.merge(listed ? kind : others, 1L, Long::sum);
  }

  private static long orZero(OptionalLong value) {
    return value.orElse(0);
  }

  /** The sums so far. */
  synchronized RunRecord.Counts counts() {
    Map<String, Long> frequent = new LinkedHashMap<>();
    failures.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> frequent.put(entry.getKey(), entry.getValue()));
    return new RunRecord.Counts(
        planned,
        asked,
        failed,
        judgements,
        judgeFailures,
        calls,
        attempts,
        hasInput ? Optional.of(input) : Optional.empty(),
        hasOutput ? Optional.of(output) : Optional.empty(),
        served,
        frequent,
        unpriced == 0 ? OptionalDouble.of(spend) : OptionalDouble.empty());
  }
}
