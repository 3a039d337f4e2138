package dev.dramatis.compare;

import dev.dramatis.suite.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One prediction on one model over time.
 *
 * @param models of the roles that the suite names
 * @param nights the oldest first; at least one
 */
public record HistoryLine(
    String suite,
    String prediction,
    Role role,
    Map<String, String> models,
    List<HistoryNight> nights) {
  public HistoryLine {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    nights = List.copyOf(nights);
    if (nights.isEmpty()) {
      throw new IllegalArgumentException("a line without a night: " + suite + " / " + prediction);
    }
  }

  /** The newest night. */
  public HistoryNight last() {
    return nights.get(nights.size() - 1);
  }

  /** What was tested, in one word or two. */
  public String subject() {
    return String.join(" + ", models.values().stream().distinct().toList());
  }
}
