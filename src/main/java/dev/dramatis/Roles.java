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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which roles suites have, and what one model that is named for all of them stands for. */
public final class Roles {
  /** A model of another family than the one that is tested. */
  private static final String OTHER = "other";

  private static final Pattern NAMED =
      Pattern.compile(
          "((?:[a-z0-9-]+/)?[A-Za-z][A-Za-z0-9_-]*(?:\\[[^\\]]+\\])?(?:@[0-9]{1,3})?)=(.+)");

  /**
   * A model as a user binds it: {@code MODEL} for all roles, or {@code ROLE=MODEL}. The role of a
   * trained model may have its suite before it, {@code SUITE/ROLE}.
   *
   * @param role empty if the model is for all
   */
  public record Binding(Optional<String> role, String model) {
    /** Reads {@code MODEL} or {@code ROLE=MODEL}; whether there is such a model is not checked. */
    public static Binding parse(String text) {
      Matcher matcher = NAMED.matcher(text);
      return matcher.matches()
          ? new Binding(Optional.of(matcher.group(1)), matcher.group(2))
          : new Binding(Optional.empty(), text);
    }
  }

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
