package dev.dramatis.report;

import dev.dramatis.compare.ModelCard;
import dev.dramatis.suite.WholeFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The three forms of a model's card, as files of a folder. */
public final class CardReports {
  private CardReports() {}

  /**
   * Writes {@code card.html}, {@code card.md} and {@code card.json}; each appears whole or not at
   * all.
   *
   * @throws IOException if a file cannot be written
   */
  public static void write(ModelCard card, Path folder) throws IOException {
    Files.createDirectories(folder);
    WholeFile.write(folder.resolve("card.md"), out -> CardMarkdown.write(card, out));
    WholeFile.write(
        folder.resolve("card.json"),
        out -> JsonReport.write(new Document("dramatis-card/1", card), out));
    WholeFile.write(folder.resolve("card.html"), out -> html(card, out));
  }

  private static void html(ModelCard card, Writer out) throws IOException {
    List<PageFrame.Section> sections = new ArrayList<>();
    sections.add(new PageFrame.Section("profile", "Profile"));
    sections.add(new PageFrame.Section("predictions", "Predictions"));
    sections.add(new PageFrame.Section("voices", "Who spoke"));
    sections.add(new PageFrame.Section("doses", "Dose curves"));
    sections.add(new PageFrame.Section("runs", "Runs and cost"));
    sections.add(new PageFrame.Section("abilities", "Ways of asking"));
    CardView page = CardView.of(PageFrame.of(Visible.line(card.model()), List.of()), card);
    sections.removeIf(
        section ->
            switch (section.anchor()) {
              case "profile" -> page.profile().rows().isEmpty();
              case "voices" -> page.voices().rows().isEmpty();
              case "doses" -> page.doses().isEmpty();
              case "abilities" -> page.abilities().isEmpty();
              default -> false;
            });
    PageFrame.render(
        "card.jte", CardView.of(PageFrame.of(Visible.line(card.model()), sections), card), out);
  }

  private record Document(String format, ModelCard card) {}
}
