package dev.dramatis.finetune;

import dev.dramatis.suite.Training;
import dev.dramatis.suite.Trainings;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which trainings a model went through. */
final class Lineage {
  private Lineage() {}

  /** The ids of a training and of all that it goes on from. */
  static Set<String> of(Trainings trainings, Training training) {
    Set<String> ids = new LinkedHashSet<>();
    Training at = training;
    // The reader refuses circles.
    while (at != null && ids.add(at.id())) {
      at = trainings.byId().get(at.model());
    }
    return ids;
  }
}
