package dev.dramatis.classify;

import dev.dramatis.suite.Key;
import java.util.Optional;

/**
 * A response to be labelled.
 *
 * @param prompt the last message that it answers, if known
 * @param cut whether the response was truncated
 * @param refused whether the provider itself reported a refusal
 * @param key what a right answer looks like, if the probe has one
 * @param wrong a wrong answer, if the probe names one
 */
public record Subject(
    Optional<String> prompt,
    String response,
    boolean cut,
    boolean refused,
    Optional<Key> key,
    Optional<String> wrong) {
  /** A text on its own. */
  public static Subject of(String response) {
    return new Subject(
        Optional.empty(), response, false, false, Optional.empty(), Optional.empty());
  }
}
