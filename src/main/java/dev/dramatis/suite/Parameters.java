package dev.dramatis.suite;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How a reply is sampled; what is absent is not sent.
 *
 * @param maxTokens the most tokens that a reply may have, reasoning included
 * @param stop texts at which the provider ends a reply
 */
public record Parameters(
    OptionalDouble temperature, OptionalDouble topP, int maxTokens, List<String> stop) {
  public Parameters {
    stop = List.copyOf(stop);
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens must be at least 1, not " + maxTokens);
    }
  }
}
