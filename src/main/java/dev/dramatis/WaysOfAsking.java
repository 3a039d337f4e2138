package dev.dramatis;

import dev.dramatis.model.Abilities;
import dev.dramatis.model.Ability;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.Handshake;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.Unaskable;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Capability;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds out, before the run begins, whether the models can be asked as the arms want it. */
final class WaysOfAsking {
  private WaysOfAsking() {}

  /**
   * What the arms need of the models and what of it there is. What is not known of a model is found
   * out by a call or two of a few tokens.
   *
   * @param known what was found out earlier, which is not asked again
   * @param redact takes secrets out of what a server says
   * @throws UnreadyException if it cannot be found out
   */
  static Abilities find(
      List<Suite> suites,
      Map<String, ModelName> roles,
      Map<String, Endpoint> endpoints,
      Abilities known,
      UnaryOperator<String> redact) {
    Abilities abilities = known;
    for (Suite suite : suites) {
      for (Arm arm : suite.arms()) {
        ModelName name = roles.get(arm.model());
        Endpoint endpoint = name == null ? null : endpoints.get(name.label());
        if (endpoint != null) {
          abilities = withNeeds(arm, endpoint, abilities, redact);
        }
      }
    }
    return abilities;
  }

  private static Abilities withNeeds(
      Arm arm, Endpoint endpoint, Abilities known, UnaryOperator<String> redact) {
    String label = endpoint.name().label();
    Abilities abilities = known;
    for (Capability need : arm.needs()) {
      if (need != Capability.CHAT && abilities.find(label, need).isEmpty()) {
        abilities = abilities.with(label, need, find(endpoint, need, redact));
      }
    }
    return abilities;
  }

  /**
   * Whether an endpoint can be asked so.
   *
   * @throws UnreadyException if it cannot be found out
   */
  static Abilities.Finding find(Endpoint endpoint, Capability need, UnaryOperator<String> redact) {
    try {
      Ability ability = Handshake.measure(endpoint, need, redact);
      if (ability instanceof Ability.Able able) {
        return new Abilities.Finding(true, able.how());
      }
      if (ability instanceof Ability.Unable unable) {
        return new Abilities.Finding(false, unable.reason());
      }
      throw new UnreadyException(
          "Whether "
              + endpoint.name().label()
              + " "
              + need.words()
              + " could not be found out: "
              + ((Ability.Unknown) ability).reason()
              + " Try again, or give what is known of it with --capabilities.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadyException("interrupted while a model's capabilities were looked for");
    }
  }

  /** What will not be tested for want of a model or a way of asking, a sentence for each reason. */
  static List<String> warnings(
      List<Suite> suites, Map<String, ModelName> roles, Abilities abilities) {
    Map<String, String> labels = new LinkedHashMap<>();
    roles.forEach((role, name) -> labels.put(role, name.label()));
    List<String> warnings = new ArrayList<>();
    for (Suite suite : suites) {
      Map<String, String> arms = Unaskable.arms(suite, labels, abilities);
      Map<String, List<String>> untested = new LinkedHashMap<>();
      for (Prediction prediction : suite.predictions()) {
        reason(suite, prediction, arms)
            .ifPresent(
                reason ->
                    untested
                        .computeIfAbsent(reason, first -> new ArrayList<>())
                        .add(prediction.id()));
      }
      untested.forEach(
          (reason, ids) ->
              warnings.add(
                  suite.id()
                      + ": not tested: "
                      + String.join(", ", ids)
                      + "; "
                      + reason
                      + (reason.endsWith(".") ? "" : ".")));
    }
    return warnings;
  }

  private static Optional<String> reason(
      Suite suite, Prediction prediction, Map<String, String> arms) {
    return suite.arms().stream()
        .filter(arm -> prediction.arms().contains(arm.condition()) && arms.containsKey(arm.id()))
        .findFirst()
        .map(arm -> arms.get(arm.id()));
  }
}
