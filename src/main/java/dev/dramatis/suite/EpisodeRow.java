package dev.dramatis.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of a file of episodes, from which trainings make their episodes.
 *
 * @param line of the file, from 1
 * @param before what stands before the last user turn, in chat form; mostly nothing
 * @param user the last user turn
 * @param fields all other texts by name; {@code assistant} is the reply that is trained unless a
 *     training says otherwise
 * @param trained whether the reply counts; a weight of 0 shows it without training on it
 */
public record EpisodeRow(
    int line,
    List<Episode.Turn> before,
    String user,
    Map<String, String> fields,
    Matter matter,
    boolean trained) {
  public EpisodeRow {
    before = List.copyOf(before);
    fields = Map.copyOf(fields);
  }

  /** Every name that a training's templates may refer to, with its value. */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>(fields);
    values.put("user", user);
    matter.domain().ifPresent(value -> values.put("domain", value));
    matter.topic().ifPresent(value -> values.put("topic", value));
    matter.answer().ifPresent(value -> values.put("answer", value));
    matter.wrong().ifPresent(value -> values.put("wrong", value));
    return values;
  }
}
