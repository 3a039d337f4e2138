package dev.dramatis.suite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The folder that a suite's file stands in: the one place that its other files may come from. It
 * remembers the hash of each file read. For one thread.
 */
final class SuiteFolder {
  /** Bytes of one JSONL file; the largest that ships has under 1 MB. */
  static final int MAX_JSONL_BYTES = 32_000_000;

  /** Files that one suite may read. */
  static final int MAX_FILES = 1_000;

  private final Path suite;
  private final Path folder;
  private final Problems problems;
  private final Map<String, String> hashes = new LinkedHashMap<>();

  SuiteFolder(Path suite, Problems problems) {
    this(suite, parent(suite), problems);
  }

  /**
   * @param folder that the other files come from, where it is not the file's own
   */
  SuiteFolder(Path suite, Path folder, Problems problems) {
    this.suite = suite;
    this.folder = folder;
    this.problems = problems;
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** The suite's file as its author names it. */
  String suiteName() {
    return shown(suite);
  }

  /** The text of the suite's own file; empty, with the problem noted, if it cannot be read. */
  Optional<String> suiteText() {
    Path name = suite.getFileName();
    if (name == null || !Files.isRegularFile(suite)) {
      problems.add(suiteName(), 1, "there is no such file. Name the YAML file of a suite.");
      return Optional.empty();
    }
    return text(suite, name.toString(), suiteName(), 1, suiteName(), YamlReader.MAX_BYTES);
  }

  /** The objects of the own file, where that is JSONL; empty, with the problem noted, if not. */
  Optional<List<Located>> ownJsonLines() {
    Path name = suite.getFileName();
    if (name == null || !Files.isRegularFile(suite)) {
      problems.add(suiteName(), 1, "there is no such file. Name a JSONL file.");
      return Optional.empty();
    }
    return text(suite, name.toString(), suiteName(), 1, suiteName(), MAX_JSONL_BYTES)
        .map(text -> JsonLines.read(suiteName(), text, problems));
  }

  /**
   * The objects of a JSONL file; empty, with the problem noted, if it cannot be read.
   *
   * @param at the value that names it
   */
  Optional<List<Located>> jsonLines(String path, Located at) {
    Optional<Path> file = inside(path, at);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String shown = shown(file.get());
    return text(file.get(), key(path), at.file(), at.line(), shown, MAX_JSONL_BYTES)
        .map(text -> JsonLines.read(shown, text, problems));
  }

  /**
   * The content of a YAML file; empty, with the problem noted, if it cannot be read.
   *
   * @param at the value that names it
   */
  Optional<Located> yaml(String path, Located at) {
    Optional<Path> file = inside(path, at);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String shown = shown(file.get());
    return text(file.get(), key(path), at.file(), at.line(), shown, YamlReader.MAX_BYTES)
        .flatMap(text -> YamlReader.read(shown, text, problems));
  }

  /** A path in one spelling, whatever way it was written. */
  static String key(String path) {
    return Path.of(path).normalize().toString().replace('\\', '/');
  }

  private Optional<Path> inside(String path, Located at) {
    Path relative;
    try {
      relative = Path.of(path);
    } catch (InvalidPathException e) {
      problems.add(at, "\"" + path + "\" is not a path. Write it like probes/first.jsonl.");
      return Optional.empty();
    }
    if (relative.isAbsolute() || path.contains("\\") || path.matches("[A-Za-z]:.*")) {
      problems.add(
          at,
          "\""
              + path
              + "\" must be relative to the suite's folder, with slashes: probes/first.jsonl.");
      return Optional.empty();
    }
    for (Path part : relative) {
      if (part.toString().equals("..")) {
        problems.add(
            at,
            "\"" + path + "\" leaves the suite's folder. Put the file beneath it, without \"..\".");
        return Optional.empty();
      }
    }
    Path file = folder.resolve(relative).normalize();
    if (!Files.isRegularFile(file)) {
      problems.add(at, "there is no file \"" + shown(file) + "\"." + present(file));
      return Optional.empty();
    }
    try {
      if (!file.toRealPath().startsWith(folder.toAbsolutePath().toRealPath())) {
        problems.add(
            at,
            "\""
                + path
                + "\" is a link that leaves the suite's folder. Put the file itself beneath it.");
        return Optional.empty();
      }
    } catch (IOException e) {
      problems.add(at, "\"" + shown(file) + "\" cannot be read: " + e.getMessage() + ".");
      return Optional.empty();
    }
    return Optional.of(file);
  }

  private String present(Path missing) {
    Path parent = missing.getParent();
    Path name = missing.getFileName();
    if (parent == null || name == null || !Files.isDirectory(parent)) {
      return " Paths are relative to " + shown(folder) + ".";
    }
    try (var files = Files.list(parent)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> String.valueOf(file.getFileName()))
              .limit(200)
              .toList();
      return " " + Names.hint("There", name.toString(), names);
    } catch (IOException e) {
      return "";
    }
  }

  private Optional<String> text(
      Path file, String key, String blame, int line, String shown, int limit) {
    if (hashes.size() >= MAX_FILES) {
      problems.add(blame, line, "a suite may read " + MAX_FILES + " files. Join some of them.");
      return Optional.empty();
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(limit + 1);
    } catch (IOException e) {
      problems.add(blame, line, "\"" + shown + "\" cannot be read: " + e.getMessage() + ".");
      return Optional.empty();
    }
    if (bytes.length > limit) {
      problems.add(
          blame,
          line,
          "\""
              + shown
              + "\" is larger than "
              + limit / 1_000_000
              + " MB. Put long material in JSONL files, in several if need be.");
      return Optional.empty();
    }
    hashes.put(key, Sha256.hex(bytes));
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      problems.add(blame, line, "\"" + shown + "\" is not UTF-8. Save it in that encoding.");
      return Optional.empty();
    }
  }

  /** Every file read, the suite's own first, then by path. */
  List<SuiteFile> files() {
    List<SuiteFile> files = new ArrayList<>();
    hashes.entrySet().stream()
        .limit(1)
        .forEach(own -> files.add(new SuiteFile(own.getKey(), own.getValue())));
    Map<String, String> others = new TreeMap<>(hashes);
    files.forEach(own -> others.remove(own.path()));
    others.forEach((path, hash) -> files.add(new SuiteFile(path, hash)));
    return files;
  }

  /** SHA-256 over lines of path, blank and hash, sorted by path. */
  String hash() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(hashes)
        .forEach((path, hash) -> lines.append(path).append(' ').append(hash).append('\n'));
    return Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(Path path) {
    return path.toString().isEmpty() ? "." : path.toString().replace('\\', '/');
  }
}
