package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole expected files; {@code -Dregenerate=true} writes them anew, to be read before a commit. */
final class Expected {
  private static final Path FOLDER = Path.of("src", "test", "resources", "report");

  private Expected() {}

  static void matches(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("regenerate")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
