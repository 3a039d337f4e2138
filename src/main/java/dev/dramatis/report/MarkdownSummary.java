package dev.dramatis.report;

import static java.util.stream.Collectors.joining;

import dev.dramatis.compare.Comparison;
import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The summary for a job's page: a table of verdicts and a few lines. */
public final class MarkdownSummary {
  private final StringBuilder page = new StringBuilder();
  private final RunRecord record;

  private MarkdownSummary(RunRecord record) {
    this.record = record;
  }

  /** Writes the summary. */
  public static void write(RunRecord record, Writer out) throws IOException {
    write(record, Optional.empty(), out);
  }

  /**
   * Writes the summary.
   *
   * @param changes against another run; told before everything else
   */
  public static void write(RunRecord record, Optional<Comparison> changes, Writer out)
      throws IOException {
    MarkdownSummary summary = new MarkdownSummary(record);
    summary.head();
    changes.ifPresent(
        comparison -> {
          summary.line(ComparisonMarkdown.threeLines(comparison));
          summary.line("");
        });
    summary.table();
    summary.foot();
    out.write(summary.page.toString());
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void head() {
    line("# Dramatis: " + tally());
    line("");
    if (record.simulated()) {
      line("> **Simulated.** " + Words.SIMULATED);
      line("");
    }
    if (!record.complete()) {
      line(
          "> **Incomplete.** "
              + Numbers.count(record.counts().asked())
              + " of "
              + Numbers.count(record.counts().planned())
              + " planned trials were asked.");
      line("");
    }
    for (String deviation : record.deviations()) {
      line("> **Deviation from the plan.** " + MarkdownText.of(deviation));
      line("");
    }
  }

  private String tally() {
    return Arrays.stream(Verdict.values())
        .map(
            verdict -> {
              long count =
                  record.suites().stream()
                      .filter(suite -> suite.primary().verdict() == verdict)
                      .count();
              return count == 0 ? "" : count + " " + Words.of(verdict);
            })
        .filter(text -> !text.isEmpty())
        .collect(joining(", ", "primaries ", ""));
  }

  private void table() {
    line("| prediction | role | verdict | interval | point | claimed | scope | bearing | p, BH |");
    line("|---|---|---|---|---|---|---|---|---|");
    for (SuiteResult suite : record.suites()) {
      for (PredictionResult result : suite.predictions()) {
        row(suite, result);
      }
    }
    line("");
  }

  private void row(SuiteResult suite, PredictionResult result) {
    boolean primary = result.prediction().role() == Role.PRIMARY;
    String id = suite.suite().id();
    String verdict = Words.of(result.verdict()).toUpperCase(Locale.ROOT);
    String marks =
        result.marks().stream()
            .map(mark -> "*" + Words.of(mark.kind()) + "*")
            .collect(joining(", "));
    String reason = result.reason().isEmpty() ? "" : ": " + MarkdownText.of(result.reason());
    Double adjusted = record.adjusted().get(id);
    line(
        Stream.of(
                MarkdownText.of(id + " / " + result.prediction().id()),
                Words.of(result.prediction().role()),
                "**" + verdict + "**" + reason + (marks.isEmpty() ? "" : " (" + marks + ")"),
                claims(result, MarkdownSummary::interval),
                claims(result, MarkdownSummary::point),
                claims(result, MarkdownSummary::bound),
                Words.scope(result),
                Words.of(result.prediction().bearing()),
                primary && adjusted != null ? Numbers.p(adjusted).replace("<", "\\<") : "")
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  private static String claims(PredictionResult result, Function<ClaimResult, String> cell) {
    return result.claims().stream().map(cell).collect(joining("; "));
  }

  private static String interval(ClaimResult claim) {
    return claim.estimate().isEmpty() ? Numbers.NONE : ClaimWords.of(claim).interval();
  }

  private static String point(ClaimResult claim) {
    return ClaimWords.of(claim).point();
  }

  private static String bound(ClaimResult claim) {
    return ClaimWords.of(claim).bound();
  }

  private void foot() {
    RunRecord.Counts counts = record.counts();
    line(
        "Intervals are for the scope in the row, and for these probes where nothing is decided. "
            + "The last column is p of the primaries after Benjamini and Hochberg over all "
            + "planned ones; it changes no verdict.");
    line("");
    line(
        "- Models: "
            + record.roles().entrySet().stream()
                .map(role -> MarkdownText.of(role.getKey() + " = " + role.getValue()))
                .collect(joining("; ")));
    if (!record.judges().isEmpty()) {
      line("- Judges: " + MarkdownText.of(String.join(", ", record.judges())));
    }
    for (SuiteResult suite : record.suites()) {
      for (HeaderView.Fact fact : JudgeWords.of(suite)) {
        line("- " + MarkdownText.of(fact.name() + ": " + fact.value()));
      }
    }
    record
        .endpoints()
        .forEach(
            (label, settings) ->
                line(
                    "- "
                        + MarkdownText.of(
                            "Settings of " + label + ": " + SettingsWords.of(settings))));
    record.parent().ifPresent(parent -> line("- Transcripts of run " + MarkdownText.of(parent)));
    line(
        "- Trials: "
            + Numbers.count(counts.asked())
            + " of "
            + Numbers.count(counts.planned())
            + " asked, "
            + Numbers.count(counts.failed())
            + " failed; spend: "
            + HeaderView.spend(counts));
    line(
        "- Run "
            + MarkdownText.of(record.run())
            + ", seed "
            + record.seed()
            + ", frozen "
            + Numbers.time(record.frozen())
            + ", finished "
            + Numbers.time(record.finished()));
  }
}
