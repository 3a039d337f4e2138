package dev.dramatis.model;

import java.util.OptionalDouble;

/**
 * What a model costs, in US dollars per million tokens.
 *
 * @param input tokens read
 * @param cachedRead of them, those that the provider had cached; where absent they cost as others
 * @param output tokens written, reasoning included
 */
public record Price(double input, OptionalDouble cachedRead, double output) {
  private static final double MILLION = 1e6;

  public Price {
    if (!(input >= 0) || !(output >= 0) || !(cachedRead.orElse(0) >= 0)) {
      throw new IllegalArgumentException("a price must not be negative");
    }
  }

  /** What a call cost; empty if the provider did not say how many tokens it took. */
  public OptionalDouble cost(Usage usage) {
    if (usage.input().isEmpty() || usage.output().isEmpty()) {
      return OptionalDouble.empty();
    }
    long cached = Math.min(usage.cachedInput().orElse(0), usage.input().getAsLong());
    return OptionalDouble.of(
        cost(usage.input().getAsLong() - cached, usage.output().getAsLong())
            + cached * cachedRead.orElse(input) / MILLION);
  }

  /** What so many tokens cost, none of them cached. */
  public double cost(long inputTokens, long outputTokens) {
    return (inputTokens * input + outputTokens * output) / MILLION;
  }
}
