package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the probes of a suite, in place or from JSONL files. */
final class ProbeReader {
  /** Probes of one suite; the plan holds a few integers for each of their trials. */
  private static final int MOST_PROBES = 100_000;

  private static final Set<String> FIELDS = Set.of("id", "text", "group", "kind", "family", "key");

  /** What strings of arms call a probe's text; a variable of that name would be hidden. */
  private static final String TEXT_NAME = "probe";

  private final SuiteFolder folder;
  private final Problems problems;
  private final List<Placed<Probe>> probes = new ArrayList<>();
  private final Map<String, Located> ids = new HashMap<>();

  ProbeReader(SuiteFolder folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** The probes, in the order written; those at fault are left out and noted. */
  List<Placed<Probe>> read(Located section) {
    if (section.node().isArray()) {
      section.items().stream().filter(item -> !problems.touch(item)).forEach(this::add);
      return probes;
    }
    List<Located> files = new ArrayList<>();
    section.get("file").ifPresent(files::add);
    files.addAll(section.items("files"));
    if (section.node().has("file") && section.node().has("files")) {
      problems.add(section, "\"file\" and \"files\" both. List all files in \"files\".");
    }
    for (Located file : files) {
      if (!file.isText() || problems.touch(file)) {
        continue;
      }
      Optional<List<Located>> lines = folder.jsonLines(file.text(), file);
      if (lines.isPresent() && lines.get().isEmpty() && !problems.touch(file)) {
        problems.add(file, "\"" + file.text() + "\" holds no probe. Write one object a line.");
      }
      lines
          .orElse(List.of())
          .forEach(
              line -> {
                if (ShapeCheck.PROBE.accepts(line, problems)) {
                  add(line);
                }
              });
    }
    if (probes.size() > MOST_PROBES) {
      problems.add(section, "more than " + MOST_PROBES + " probes. Split the suite.");
    }
    return probes;
  }

  private void add(Located record) {
    if (!record.node().isObject()) {
      return;
    }
    String id = record.text("id").orElse("");
    Located first = ids.putIfAbsent(id, record);
    if (first != null) {
      problems.add(
          record.getOrThis("id"),
          "the probe id \""
              + id
              + "\" stands at "
              + first.file()
              + ":"
              + first.getOrThis("id").line()
              + " too. Give each probe an id of its own.");
      return;
    }
    Map<String, String> variables = new LinkedHashMap<>();
    record
        .entries()
        .forEach(
            (name, value) -> {
              if (!FIELDS.contains(name) && !MatterReader.FIELDS.contains(name)) {
                variables.put(name, value.text());
              }
            });
    if (variables.containsKey(TEXT_NAME)) {
      problems.add(
          record.getOrThis(TEXT_NAME),
          "a variable cannot be called \"probe\", since {{probe}} is the probe's text. Call the field "
              + "\"text\", or choose another name.");
      return;
    }
    int before = problems.complaints();
    Optional<Key> key = record.get("key").flatMap(written -> KeyReader.read(written, problems));
    if (problems.complaints() > before) {
      return;
    }
    probes.add(
        new Placed<>(
            new Probe(
                id,
                record.text("text"),
                record.text("group"),
                record.text("kind"),
                record.text("family"),
                MatterReader.read(record),
                key,
                variables),
            record));
  }
}
