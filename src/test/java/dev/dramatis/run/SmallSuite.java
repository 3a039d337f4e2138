package dev.dramatis.run;

import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A suite of two arms with as many probes as a test needs, written to a folder of its own. */
public final class SmallSuite {
  public static final String MODEL = "openai-compatible/small";

  private SmallSuite() {}

  /**
   * Writes {@code small.yaml} and its probes, and reads them.
   *
   * @param probes asked in both arms
   */
  public static Suite in(Path folder, int probes, int repeats) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < probes; i++) {
      lines.append(
          """
          {"id": "p%d", "text": "Is %d a number?", "kind": "%s"}
          """
              .formatted(i, i, i % 2 == 0 ? "even" : "odd"));
    }
    try {
      Files.createDirectories(folder.resolve("small"));
      Files.writeString(folder.resolve("small/probes.jsonl"), lines);
      Files.writeString(folder.resolve("small.yaml"), yaml(repeats));
      return SuiteLoader.load(folder.resolve("small.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidSuiteException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String yaml(int repeats) {
    return """
        suite: small
        title: Thanks change answers
        claim: Thanks change answers.
        source: {work: "Example 2026", section: "1"}
        requires: [chat]
        drawnFrom: numbers
        arms:
          plain: {}
          thanked: {template: "Thank you. {{probe}}"}
        probes: {file: small/probes.jsonl}
        classifiers:
          agrees: {kind: contains, any: "Yes"}
        predictions:
          thanks-change:
            role: primary
            bearing: derived
            says: Thanked, the model says yes more often.
            contrast: {difference: [thanked, plain]}
            measure: {classifier: agrees, is: [match]}
            above: 0.1
            ifSupported: Thanks count.
            ifContradicted: Thanks do not count.
            rivals: [politeness]
        sampling: {repeats: %d, temperature: 1.0, maxTokens: 50}
        """
        .formatted(repeats);
  }
}
