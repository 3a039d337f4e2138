package dev.dramatis.suite;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One input, asked in every arm that takes its group.
 *
 * @param text absent when the arms' templates say everything
 * @param group what cells refer to
 * @param kind a fixed stratum, balanced and of equal weight
 * @param family siblings share it; together they are one observation
 * @param variables every other field, for the strings that an arm owns
 */
public record Probe(
    String id,
    Optional<String> text,
    Optional<String> group,
    Optional<String> kind,
    Optional<String> family,
    Matter matter,
    Optional<Key> key,
    Map<String, String> variables) {
  public Probe {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a probe without an id: " + text);
    }
    variables = Map.copyOf(variables);
  }

  /** The unit of observation: the family, or the probe itself. */
  public String unit() {
    return family.map(name -> "family " + name).orElse(id);
  }

  /** Every name that a string of an arm may refer to, with its value. */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>(variables);
    values.put("id", id);
    text.ifPresent(value -> values.put("probe", value));
    group.ifPresent(value -> values.put("group", value));
    kind.ifPresent(value -> values.put("kind", value));
    family.ifPresent(value -> values.put("family", value));
    matter.domain().ifPresent(value -> values.put("domain", value));
    matter.topic().ifPresent(value -> values.put("topic", value));
    matter.answer().ifPresent(value -> values.put("answer", value));
    matter.wrong().ifPresent(value -> values.put("wrong", value));
    return values;
  }
}
