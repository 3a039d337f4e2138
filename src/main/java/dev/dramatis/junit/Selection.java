package dev.dramatis.junit;

import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of suites that tests are wanted of, in the order named, and which of their tests. */
final class Selection {
  /** The key that every suite begins with; much of what else is YAML is none of ours. */
  private static final Pattern SUITE = Pattern.compile("(?m)^[\"']?suite[\"']?\\s*:\\s*\\S");

  /** A suite's own keys stand at its top, after comments. */
  private static final int LOOKED_AT = 64 * 1024;

  private final Map<Path, Wanted> byFile = new LinkedHashMap<>();

  /** What is wanted of a file. */
  static final class Wanted {
    private boolean all;
    private final Set<String> ids = new TreeSet<>();
    private final Set<Integer> lines = new TreeSet<>();

    /** The predictions that are wanted, in the order written. */
    List<Prediction> of(Suite suite) {
      return suite.predictions().stream()
          .filter(
              prediction ->
                  all
                      || ids.contains(prediction.id())
                      || lines.stream().anyMatch(line -> stands(suite, prediction, line)))
          .toList();
    }

    /** The ids that are wanted and that the suite has not. */
    Set<String> notIn(Suite suite) {
      Set<String> absent = new TreeSet<>(ids);
      suite.predictions().forEach(prediction -> absent.remove(prediction.id()));
      return absent;
    }

    /** Whether a line lies in a prediction: at its id or behind it, and before any other's. */
    private static boolean stands(Suite suite, Prediction prediction, int line) {
      return prediction.line() <= line
          && suite.predictions().stream()
              .noneMatch(other -> other.line() > prediction.line() && other.line() <= line);
    }
  }

  /** The files, absolute, with what is wanted of each. */
  Map<Path, Wanted> byFile() {
    return byFile;
  }

  /** Selects a file whole. */
  void add(Path file) {
    wanted(file).all = true;
  }

  /** Selects a prediction of a file. */
  void addPrediction(Path file, String id) {
    wanted(file).ids.add(id);
  }

  /** Selects the prediction that stands at a line of a file. */
  void addLine(Path file, int line) {
    wanted(file).lines.add(line);
  }

  private Wanted wanted(Path file) {
    return byFile.computeIfAbsent(file.toAbsolutePath().normalize(), first -> new Wanted());
  }

  /** A file as somebody in the working directory would write it. */
  static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath().normalize();
    Path whole = file.toAbsolutePath().normalize();
    return (whole.startsWith(here) ? here.relativize(whole) : whole).toString();
  }

  /** The suites that stand directly in a folder, by name; none if it is no folder. */
  static List<Path> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Selection::isSuite).sorted().toList();
    } catch (IOException e) {
      // Other engines may know what to do with it.
      return List.of();
    }
  }

  /**
   * Whether a file that was selected is ours: selections are for all engines, and other people's
   * YAML must not become tests that fail.
   */
  static boolean isSuite(Path file) {
    String name = String.valueOf(file.getFileName());
    return (name.endsWith(".yaml") || name.endsWith(".yml"))
        && Files.isRegularFile(file)
        && beginning(file).map(text -> SUITE.matcher(text).find()).orElse(false);
  }

  private static Optional<String> beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
