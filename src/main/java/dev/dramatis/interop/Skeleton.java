package dev.dramatis.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A suite that is made of somebody else's questions. It is valid and can be run; what only its
 * author can know (what is predicted, by what margin, and what either outcome would say) stands in
 * it as text that says so.
 */
final class Skeleton {
  /** Begins every text that the author has to write. */
  static final String TO_STATE = "TO BE STATED BEFORE DATA:";

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private final String id;
  private final ObjectNode suite = JSON.createObjectNode();
  private final ArrayNode probes = JSON.createArrayNode();
  private final Set<String> ids = new HashSet<>();

  Skeleton(String id, String title, String work, String drawnFrom) {
    this.id = id;
    if (!ID.matcher(id).matches()) {
      throw new InteropException(
          "\""
              + id
              + "\" is no id of a suite: small letters and digits, with hyphens between them.");
    }
    suite.put("suite", id).put("title", title);
    suite.put("claim", TO_STATE + " what these questions are to show.");
    suite.putObject("source").put("work", work).put("section", "imported");
    suite.putArray("requires").add("chat");
    suite.put("drawnFrom", drawnFrom);
    suite.putObject("arms");
    suite.putObject("probes").put("file", id + "/probes.jsonl");
    suite.putObject("classifiers");
    suite.putObject("predictions");
  }

  ObjectNode arm(String name) {
    return suite.withObject("/arms").putObject(name);
  }

  ObjectNode classifier(String name, String kind) {
    return suite.withObject("/classifiers").putObject(name).put("kind", kind);
  }

  /** A probe with an id that no other has. */
  ObjectNode probe(String wanted, String text) {
    String plain = wanted.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    String base = plain.isEmpty() ? "q" : plain.substring(0, Math.min(60, plain.length()));
    String name = base;
    for (int i = 2; !ids.add(name); i++) {
      name = base + "-" + i;
    }
    return probes.addObject().put("id", name).put("text", text);
  }

  int probes() {
    return probes.size();
  }

  /** A prediction about one arm's rate, whose margin is a place to begin. */
  void rate(String prediction, boolean primary, String cell, ObjectNode measure) {
    ObjectNode node = suite.withObject("/predictions").putObject(prediction);
    node.put("role", primary ? "primary" : "secondary").put("bearing", "allowed");
    node.put("says", TO_STATE + " what is predicted of this rate.");
    node.putObject("contrast").put("rate", cell);
    node.set("measure", measure);
    node.put("above", 0.10);
    node.put("ifSupported", TO_STATE + " what it would say if it holds.");
    node.put("ifContradicted", TO_STATE + " what it would say if it does not.");
    node.putArray("rivals").add(TO_STATE + " what else would predict the same.");
  }

  static ObjectNode measure(String classifier, List<String> labels) {
    ObjectNode measure = JSON.createObjectNode().put("classifier", classifier);
    ArrayNode is = measure.putArray("is");
    labels.forEach(is::add);
    return measure;
  }

  void repeats(int repeats, double temperature, int maxTokens) {
    suite
        .putObject("sampling")
        .put("repeats", Math.max(1, repeats))
        .put("temperature", temperature)
        .put("maxTokens", maxTokens);
  }

  /** Judges that come without gold items are not screened; the report says so. */
  void unscreenedJudges() {
    suite.putObject("judgeBar").put("sensitivity", 0).put("specificity", 0);
  }

  /**
   * Writes the suite and its probes.
   *
   * @param file where the suite goes; its material goes into a folder beside it
   */
  List<Path> write(Path file) throws IOException {
    if (probes.isEmpty()) {
      throw new InteropException("nothing in it could be taken as a probe");
    }
    Path folder = file.resolveSibling(id);
    Files.createDirectories(folder);
    Path material = folder.resolve("probes.jsonl");
    try (OutputStream out = NewFiles.open(material)) {
      for (int i = 0; i < probes.size(); i++) {
        out.write(JSON.writeValueAsString(probes.get(i)).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
    }
    try (OutputStream out = NewFiles.open(file)) {
      out.write(YAML.writeValueAsString(suite).getBytes(StandardCharsets.UTF_8));
    }
    try {
      SuiteLoader.load(file);
    } catch (InvalidSuiteException e) {
      throw new InteropException(
          "What was made of it is no valid suite yet, and stands in "
              + file
              + " to be repaired:\n"
              + e.getMessage(),
          e);
    }
    return List.of(file, material);
  }
}
