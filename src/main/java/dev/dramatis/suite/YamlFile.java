package dev.dramatis.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A YAML file that is read as suites are, for what is none: held against a JSON Schema, every fault
 * with its line. Immutable.
 */
public final class YamlFile {
  private final Located root;

  private YamlFile(Located root) {
    this.root = root;
  }

  /**
   * Reads a file.
   *
   * @param shown the file's name in messages
   * @param schema the resource that holds the schema
   * @return empty if the file holds nothing but comments
   * @throws InvalidSuiteException with every fault found
   */
  public static Optional<YamlFile> read(Path file, String shown, String schema)
      throws InvalidSuiteException {
    Problems problems = new Problems();
    String text = text(file, shown, problems);
    if (text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
      problems.refuseAny(shown);
      return Optional.empty();
    }
    Optional<Located> root = YamlReader.read(shown, text, problems);
    root.ifPresent(whole -> ShapeCheck.of(schema).accepts(whole, problems));
    problems.refuseAny(shown);
    return root.map(YamlFile::new);
  }

  private static String text(Path file, String shown, Problems problems) {
    try {
      if (Files.size(file) > YamlReader.MAX_BYTES) {
        problems.add(shown, 1, "the file is larger than " + YamlReader.MAX_BYTES + " bytes.");
        return "";
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      problems.add(shown, 1, "the file is not UTF-8. Save it as UTF-8.");
    } catch (IOException e) {
      problems.add(shown, 1, "the file cannot be read: " + e.getMessage());
    }
    return "";
  }

  /** What the file holds. */
  public JsonNode root() {
    return root.node();
  }

  /**
   * A fault that the schema cannot see.
   *
   * @param path the keys that lead to the value at fault
   */
  public Problem problem(List<String> path, String message) {
    String pointer = "";
    for (String key : path) {
      pointer += "/" + Located.escape(key);
    }
    return new Problem(root.file(), root.document().lineOf(pointer), message);
  }
}
