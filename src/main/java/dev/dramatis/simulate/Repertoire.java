package dev.dramatis.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The replies that can be given to one question, by the set of axes that they show. */
final class Repertoire {
  private final Map<Long, List<String>> replies = new LinkedHashMap<>();
  private final Map<String, Long> shows = new HashMap<>();

  /**
   * @param filled every utterance that the question can fill, with the set that it shows; a text
   *     that stands for two sets is never recognised
   * @param atStake replies that show other axes can be recognised, but are not given
   */
  Repertoire(List<Map.Entry<String, Long>> filled, long atStake) {
    Set<String> ambiguous = new HashSet<>();
    for (Map.Entry<String, Long> reply : filled) {
      Long earlier = shows.putIfAbsent(reply.getKey(), reply.getValue());
      if (earlier != null && !earlier.equals(reply.getValue())) {
        ambiguous.add(reply.getKey());
      }
      if (earlier == null && (reply.getValue() & ~atStake) == 0) {
        replies.computeIfAbsent(reply.getValue(), set -> new ArrayList<>()).add(reply.getKey());
      }
    }
    shows.keySet().removeAll(ambiguous);
  }

  /** The sets that it has words for. */
  Set<Long> sets() {
    return Collections.unmodifiableSet(replies.keySet());
  }

  /** The replies that show exactly this set; empty if there are none. */
  List<String> replies(long set) {
    return Collections.unmodifiableList(replies.getOrDefault(set, List.of()));
  }

  /** What a text shows, if it is one of the replies. */
  OptionalLong shows(String text) {
    Long set = shows.get(text);
    return set == null ? OptionalLong.empty() : OptionalLong.of(set);
  }
}
