package dev.dramatis.report;

import static java.util.stream.Collectors.joining;

import dev.dramatis.compare.ClaimPair;
import dev.dramatis.compare.Comparison;
import dev.dramatis.compare.Condition;
import dev.dramatis.compare.PredictionDigest;
import dev.dramatis.compare.PredictionPair;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.compare.RunPair;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A comparison as Markdown: three lines for every run, a matrix of verdicts, what moved, why. */
public final class ComparisonMarkdown {
  private final StringBuilder page = new StringBuilder();
  private final Comparison comparison;

  private ComparisonMarkdown(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Writes the page. */
  public static void write(Comparison comparison, Writer out) throws IOException {
    ComparisonMarkdown markdown = new ComparisonMarkdown(comparison);
    markdown.head();
    markdown.matrix();
    comparison.pairs().forEach(markdown::pair);
    out.write(markdown.page.toString());
  }

  /** The three lines of every run that is held against the first, as a list each. */
  static String threeLines(Comparison comparison) {
    return comparison.pairs().stream()
        .map(
            pair ->
                (comparison.pairs().size() == 1
                        ? ""
                        : "**" + MarkdownText.of(pair.after().run()) + "**\n\n")
                    + ThreeLines.of(pair).stream()
                        .map(line -> "- " + MarkdownText.of(line))
                        .collect(joining("\n")))
        .collect(joining("\n\n"));
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void head() {
    line("# Dramatis: comparison");
    line("");
    if (comparison.runs().stream().anyMatch(RunDigest::simulated)) {
      line("> **Simulated.** " + Words.SIMULATED);
      line("");
    }
    line(threeLines(comparison));
    line("");
    line("| | run | models | began | trials | failed | spent |");
    line("|---|---|---|---|---|---|---|");
    int number = 0;
    for (RunDigest run : comparison.runs()) {
      number++;
      line(
          "| "
              + String.join(
                  " | ",
                  letter(number),
                  MarkdownText.of(run.run()),
                  MarkdownText.of(run.subject()),
                  Numbers.time(run.frozen()),
                  Numbers.count(run.asked()) + " of " + Numbers.count(run.planned()),
                  Numbers.count(run.failed()),
                  run.spendUsd().isPresent()
                      ? Numbers.fixed(run.spendUsd().getAsDouble(), 2) + " USD"
                      : "not known")
              + " |");
    }
    line("");
  }

  private static String letter(int number) {
    return number <= 26 ? String.valueOf((char) ('A' + number - 1)) : "R" + number;
  }

  private void matrix() {
    line("## Verdicts");
    line("");
    StringBuilder header = new StringBuilder("| prediction | role |");
    StringBuilder rule = new StringBuilder("|---|---|");
    for (int i = 1; i <= comparison.runs().size(); i++) {
      header.append(' ').append(letter(i)).append(" |");
      rule.append("---|");
    }
    line(header.toString());
    line(rule.toString());
    for (ComparisonRows.Row row : ComparisonRows.of(comparison)) {
      line(
          "| "
              + MarkdownText.of(row.suite() + " / " + row.prediction())
              + " | "
              + Words.of(row.role())
              + " | "
              + row.cells().stream().map(ComparisonMarkdown::cell).collect(joining(" | "))
              + " |");
    }
    line("");
  }

  private static String cell(Optional<PredictionDigest> cell) {
    return cell.map(
            found ->
                "**"
                    + ChangeWords.upper(found.verdict())
                    + "** "
                    + found.claims().stream().map(ChangeWords::effect).collect(joining("; ")))
        .orElse(Numbers.NONE);
  }

  private void pair(RunPair pair) {
    line(
        "## "
            + MarkdownText.of(pair.after().run())
            + " against "
            + MarkdownText.of(pair.before().run()));
    line("");
    if (pair.conditions().isEmpty()) {
      line("They differ in nothing but the answers.");
    }
    for (Condition condition : pair.conditions()) {
      line("- " + MarkdownText.of(ChangeWords.of(condition)));
    }
    line("");
    line(
        "| prediction | contrast | before → after, difference (95 %) | p, Holm | units | left out |");
    line("|---|---|---|---|---|---|");
    for (PredictionPair prediction : ordered(pair)) {
      prediction.claims().forEach(claim -> row(prediction, claim));
    }
    line("");
    line(
        "Differences within units that were asked in the same words in both runs; intervals are"
            + " Gaffke's, one by one. The column p, Holm is adjusted over all "
            + Numbers.count(comparison.compared())
            + " contrasts of this comparison: called changed at 0.05 or less.");
    line("");
  }

  private static List<PredictionPair> ordered(RunPair pair) {
    return pair.predictions().stream()
        .sorted(
            Comparator.comparing((PredictionPair each) -> !each.isChanged())
                .thenComparing(PredictionPair::role))
        .toList();
  }

  private void row(PredictionPair prediction, ClaimPair claim) {
    String name = MarkdownText.of(ChangeWords.name(prediction));
    String contrast = MarkdownText.of(claim.contrast());
    if (claim instanceof ClaimPair.Paired paired) {
      var difference = paired.difference();
      line(
          "| "
              + String.join(
                  " | ",
                  paired.isChanged() ? "**" + name + "**" : name,
                  contrast,
                  ChangeWords.change(paired, ChangeWords.isRate(prediction, claim)),
                  Numbers.p(paired.adjusted()).replace("<", "\\<"),
                  Numbers.count(difference.units().size()),
                  Numbers.count(difference.leftOut()))
              + " |");
    } else if (claim instanceof ClaimPair.Refused refused) {
      line(
          "| "
              + name
              + " | "
              + contrast
              + " | not compared: "
              + MarkdownText.of(refused.reason())
              + " | | | |");
    }
  }
}
