package dev.dramatis.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * What the beginning of a reply tells of the reply.
   *
   * @param agreed the axes on which all replies that begin so agree
   * @param shown those of them that they show
   */
  record Opening(long agreed, long shown) {}

  /** What a beginning tells; empty if no reply begins so. */
  Optional<Opening> opening(String begun) {
    long every = -1;
    long any = 0;
    boolean found = false;
    for (Map.Entry<String, Long> reply : shows.entrySet()) {
      if (goesOn(reply.getKey(), begun)) {
        every &= reply.getValue();
        any |= reply.getValue();
        found = true;
      }
    }
    return found ? Optional.of(new Opening(~(every ^ any), every)) : Optional.empty();
  }

  /**
   * What follows a beginning in the replies that show exactly this set; empty if none begins so.
   */
  List<String> rests(long set, String begun) {
    return replies(set).stream()
        .filter(reply -> goesOn(reply, begun))
        .map(reply -> reply.substring(begun.length()))
        .toList();
  }

  private static boolean goesOn(String reply, String begun) {
    return reply.length() > begun.length() && reply.startsWith(begun);
  }

  /** What a text shows, if it is one of the replies. */
  OptionalLong shows(String text) {
    Long set = shows.get(text);
    return set == null ? OptionalLong.empty() : OptionalLong.of(set);
  }
}
