package dev.dramatis.report;

import dev.dramatis.run.RunRecord;
import dev.dramatis.run.TranscriptSource;
import dev.dramatis.verdict.SuiteResult;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * The report for readers: one file that loads nothing, runs one script and shows every text of a
 * model as text.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the page. The transcripts are read twice, and one at a time is held.
   *
   * @throws IOException if the transcripts cannot be read or the page not written
   */
  public static void write(RunRecord record, TranscriptSource transcripts, Writer out)
      throws IOException {
    TranscriptSelection selection = TranscriptSelection.of(record, transcripts);
    List<SuiteView> suites = new ArrayList<>();
    List<TranscriptsView.Data> data = new ArrayList<>();
    for (SuiteResult suite : record.suites()) {
      int index = suites.size();
      String id = suite.suite().id();
      suites.add(SuiteView.of(index, record, suite));
      data.add(
          new TranscriptsView.Data(
              index, Visible.line(id), new TranscriptEmbedding(transcripts, selection, id)));
    }
    HeaderView header = HeaderView.of(record);
    List<PageFrame.Section> sections = new ArrayList<>();
    sections.add(new PageFrame.Section("verdicts", "Verdicts"));
    sections.add(new PageFrame.Section("forest", "Contrasts"));
    suites.forEach(suite -> sections.add(new PageFrame.Section(suite.anchor(), suite.id())));
    sections.add(new PageFrame.Section("transcripts", "Transcripts"));
    sections.add(new PageFrame.Section("limits", "Limits"));
    PageView page =
        new PageView(
            PageFrame.of(header.title(), sections, "report.js"),
            header,
            VerdictTable.of(record),
            ForestView.of(record),
            suites,
            new TranscriptsView(
                selection.sentence(),
                TranscriptSelection.DRAWN_PER_ARM,
                TranscriptSelection.CHOSEN_PER_END,
                data));
    PageFrame.render("report.jte", page, out);
  }
}
