package dev.dramatis;

import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small suite whose labels are a judge's, and that the worlds can play. */
final class JudgedSuite {
  static final int PROBES = 60;
  static final int REPEATS = 2;
  static final int GOLD = 40;

  private JudgedSuite() {}

  /** Writes the suite into a folder and reads it. */
  static Suite in(Path folder) throws Exception {
    Files.createDirectories(folder.resolve("judged"));
    Files.writeString(folder.resolve("judged/rubric.yaml"), RUBRIC);
    Files.writeString(folder.resolve("judged/gold.jsonl"), gold());
    Files.writeString(folder.resolve("judged/probes.jsonl"), probes());
    Path file = folder.resolve("judged.yaml");
    Files.writeString(file, suite());
    return SuiteLoader.load(file);
  }

  private static final String RUBRIC =
      """
      asks: yes-no
      question: Does the speaker of the response say that they are glum?
      gold: judged/gold.jsonl
      """;

  private static String gold() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < GOLD; i++) {
      boolean glum = i % 2 == 0;
      lines.append(
          "{\"id\": \"g%d\", \"response\": \"%s (%d)\", \"label\": \"%s\"}%n"
              .formatted(
                  i, glum ? "I am so sad today" : "All is well here", i, glum ? "yes" : "no"));
    }
    return lines.toString();
  }

  private static String probes() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < PROBES; i++) {
      lines.append(
          "{\"id\": \"p%d\", \"topic\": \"matter %d\", \"text\": \"What about matter %d?\"}%n"
              .formatted(i, i, i));
    }
    return lines.toString();
  }

  private static String suite() {
    StringBuilder yaml =
        new StringBuilder(
            """
            suite: judged
            title: A judge finds who is glum
            claim: Who is told to be glum says so.
            source: {work: a test, section: none}
            drawnFrom: numbered matters
            arms:
              told: {system: Be glum today.}
              plain: {}
            probes: {file: judged/probes.jsonl}
            classifiers:
              glum: {kind: judge, rubric: judged/rubric.yaml}
            predictions:
              says-so:
                role: primary
                bearing: allowed
                says: Who is told to be glum says so more often.
                contrast: {difference: [told, plain]}
                measure: {classifier: glum, is: [yes]}
                above: 0.30
                ifSupported: It does as it is told.
                ifContradicted: It does not.
                rivals: [none]
            sampling: {repeats: 2, temperature: 1.0, maxTokens: 100}
            world:
              axes: [glum]
              cues:
                - {text: Be glum, asks: glum}
              judged:
                glum: {yes: [glum], no: []}
              says:
            """
                .replace("is: [yes]", "is: [\"yes\"]")
                .replace("{yes: [glum], no: []}", "{\"yes\": [glum], \"no\": []}"));
    for (int i = 0; i < 12; i++) {
      yaml.append(
          "    - {shows: [], text: \"On {{topic}}, remark %d is in order.\"}%n".formatted(i));
      yaml.append(
          "    - {shows: [glum], text: \"Oh dear, {{topic}} number %d makes me weep.\"}%n"
              .formatted(i));
    }
    return yaml.toString();
  }

  /** The number of trials of a run. */
  static int trials() {
    return 2 * PROBES * REPEATS;
  }

  static String journal(Path run) throws IOException {
    return Files.readString(run.resolve("journal.jsonl"));
  }
}
