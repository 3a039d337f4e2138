package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Texts by their content words, to find the one that has most of another's. */
public final class OverlapIndex {
  private final Map<String, List<Integer>> byWord = new HashMap<>();

  /**
   * What a text has in common with some words.
   *
   * @param text its place among those of the index, from 0
   * @param common the words that it has
   * @param of how many were looked for; at least one
   */
  public record Overlap(int text, Set<String> common, int of) {
    public Overlap {
      common = Collections.unmodifiableSet(new LinkedHashSet<>(common));
    }

    /** The share of the words looked for that it has. */
    public double share() {
      return (double) common.size() / of;
    }
  }

  public OverlapIndex(List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      for (String word : ContentWords.of(texts.get(i))) {
        byWord.computeIfAbsent(word, key -> new ArrayList<>()).add(i);
      }
    }
  }

  /** The text that has most of some words, the first of several; empty if none has any. */
  public Optional<Overlap> worst(Set<String> words) {
    Map<Integer, Set<String>> common = new LinkedHashMap<>();
    for (String word : words) {
      for (int text : byWord.getOrDefault(word, List.of())) {
        common.computeIfAbsent(text, key -> new LinkedHashSet<>()).add(word);
      }
    }
    return common.entrySet().stream()
        .max(Comparator.comparingInt(each -> each.getValue().size()))
        .map(each -> new Overlap(each.getKey(), each.getValue(), words.size()));
  }
}
