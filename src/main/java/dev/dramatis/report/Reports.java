package dev.dramatis.report;

import dev.dramatis.compare.Comparison;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.TranscriptSource;
import dev.dramatis.suite.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The four reports of a run, as files of its folder. */
public final class Reports {
  private Reports() {}

  /**
   * Writes {@code report.json}, {@code summary.md}, {@code junit.xml} and {@code report.html}; each
   * appears whole or not at all.
   *
   * @param folder exists
   * @throws IOException if a file cannot be written or the transcripts cannot be read
   */
  public static void write(RunRecord record, TranscriptSource transcripts, Path folder)
      throws IOException {
    write(record, transcripts, Optional.empty(), folder);
  }

  /**
   * Writes them, with {@code changes.md} and {@code changes.json} if the run was held against
   * another.
   *
   * @throws IOException if a file cannot be written or the transcripts cannot be read
   */
  public static void write(
      RunRecord record, TranscriptSource transcripts, Optional<Comparison> changes, Path folder)
      throws IOException {
    WholeFile.write(folder.resolve("report.json"), out -> JsonReport.write(record, out));
    WholeFile.write(
        folder.resolve("summary.md"), out -> MarkdownSummary.write(record, changes, out));
    if (changes.isPresent()) {
      WholeFile.write(
          folder.resolve("changes.md"), out -> ComparisonMarkdown.write(changes.get(), out));
      WholeFile.write(
          folder.resolve("changes.json"), out -> ComparisonJson.write(changes.get(), out));
    }
    WholeFile.write(folder.resolve("junit.xml"), out -> JUnitXml.write(record, out));
    WholeFile.write(
        folder.resolve("report.html"), out -> HtmlReport.write(record, transcripts, out));
  }
}
