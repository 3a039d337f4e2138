package dev.dramatis.report;

import static java.util.stream.Collectors.joining;

import dev.dramatis.compare.ModelCard;
import dev.dramatis.compare.PredictionDigest;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.DoseLine;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A model's card as Markdown. */
public final class CardMarkdown {
  private final StringBuilder page = new StringBuilder();
  private final ModelCard card;

  private CardMarkdown(ModelCard card) {
    this.card = card;
  }

  /** Writes the page. */
  public static void write(ModelCard card, Writer out) throws IOException {
    CardMarkdown markdown = new CardMarkdown(card);
    markdown.head();
    markdown.predictions();
    markdown.profile();
    markdown.voices();
    markdown.doses();
    markdown.abilities();
    out.write(markdown.page.toString());
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void head() {
    line("# Dramatis: " + MarkdownText.of(card.model()));
    line("");
    if (card.simulated()) {
      line("> **Simulated.** " + Words.SIMULATED);
      line("");
    }
    row("run", "began", "suites", "answered as", "calls", "failed", "tokens in, out", "spent");
    line("|---|---|---|---|---|---|---|---|");
    for (ModelCard.Source source : card.sources()) {
      row(
          MarkdownText.of(source.run()),
          Numbers.time(source.frozen()),
          Numbers.count(source.suites()),
          MarkdownText.of(CardWords.served(source)),
          Numbers.count(source.calls()),
          Numbers.count(source.failed()),
          CardWords.tokens(source),
          CardWords.spend(source.spendUsd()));
    }
    line("");
  }

  private void predictions() {
    line("## Predictions");
    line("");
    row("prediction", "role", "verdict", "effect (interval)");
    line("|---|---|---|---|");
    for (ModelCard.CardSuite suite : card.suites()) {
      for (PredictionDigest prediction : suite.suite().predictions()) {
        row(
            MarkdownText.of(suite.suite().id() + " / " + prediction.id()),
            Words.of(prediction.role()),
            "**"
                + ChangeWords.upper(prediction.verdict())
                + "**"
                + (prediction.reason().isEmpty()
                    ? ""
                    : ": " + MarkdownText.of(prediction.reason())),
            prediction.claims().stream().map(ChangeWords::effect).collect(joining("; ")));
      }
    }
    line("");
  }

  private void profile() {
    if (card.references().isEmpty()) {
      return;
    }
    line("## Profile beside other models");
    line("");
    List<String> head = new ArrayList<>(List.of("primary", MarkdownText.of(card.model())));
    card.references().forEach(other -> head.add(MarkdownText.of(other)));
    row(head.toArray(String[]::new));
    line("|---".repeat(head.size()) + "|");
    for (ModelCard.CardSuite suite : card.suites()) {
      List<String> cells = new ArrayList<>();
      cells.add(MarkdownText.of(suite.suite().id()));
      cells.add(
          suite.suite().predictions().stream()
              .filter(prediction -> prediction.role() == Role.PRIMARY)
              .map(CardMarkdown::effects)
              .collect(joining()));
      for (String other : card.references()) {
        PredictionDigest primary = suite.references().get(other);
        cells.add(primary == null ? Numbers.NONE : effects(primary));
      }
      row(cells.toArray(String[]::new));
    }
    line("");
  }

  private static String effects(PredictionDigest prediction) {
    return prediction.claims().stream().map(ChangeWords::effect).collect(joining("; "));
  }

  private void voices() {
    line("## Who spoke");
    line("");
    line(CardWords.BREAKS);
    line("");
    row("suite / arm", "replies", "in a base model’s voice (95 %)", "labels");
    line("|---|---|---|---|");
    for (ModelCard.CardSuite suite : card.suites()) {
      for (ModelCard.VoiceShare voice : suite.voices()) {
        row(
            MarkdownText.of(suite.suite().id() + " / " + voice.arm()),
            Numbers.count(voice.replies()),
            Numbers.percent(voice.broke()) + " (" + Numbers.percent(voice.interval()) + ")",
            voice.shares().entrySet().stream()
                .map(
                    share ->
                        MarkdownText.of(share.getKey()) + " " + Numbers.percent(share.getValue()))
                .collect(joining(", ")));
      }
    }
    line("");
  }

  private void doses() {
    if (card.suites().stream().allMatch(suite -> suite.doses().isEmpty())) {
      return;
    }
    line("## Dose curves");
    line("");
    row("suite / arm", "over", "rate at each dose (95 %)");
    line("|---|---|---|");
    for (ModelCard.CardSuite suite : card.suites()) {
      for (DoseLine dose : suite.doses()) {
        row(
            MarkdownText.of(suite.suite().id() + " / " + dose.arm()),
            MarkdownText.of(dose.over()),
            dose.points().stream()
                .map(
                    point ->
                        Numbers.plain(point.x())
                            + ": "
                            + Numbers.percent(point.mean())
                            + " ("
                            + Numbers.percent(point.interval())
                            + ")")
                .collect(joining("; ")));
      }
    }
    line("");
  }

  private void abilities() {
    if (card.abilities().isEmpty()) {
      return;
    }
    line("## Ways of asking it");
    line("");
    row("way", "has it", "how that is known");
    line("|---|---|---|");
    card.abilities()
        .forEach(
            (word, finding) ->
                row(
                    MarkdownText.of(word),
                    finding.able() ? "yes" : "no",
                    MarkdownText.of(finding.why())));
    line("");
  }
}
