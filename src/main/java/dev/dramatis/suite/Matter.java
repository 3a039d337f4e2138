package dev.dramatis.suite;

import java.util.List;
import java.util.Optional;

/**
 * What a question is about, as far as its author says so.
 *
 * @param answer a right answer
 * @param wrong a wrong answer
 * @param hard whether the answer is beyond the model's skill, whoever it speaks as
 * @param axes the marked behaviours that the question gives room to show; absent: all
 */
public record Matter(
    Optional<String> domain,
    Optional<String> topic,
    Optional<String> answer,
    Optional<String> wrong,
    boolean hard,
    Optional<List<String>> axes) {
  public static final Matter UNKNOWN =
      new Matter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty());

  public Matter {
    axes = axes.map(List::copyOf);
  }
}
