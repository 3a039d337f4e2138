package dev.dramatis.run;

import dev.dramatis.classify.Classification;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.FailedCall;
import dev.dramatis.verdict.JudgeEvidence;
import dev.dramatis.verdict.JudgeScore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Holds judges against gold items, twice, and keeps nothing on disk. */
public final class JudgeCheck {
  private static final String FIRST = "gold";
  private static final String AGAIN = "gold again";

  private JudgeCheck() {}

  /**
   * How judges did on one classifier.
   *
   * @param score in the first round
   * @param again items that were answered in both rounds
   * @param same of them, those that got the same label
   * @param failure of the last call that failed, if any did
   */
  public record Result(
      String classifier, JudgeScore score, int again, int same, Optional<String> failure) {}

  /**
   * Asks the judges about every gold item in two rounds.
   *
   * @param redact takes secrets out of what comes back
   * @param nanos a monotonic clock
   * @return a result for every classifier that has gold items
   */
  public static List<Result> of(
      GoldSet set,
      List<Endpoint> judges,
      int concurrency,
      StopSignal stop,
      UnaryOperator<String> redact,
      Clock clock,
      LongSupplier nanos)
      throws InterruptedException {
    AtomicReference<@Nullable String> failure = new AtomicReference<>();
    Breaker breaker = new Breaker();
    JudgeBench bench =
        new JudgeBench(
            judges.stream().map(judge -> judge.name().label()).toList(),
            judges.stream().map(Seat::new).toList(),
            Judgements.inMemory(),
            new Interview(clock, redact),
            JudgeBench.Gate.OPEN,
            row -> {
              if (row.failure().isPresent()) {
                FailedCall failed = row.failure().get();
                failure.set(failed.message());
                breaker.failed(row.judge(), failed).ifPresent(stop::stop);
              } else {
                breaker.answered(row.judge());
              }
            });
    Workers workers = new Workers(stop, () -> {}, nanos);
    for (String round : List.of(FIRST, AGAIN)) {
      GoldCheck gold = new GoldCheck(set, bench, round);
      workers.run(gold.size(), concurrency, gold::judge);
    }
    JudgeBench reader = bench.reading();
    JudgeEvidence evidence = new GoldCheck(set, reader, FIRST).evidence();
    List<Result> results = new ArrayList<>();
    for (String name : set.judges().keySet()) {
      JudgeScore score = evidence.scores().get(name);
      if (score != null) {
        Map<String, Classification> first = new GoldCheck(set, reader, FIRST).labels(name);
        Map<String, Classification> second = new GoldCheck(set, reader, AGAIN).labels(name);
        second.keySet().retainAll(first.keySet());
        int same = 0;
        for (Map.Entry<String, Classification> entry : second.entrySet()) {
          same += word(entry.getValue()).equals(word(first.get(entry.getKey()))) ? 1 : 0;
        }
        results.add(
            new Result(name, score, second.size(), same, Optional.ofNullable(failure.get())));
      }
    }
    return results;
  }

  private static String word(@Nullable Classification label) {
    return label instanceof Classification.Labelled labelled ? labelled.label() : "";
  }
}
