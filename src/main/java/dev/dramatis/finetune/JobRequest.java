package dev.dramatis.finetune;

import dev.dramatis.suite.Hyperparameters;
import java.util.Optional;

/**
 * A job as a provider is asked for it.
 *
 * @param name by which it is found again in the provider's list: made from its content alone, of at
 *     most 18 letters and digits
 * @param base the model that is trained, as the provider names it
 * @param file the id of the uploaded episodes
 * @param seed where the provider takes one
 * @param label for people: suite, training and seed
 */
public record JobRequest(
    String name,
    String base,
    String file,
    int seed,
    Hyperparameters hyperparameters,
    Optional<String> label) {}
