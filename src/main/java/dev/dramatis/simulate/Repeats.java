package dev.dramatis.simulate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how often something came before. Safe for use by many threads at once. Bounded: what was
 * not met for longest is forgotten first, and then counted from 0 again.
 */
final class Repeats {
  private static final int MOST = 100_000;

  private final Map<String, Integer> counts = new LinkedHashMap<>(16, 0.75f, true);

  /** Counts one more; returns how many there were before. */
  synchronized int next(String what) {
    int before = counts.getOrDefault(what, 0);
    counts.put(what, before + 1);
    if (counts.size() > MOST) {
      counts.remove(counts.keySet().iterator().next());
    }
    return before;
  }

  /** How many there were. */
  synchronized int count(String what) {
    return counts.getOrDefault(what, 0);
  }
}
