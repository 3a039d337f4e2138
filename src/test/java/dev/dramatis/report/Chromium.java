package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window, opened anew for every page. */
final class Chromium {
  private static final int LONGEST_SECONDS = 90;

  private final Path program;
  private final Path folder;

  /** What a page became: its document, and what its console said. */
  record Page(String document, List<String> console) {}

  Chromium(Path folder) {
    this.folder = folder;
    this.program = program();
  }

  /** The browser of this machine. */
  static Path program() {
    return Stream.concat(
            Stream.of(Path.of("/usr/bin/chromium")),
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(
                    part ->
                        Stream.of("chromium", "chromium-browser", "google-chrome")
                            .map(name -> Path.of(part, name))))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no Chromium; install it or leave the tag out"));
  }

  Page open(Path file, String fragment) throws IOException, InterruptedException {
    Path document = Files.createTempFile(folder, "document", ".html");
    Path log = Files.createTempFile(folder, "log", ".txt");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--enable-logging=stderr",
                "--v=0",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                file.toUri() + fragment)
            .redirectOutput(document.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
          .as("the browser ends within %s seconds", LONGEST_SECONDS)
          .isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Page(
        Files.readString(document),
        Files.readAllLines(log).stream().filter(line -> line.contains("CONSOLE")).toList());
  }
}
