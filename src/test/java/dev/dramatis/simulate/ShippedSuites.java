package dev.dramatis.simulate;

import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every suite that ships, whichever they are. */
final class ShippedSuites {
  private static final List<Suite> ALL = load();

  private ShippedSuites() {}

  static List<Suite> all() {
    return ALL;
  }

  private static List<Suite> load() {
    try (Stream<Path> files = Files.list(Path.of("suites"))) {
      List<Suite> suites = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        suites.add(SuiteLoader.load(file));
      }
      return List.copyOf(suites);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidSuiteException e) {
      throw new IllegalStateException(e);
    }
  }
}
