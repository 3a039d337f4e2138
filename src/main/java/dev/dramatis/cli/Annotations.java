package dev.dramatis.cli;

import dev.dramatis.compare.Comparison;
import dev.dramatis.compare.PredictionPair;
import dev.dramatis.run.RunManifest;
import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.Prediction;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says the findings of a run as workflow commands of GitHub Actions, which it shows at the line of
 * the suite. GitHub shows ten of a kind for a step, so the weightiest come first and the rest is
 * counted.
 *
 * <p>Form and escapes: "Workflow commands for GitHub Actions" in GitHub's documentation.
 */
final class Annotations {
  private static final int MOST_OF_A_KIND = 9;
  private static final int LONGEST = 600;

  private final Terminal terminal;
  private final Path root;

  /** The kinds in the order of their weight. */
  private enum Kind {
    ERROR,
    WARNING,
    NOTICE;

    private String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private record Note(Kind kind, String file, int line, String title, String text) {}

  /**
   * @param root of the repository, from which paths are told
   */
  Annotations(Terminal terminal, Path root) {
    this.terminal = terminal;
    this.root = root.toAbsolutePath().normalize();
  }

  /** Tells them. */
  void tell(RunRecord record, RunManifest manifest, Optional<Comparison> changes) {
    List<Note> notes = new ArrayList<>();
    changes.stream()
        .flatMap(comparison -> comparison.pairs().stream())
        .flatMap(pair -> pair.changedPrimaries().stream())
        .forEach(changed -> change(record, manifest, changed).ifPresent(notes::add));
    for (SuiteResult suite : record.suites()) {
      note(manifest, suite).ifPresent(notes::add);
    }
    if (!record.complete()) {
      notes.add(
          new Note(
              Kind.WARNING,
              "",
              0,
              "Incomplete run",
              record.counts().asked()
                  + " of "
                  + record.counts().planned()
                  + " planned trials were asked."));
    }
    print(notes);
  }

  private Optional<Note> change(RunRecord record, RunManifest manifest, PredictionPair changed) {
    return record.suites().stream()
        .filter(suite -> suite.suite().id().equals(changed.suite()))
        .flatMap(
            suite ->
                suite.predictions().stream()
                    .filter(each -> each.prediction().id().equals(changed.prediction()))
                    .map(
                        each ->
                            new Note(
                                Kind.ERROR,
                                file(manifest, suite),
                                each.prediction().line(),
                                name(suite, each.prediction()) + " changed",
                                "A contrast moved beyond chance since the baseline: "
                                    + Outcome.word(changed.before().verdict())
                                    + ", now "
                                    + Outcome.word(changed.after().verdict())
                                    + ". "
                                    + each.prediction().says())))
        .findFirst();
  }

  private Optional<Note> note(RunManifest manifest, SuiteResult suite) {
    PredictionResult primary = suite.primary();
    Kind kind =
        switch (primary.verdict()) {
          case CONTRADICTED -> Kind.ERROR;
          case NOT_TESTED -> Kind.WARNING;
          case INCONCLUSIVE -> Kind.NOTICE;
          case SUPPORTED -> null;
        };
    return Optional.ofNullable(kind)
        .map(
            known ->
                new Note(
                    known,
                    file(manifest, suite),
                    primary.prediction().line(),
                    name(suite, primary.prediction()) + " " + Outcome.word(primary.verdict()),
                    (primary.reason().isEmpty() ? "" : primary.reason() + ". ")
                        + primary.prediction().says()));
  }

  private static String name(SuiteResult suite, Prediction prediction) {
    return suite.suite().id() + "/" + prediction.id();
  }

  /** The suite's own file, not the frozen copy, seen from the root of the repository. */
  private String file(RunManifest manifest, SuiteResult suite) {
    Path source =
        manifest.suites().stream()
            .filter(frozen -> frozen.id().equals(suite.suite().id()))
            .map(frozen -> Path.of(frozen.source()))
            .findFirst()
            .orElse(suite.suite().file())
            .toAbsolutePath()
            .normalize();
    return (source.startsWith(root) ? root.relativize(source) : source).toString();
  }

  private void print(List<Note> notes) {
    Map<Kind, List<Note>> kinds = new TreeMap<>();
    notes.forEach(note -> kinds.computeIfAbsent(note.kind(), kind -> new ArrayList<>()).add(note));
    kinds.forEach(
        (kind, all) -> {
          all.stream().limit(MOST_OF_A_KIND).forEach(this::print);
          if (all.size() > MOST_OF_A_KIND) {
            print(
                new Note(
                    kind,
                    "",
                    0,
                    (all.size() - MOST_OF_A_KIND) + " more",
                    "They stand in the summary and in the report."));
          }
        });
    terminal.out().flush();
  }

  private void print(Note note) {
    StringBuilder line = new StringBuilder("::").append(note.kind().word()).append(' ');
    if (!note.file().isEmpty()) {
      line.append("file=").append(property(note.file())).append(',');
      line.append("line=").append(note.line()).append(',');
    }
    line.append("title=").append(property(note.title())).append("::").append(message(note.text()));
    terminal.out().println(line);
  }

  private static String message(String text) {
    String plain = Terminal.safeLine(text);
    String shortened = plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…";
    return shortened.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }
}
