package dev.dramatis.suite;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a model comes about that arms ask: what it is trained from, and on which episodes.
 *
 * @param id the role under which arms ask it; sweeps are already expanded
 * @param model the role of the model that is trained, or another training that it goes on from
 * @param size episodes in all, if the suite says so
 */
public record Training(
    String id,
    String model,
    List<TrainingPart> parts,
    OptionalInt size,
    Hyperparameters hyperparameters,
    Optional<SweepPoint> sweep) {
  public Training {
    parts = List.copyOf(parts);
  }
}
