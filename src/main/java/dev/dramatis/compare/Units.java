package dev.dramatis.compare;

import java.util.List;

/**
 * The independent units of a claim, in columns of one length.
 *
 * @param ids probes, or families of them; blank where they were not kept
 * @param asked a hash of everything that was put to the model for the unit's contrast
 * @param parts of the contrast that they belong to, from 0; the means of the parts add
 * @param effects the contrast within each, to six places
 */
public record Units(
    List<String> ids, List<String> asked, List<Integer> parts, List<Double> effects) {
  /** Of a claim whose units were not kept, or that has none. */
  public static final Units NONE = new Units(List.of(), List.of(), List.of(), List.of());

  public Units {
    ids = List.copyOf(ids);
    asked = List.copyOf(asked);
    parts = List.copyOf(parts);
    effects = List.copyOf(effects);
    if (asked.size() != ids.size() || parts.size() != ids.size() || effects.size() != ids.size()) {
      throw new IllegalArgumentException("units in columns of different lengths");
    }
  }

  Units withoutNames() {
    return new Units(ids.stream().map(id -> "").toList(), asked, parts, effects);
  }

  public int size() {
    return ids.size();
  }
}
