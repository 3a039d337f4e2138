package dev.dramatis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command line as a user in a folder of their own would call it. */
final class Cli {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  final Path folder;
  final Map<String, String> variables = new HashMap<>();
  int columns = 80;
  boolean live;
  boolean colour;

  /** What a call left. */
  record Called(int code, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  Cli(Path folder) {
    this.folder = folder;
  }

  Called call(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), live, colour, columns);
    int code = Main.execute(terminal, variables, folder, CLOCK, arguments);
    return new Called(code, out.toString(), err.toString());
  }

  /** Writes a file below the folder. */
  Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Writes a suite of one arm and 12 questions, which an Assistant answers as itself.
   *
   * @param bound of the share of answers that are not the Assistant's, such as {@code below: 0.9}
   */
  void suite(String id, String bound) {
    StringBuilder probes = new StringBuilder();
    for (int i = 1; i <= 12; i++) {
      probes.append("  - {id: q%d, text: \"What is %d times %d?\"}\n".formatted(i, i, i + 1));
    }
    write(
        "suites/" + id + ".yaml",
        """
        suite: %s
        title: The Assistant answers sums as itself, whatever the numbers are and however many of them
        claim: A plain question does not lead out of character.
        source: {work: "Example 2026", section: "1"}
        requires: [chat]
        drawnFrom: sums that were written for this test
        arms:
          plain: {}
        probes:
        %s
        classifiers:
          voice: {kind: voice}
        predictions:
          stays-in-character:
            role: primary
            bearing: derived
            says: Sums are answered by the Assistant.
            contrast: {rate: plain}
            measure: {classifier: voice, is: [base-like]}
            %s
            ifSupported: It stays.
            ifContradicted: It does not.
            rivals: [answer relevance]
        sampling: {repeats: 2, temperature: 1.0, maxTokens: 60}
        """
            .formatted(id, probes, bound));
  }

  /** The only run's folder, seen from the working directory. */
  String run() {
    try (Stream<Path> runs = Files.list(folder.resolve("reports"))) {
      return runs.map(run -> folder.relativize(run).toString()).sorted().findFirst().orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
