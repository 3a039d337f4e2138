package dev.dramatis.verdict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of the judges behind a suite's labels.
 *
 * @param scores on the gold items, by classifier; none for a classifier without such items
 * @param untested why what rests on a classifier cannot be tested, by classifier
 */
public record JudgeEvidence(Map<String, JudgeScore> scores, Map<String, String> untested) {
  /** No judge, or nothing known of it. */
  public static final JudgeEvidence NONE = new JudgeEvidence(Map.of(), Map.of());

  public JudgeEvidence {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    untested = Collections.unmodifiableMap(new LinkedHashMap<>(untested));
  }
}
