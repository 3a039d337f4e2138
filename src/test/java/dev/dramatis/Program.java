package dev.dramatis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as a process of its own, so that it can be killed. */
final class Program implements AutoCloseable {
  /** Far above what any test needs; a process that hangs must not hang the tests. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static final String MAIN = "dev.dramatis.cli.Main";

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts the program in the project's folder.
   *
   * @param scratch for what it says
   * @param variables added to an environment without keys
   */
  static Program start(Path scratch, Map<String, String> variables, List<String> arguments)
      throws IOException {
    return start(Path.of("").toAbsolutePath(), scratch, variables, arguments);
  }

  /** The same in another folder. */
  static Program start(
      Path folder, Path scratch, Map<String, String> variables, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN));
    command.addAll(arguments);
    Path out = Files.createTempFile(scratch, "out", ".txt");
    Path err = Files.createTempFile(scratch, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.contains("_API_KEY") || name.endsWith("_BASE_URL"));
    builder.environment().putAll(variables);
    return new Program(builder.start(), out, err);
  }

  /** Waits for its end and says the exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + LONGEST + "; it said:\n" + said());
    }
    return process.exitValue();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** SIGKILL: no handler runs. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  /** Everything that it said so far. */
  String said() {
    return out() + err();
  }

  /** The one run folder below a folder for reports; empty as long as there is no journal. */
  static List<Path> runs(Path reports) {
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(reports)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve("journal.jsonl")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
