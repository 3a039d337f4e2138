package dev.dramatis.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads files of episodes: rows of fields, or conversations in the chat form of providers. */
final class EpisodeFiles {
  /** Fields of a row that no template may name, since they are not its texts. */
  private static final Set<String> NOT_TEXTS =
      Set.of("user", "messages", "weight", "domain", "topic", "answer", "wrong", "hard", "axes");

  private final SuiteFolder folder;
  private final Problems problems;
  private final Map<String, List<Placed<EpisodeRow>>> files = new LinkedHashMap<>();

  EpisodeFiles(SuiteFolder folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** The rows of every file read so far, by path. */
  Map<String, List<Placed<EpisodeRow>>> files() {
    return files;
  }

  /**
   * The rows of a file; empty, with the problems noted, if it cannot be read whole.
   *
   * @param at the value that names it
   */
  Optional<List<Placed<EpisodeRow>>> read(String path, Located at) {
    List<Placed<EpisodeRow>> known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    int before = problems.complaints();
    List<Placed<EpisodeRow>> rows = rows(folder.jsonLines(path, at).orElse(List.of()));
    if (problems.complaints() > before) {
      return Optional.empty();
    }
    files.put(path, rows);
    return Optional.of(rows);
  }

  /** The rows that can be read; what is wrong with the others is noted. */
  List<Placed<EpisodeRow>> rows(List<Located> lines) {
    List<Placed<EpisodeRow>> rows = new ArrayList<>();
    for (Located line : lines) {
      if (ShapeCheck.EPISODE.accepts(line, problems)) {
        row(line).ifPresent(row -> rows.add(new Placed<>(row, line)));
      }
    }
    return rows;
  }

  private Optional<EpisodeRow> row(Located line) {
    Map<String, String> fields = new LinkedHashMap<>();
    line.entries()
        .forEach(
            (name, value) -> {
              if (!NOT_TEXTS.contains(name)) {
                fields.put(name, value.text());
              }
            });
    if (line.get("messages").isPresent()) {
      return conversation(line, line.items("messages"), fields);
    }
    return Optional.of(
        new EpisodeRow(
            line.line(),
            List.of(),
            line.text("user").orElse(""),
            fields,
            MatterReader.read(line),
            isTrained(line)));
  }

  /** The chat form: the last two messages are the question and the reply that templates rewrite. */
  private Optional<EpisodeRow> conversation(
      Located line, List<Located> messages, Map<String, String> fields) {
    int size = messages.size();
    if (size < 2
        || !role(messages.get(size - 1)).equals("assistant")
        || !role(messages.get(size - 2)).equals("user")) {
      problems.add(
          line, "a conversation ends with a user turn and the assistant's reply. Put them last.");
      return Optional.empty();
    }
    List<Episode.Turn> before = new ArrayList<>();
    for (Located message : messages.subList(0, size - 2)) {
      String text = message.text("content").orElse("");
      before.add(
          switch (role(message)) {
            case "system" -> new Episode.Turn(Message.system(text), false);
            case "user" -> new Episode.Turn(Message.user(text), false);
            default -> new Episode.Turn(Message.assistant(text), isTrained(message));
          });
    }
    fields.put("assistant", messages.get(size - 1).text("content").orElse(""));
    return Optional.of(
        new EpisodeRow(
            line.line(),
            before,
            messages.get(size - 2).text("content").orElse(""),
            fields,
            MatterReader.read(line),
            isTrained(messages.get(size - 1))));
  }

  private static String role(Located message) {
    return message.text("role").orElse("");
  }

  private static boolean isTrained(Located at) {
    JsonNode weight = at.node().get("weight");
    return weight == null || weight.asInt() != 0;
  }
}
