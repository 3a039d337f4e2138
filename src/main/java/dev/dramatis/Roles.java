package dev.dramatis;

import dev.dramatis.model.ModelName;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Training;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which roles suites have, and what one model that is named for all of them stands for. */
public final class Roles {
  /** A model of another family than the one that is tested. */
  private static final String OTHER = "other";

  private Roles() {}

  /** The roles of arms that ask no trained model. */
  public static Set<String> asked(List<Suite> suites) {
    Set<String> asked = new LinkedHashSet<>();
    for (Suite suite : suites) {
      suite.arms().stream()
          .map(Arm::model)
          .filter(role -> suite.trainings().of(role).isEmpty())
          .forEach(asked::add);
    }
    return asked;
  }

  /** The same with those that trainings begin with. */
  public static Set<String> plain(List<Suite> suites) {
    Set<String> plain = asked(suites);
    for (Suite suite : suites) {
      for (Training training : suite.trainings().byId().values()) {
        plain.add(suite.trainings().root(training));
      }
    }
    return plain;
  }

  /**
   * What a model that is named for all roles stands for in one. A model before post-training, and
   * one of another family, is another than the one that is tested, so it has to be named by its
   * role.
   */
  public static Optional<ModelName> forAll(ModelName all, String role) {
    if (role.equals(OTHER)) {
      return Optional.empty();
    }
    if (all.provider().equals("simulated")) {
      return Optional.of(SimulatedEndpoint.of(all, role));
    }
    return role.equals(SimulatedEndpoint.BASE) ? Optional.empty() : Optional.of(all);
  }
}
