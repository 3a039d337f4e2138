package dev.dramatis.finetune;

import dev.dramatis.model.ModelName;
import dev.dramatis.suite.Hyperparameters;
import java.util.Optional;

/**
 * A model that is to be there: one training of a suite with one seed.
 *
 * @param training its id in the suite
 * @param seed from 1
 * @param root the model that its trainings begin with, as the user named it
 * @param parent the trained model that it goes on from, instead of from the root
 */
public record Wanted(
    String suite,
    String training,
    int seed,
    ModelName root,
    Optional<Wanted> parent,
    EpisodeFile episodes,
    Hyperparameters hyperparameters) {
  /** For people: {@code SUITE/TRAINING, seed N}. */
  public String label() {
    return suite + "/" + training + ", seed " + seed;
  }
}
