package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.suite.Episode;
import dev.dramatis.suite.Matter;
import java.util.List;

/**
 * Episodes as suites read them: a line of JSON in chat form for each, with what is known of its
 * question beside the messages. What is uploaded is an {@link EpisodeFile}, which has the messages
 * alone.
 */
public final class EpisodeRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EpisodeRows() {}

  /** The text of the file. */
  public static String text(List<Episode> episodes) {
    StringBuilder text = new StringBuilder();
    for (Episode episode : episodes) {
      ObjectNode line = JSON.createObjectNode();
      line.set("messages", EpisodeFile.messages(episode));
      put(line, episode.matter());
      text.append(EpisodeFile.escaped(line)).append('\n');
    }
    return text.toString();
  }

  private static void put(ObjectNode line, Matter matter) {
    matter.domain().ifPresent(value -> line.put("domain", value));
    matter.topic().ifPresent(value -> line.put("topic", value));
    matter.answer().ifPresent(value -> line.put("answer", value));
    matter.wrong().ifPresent(value -> line.put("wrong", value));
    if (matter.hard()) {
      line.put("hard", true);
    }
    matter.axes().ifPresent(axes -> axes.forEach(line.withArray("axes")::add));
  }
}
