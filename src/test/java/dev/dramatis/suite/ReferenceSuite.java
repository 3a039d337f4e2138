package dev.dramatis.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the reference suite, to be edited. */
final class ReferenceSuite {
  static final Path ORIGINAL = Path.of("src/test/resources/suite/reference.yaml");

  private final Path folder;

  private ReferenceSuite(Path folder) {
    this.folder = folder;
  }

  static ReferenceSuite copyTo(Path folder) {
    Path source = ORIGINAL.resolveSibling("reference");
    try (Stream<Path> files = Files.list(source)) {
      Files.createDirectories(folder.resolve("reference"));
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve("reference").resolve(source.relativize(file)));
      }
      Files.copy(ORIGINAL, folder.resolve("reference.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ReferenceSuite(folder);
  }

  Path yaml() {
    return folder.resolve("reference.yaml");
  }

  /**
   * Replaces the only occurrence of a text in one file.
   *
   * @return the line, from 1, on which the replacement begins
   */
  int edit(String file, String find, String replacement) {
    String text = read(file);
    int at = text.indexOf(find);
    if (at < 0 || text.indexOf(find, at + 1) >= 0) {
      throw new IllegalArgumentException("not exactly once in " + file + ": " + find);
    }
    write(file, text.substring(0, at) + replacement + text.substring(at + find.length()));
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  /** The line, from 1, that is this text, or else the first that holds it. */
  int lineOf(String file, String text) {
    List<String> lines = read(file).lines().toList();
    if (lines.contains(text)) {
      return lines.indexOf(text) + 1;
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("not in " + file + ": " + text);
  }

  String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The problems that loading it brings; none if it loads. */
  List<Problem> problems() {
    try {
      SuiteLoader.load(yaml());
      return List.of();
    } catch (InvalidSuiteException e) {
      return e.problems();
    }
  }
}
