package dev.dramatis.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.dramatis.suite.Capability;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out about the ways in which models can be asked.
 *
 * @param byModel by the model's label, then by the capability as suites write it
 */
public record Abilities(@JsonValue Map<String, Map<String, Finding>> byModel) {
  /** Nothing found out. */
  public static final Abilities NONE = new Abilities(Map.of());

  /**
   * One finding.
   *
   * @param able whether it can be asked so
   * @param why how that is known, or what stands against it
   */
  public record Finding(boolean able, String why) {}

  @JsonCreator
  public Abilities {
    Map<String, Map<String, Finding>> copy = new LinkedHashMap<>();
    byModel.forEach(
        (label, findings) ->
            copy.put(label, Collections.unmodifiableMap(new LinkedHashMap<>(findings))));
    byModel = Collections.unmodifiableMap(copy);
  }

  /** What was found about one way of asking a model. */
  public Optional<Finding> find(String label, Capability capability) {
    return Optional.ofNullable(byModel.getOrDefault(label, Map.of()).get(capability.word()));
  }

  /** The same with one finding more. */
  public Abilities with(String label, Capability capability, Finding finding) {
    Map<String, Map<String, Finding>> more = new LinkedHashMap<>(byModel);
    Map<String, Finding> findings = new LinkedHashMap<>(more.getOrDefault(label, Map.of()));
    findings.put(capability.word(), finding);
    more.put(label, findings);
    return new Abilities(more);
  }
}
