package dev.dramatis.report;

import dev.dramatis.compare.Comparison;
import dev.dramatis.compare.SideBySide;
import dev.dramatis.suite.WholeFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The three forms of a comparison, as files of a folder. */
public final class ComparisonReports {
  private ComparisonReports() {}

  /**
   * Writes {@code compare.html}, {@code compare.md} and {@code compare.json}; each appears whole or
   * not at all.
   *
   * @param beside the transcripts to show side by side, by the number of the pair
   * @throws IOException if a file cannot be written
   */
  public static void write(
      Comparison comparison, Map<Integer, List<SideBySide>> beside, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    WholeFile.write(folder.resolve("compare.md"), out -> ComparisonMarkdown.write(comparison, out));
    WholeFile.write(folder.resolve("compare.json"), out -> ComparisonJson.write(comparison, out));
    WholeFile.write(folder.resolve("compare.html"), out -> html(comparison, beside, out));
  }

  private static void html(Comparison comparison, Map<Integer, List<SideBySide>> beside, Writer out)
      throws IOException {
    List<PageFrame.Section> sections = new ArrayList<>();
    sections.add(new PageFrame.Section("runs", "Runs"));
    sections.add(new PageFrame.Section("matrix", "Verdicts"));
    for (int i = 0; i < comparison.pairs().size(); i++) {
      String letter = ComparisonView.letter(i + 1);
      sections.add(new PageFrame.Section("pair-" + letter, letter + " against A"));
    }
    PageFrame frame = PageFrame.of(ComparisonView.title(comparison), sections);
    PageFrame.render("compare.jte", ComparisonView.of(frame, comparison, beside), out);
  }
}
