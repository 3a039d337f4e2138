package dev.dramatis.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A linear contrast of cell means.
 *
 * @param weights in the order written; none is 0
 */
public record Contrast(Kind kind, Map<Cell, Double> weights) {
  /** The form in which it was written. */
  public enum Kind {
    RATE,
    DIFFERENCE,
    DOSE,
    TREND,
    INTERACTION,
    WEIGHTS
  }

  public Contrast {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("a contrast without cells");
    }
  }
}
