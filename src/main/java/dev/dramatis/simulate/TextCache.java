package dev.dramatis.simulate;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers what was made of texts. Safe for use by many threads at once. When it is full it is
 * emptied: what it holds is quickly made again, and an order of eviction would cost a lock.
 */
final class TextCache<V> {
  /** Covers the shots and probes of the largest suites; about 20 MB of text at the most. */
  private static final int MOST_ENTRIES = 8_192;

  /** Longer texts are seldom met twice. */
  private static final int LONGEST = 2_500;

  private final ConcurrentHashMap<String, V> entries = new ConcurrentHashMap<>();
  private final Function<String, V> make;

  TextCache(Function<String, V> make) {
    this.make = make;
  }

  V get(String text) {
    V known = entries.get(text);
    if (known != null) {
      return known;
    }
    V made = make.apply(text);
    if (text.length() <= LONGEST) {
      if (entries.size() >= MOST_ENTRIES) {
        entries.clear();
      }
      entries.put(text, made);
    }
    return made;
  }
}
