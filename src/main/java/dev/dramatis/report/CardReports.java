package dev.dramatis.report;

import dev.dramatis.compare.ModelCard;
import dev.dramatis.suite.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The three forms of a model's card, as files of a folder. */
public final class CardReports {
  private CardReports() {}

  /**
   * Writes {@code card.md} and {@code card.json}; each appears whole or not at all.
   *
   * @throws IOException if a file cannot be written
   */
  public static void write(ModelCard card, Path folder) throws IOException {
    Files.createDirectories(folder);
    WholeFile.write(folder.resolve("card.md"), out -> CardMarkdown.write(card, out));
    WholeFile.write(
        folder.resolve("card.json"),
        out -> JsonReport.write(new Document("dramatis-card/1", card), out));
  }

  private record Document(String format, ModelCard card) {}
}
