package dev.dramatis.classify;

import dev.dramatis.model.TokenChoice;
import dev.dramatis.suite.Key;
import java.util.List;
import java.util.Optional;

/**
 * A response to be labelled.
 *
 * @param prompt the last message that it answers, if known
 * @param cut whether the response was truncated
 * @param refused whether the provider itself reported a refusal
 * @param key what a right answer looks like, if the probe has one
 * @param wrong a wrong answer, if the probe names one
 * @param tokens of the response with their probabilities; empty if none are known
 */
public record Subject(
    Optional<String> prompt,
    String response,
    boolean cut,
    boolean refused,
    Optional<Key> key,
    Optional<String> wrong,
    List<TokenChoice> tokens) {
  public Subject {
    tokens = List.copyOf(tokens);
  }

  /** A response of whose tokens nothing is known. */
  public Subject(
      Optional<String> prompt,
      String response,
      boolean cut,
      boolean refused,
      Optional<Key> key,
      Optional<String> wrong) {
    this(prompt, response, cut, refused, key, wrong, List.of());
  }

  /** A text on its own. */
  public static Subject of(String response) {
    return new Subject(
        Optional.empty(), response, false, false, Optional.empty(), Optional.empty());
  }
}
