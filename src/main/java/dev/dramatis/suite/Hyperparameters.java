package dev.dramatis.suite;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a model is trained; what is absent is left to the provider.
 *
 * @param epochs passes over the episodes
 * @param learningRate as an absolute number
 * @param learningRateMultiplier of the provider's own rate
 * @param loraRank of the adapter, where one is trained
 */
public record Hyperparameters(
    OptionalInt epochs,
    OptionalInt batchSize,
    OptionalDouble learningRate,
    OptionalDouble learningRateMultiplier,
    OptionalInt loraRank) {
  public static final Hyperparameters NONE =
      new Hyperparameters(
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty());
}
