package dev.dramatis.run;

import dev.dramatis.model.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens of calls that were made, by which others can be foreseen. Calls that are alike (of one arm
 * of a suite, or of one of its judges) are kept together. For one thread.
 */
public final class UsageSample {
  private final Map<Group, Sums> groups = new HashMap<>();

  /**
   * Calls that are alike.
   *
   * @param model by its label
   */
  private record Group(String suite, String part, String model) {}

  private static final class Sums {
    private long calls;
    private double input;
    private double estimated;
    private double output;

    void add(double inputTokens, double estimatedInput, double outputTokens) {
      calls++;
      input += inputTokens;
      estimated += estimatedInput;
      output += outputTokens;
    }
  }

  /**
   * What a call is foreseen to take.
   *
   * @param sampled whether calls like it were seen; else input is an estimate from the text, and
   *     output the most that it may be
   */
  public record Foreseen(double input, double output, boolean sampled) {}

  /**
   * Takes in a call that was answered; one whose provider did not count its tokens says nothing.
   *
   * @param part of the suite: an arm or a judged classifier
   * @param estimatedInput of its text, by {@link dev.dramatis.model.Tokens}
   */
  public void add(String suite, String part, String model, long estimatedInput, Usage usage) {
    if (usage.input().isPresent() && usage.output().isPresent()) {
      groups
          .computeIfAbsent(new Group(suite, part, model), group -> new Sums())
          .add(usage.input().getAsLong(), estimatedInput, usage.output().getAsLong());
    }
  }

  /** Whether there is anything to go by for such calls. */
  public boolean knows(String suite, String part, String model) {
    return groups.containsKey(new Group(suite, part, model));
  }

  /**
   * What a call is foreseen to take: input in proportion to the estimate of its text, output as on
   * average in its group.
   *
   * @param mostOutput that it may write
   */
  public Foreseen foresee(
      String suite, String part, String model, long estimatedInput, long mostOutput) {
    return Optional.ofNullable(groups.get(new Group(suite, part, model)))
        .map(
            sums ->
                new Foreseen(
                    estimatedInput * (sums.estimated > 0 ? sums.input / sums.estimated : 1),
                    sums.output / sums.calls,
                    true))
        .orElseGet(() -> new Foreseen(estimatedInput, mostOutput, false));
  }
}
