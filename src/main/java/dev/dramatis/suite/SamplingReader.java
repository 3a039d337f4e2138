package dev.dramatis.suite;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads how replies are sampled. */
final class SamplingReader {
  /** Conversations per arm and probe, the default of the statistics chapter on size. */
  private static final int REPEATS = 3;

  /** Tokens of a reply where a suite does not say. */
  private static final int MAX_TOKENS = 300;

  private SamplingReader() {}

  /** The sampling of a suite; what is absent is not sent, but replies are never unbounded. */
  static Sampling suite(Optional<Located> section) {
    Parameters base =
        new Parameters(OptionalDouble.empty(), OptionalDouble.empty(), MAX_TOKENS, List.of());
    return new Sampling(
        section.map(at -> (int) at.number("repeats").orElse(REPEATS)).orElse(REPEATS),
        section.map(at -> override(base, at)).orElse(base));
  }

  /** The same parameters with those that the section names put in their place. */
  static Parameters override(Parameters base, Located section) {
    OptionalDouble temperature = section.number("temperature");
    OptionalDouble topP = section.number("topP");
    return new Parameters(
        temperature.isPresent() ? temperature : base.temperature(),
        topP.isPresent() ? topP : base.topP(),
        (int) section.number("maxTokens").orElse(base.maxTokens()),
        section.get("stop").isPresent() ? section.texts("stop") : base.stop());
  }
}
