package dev.dramatis.run;

import dev.dramatis.model.Abilities;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Capability;
import dev.dramatis.suite.Suite;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The arms of a suite that cannot be asked as they are, under one binding of models. */
public final class Unaskable {
  private Unaskable() {}

  /**
   * Why, by the arm's id.
   *
   * @param labels the model's name for every role that has one
   * @param abilities what is known of the models; what is not is taken to be possible
   */
  public static Map<String, String> arms(
      Suite suite, Map<String, String> labels, Abilities abilities) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Arm arm : suite.arms()) {
      reason(suite.trainings().of(arm.model()).isPresent(), arm, labels, abilities)
          .ifPresent(reason -> reasons.put(arm.id(), reason));
    }
    return reasons;
  }

  private static Optional<String> reason(
      boolean trained, Arm arm, Map<String, String> labels, Abilities abilities) {
    String label = labels.get(arm.model());
    if (label == null && trained) {
      return Optional.of(
          "no model \""
              + arm.model()
              + "\" was trained for the arm "
              + arm.id()
              + ": run --train trains it, or say --model "
              + arm.model()
              + "=PROVIDER/NAME");
    }
    if (label == null) {
      return Optional.of(
          "no model is bound to the role "
              + arm.model()
              + " of the arm "
              + arm.id()
              + ": say --model "
              + arm.model()
              + "=PROVIDER/NAME");
    }
    for (Capability need : arm.needs()) {
      Optional<Abilities.Finding> finding = abilities.find(label, need);
      if (finding.isPresent() && !finding.get().able()) {
        return Optional.of(
            "the arm "
                + arm.id()
                + " needs a model that "
                + need.words()
                + ", and "
                + label
                + " is none: "
                + finding.get().why());
      }
    }
    return Optional.empty();
  }
}
