package dev.dramatis.report;

import dev.dramatis.compare.History;
import dev.dramatis.compare.HistoryLine;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.suite.WholeFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The three forms of a history, as files of a folder. */
public final class HistoryReports {
  private HistoryReports() {}

  /**
   * Writes {@code history.html}, {@code history.md} and {@code history.json}; each appears whole or
   * not at all.
   *
   * @throws IOException if a file cannot be written
   */
  public static void write(History history, Path folder) throws IOException {
    Files.createDirectories(folder);
    WholeFile.write(folder.resolve("history.md"), out -> out.write(markdown(history)));
    WholeFile.write(
        folder.resolve("history.json"), out -> JsonReport.write(Document.of(history), out));
    WholeFile.write(folder.resolve("history.html"), out -> html(history, out));
  }

  /** What is new in the newest run, and a table of all lines. */
  public static List<String> alarms(History history) {
    return HistoryWords.alarms(history).stream().map(Visible::line).toList();
  }

  private static void html(History history, Writer out) throws IOException {
    List<PageFrame.Section> sections = new ArrayList<>();
    sections.add(new PageFrame.Section("primaries", "Primaries"));
    sections.add(new PageFrame.Section("others", "All others"));
    PageFrame frame = PageFrame.of("history", sections);
    PageFrame.render("history.jte", HistoryView.of(frame, history), out);
  }

  private static String markdown(History history) {
    StringBuilder page = new StringBuilder("# Dramatis: history\n\n");
    if (history.runs().stream().anyMatch(RunDigest::simulated)) {
      page.append("> **Simulated.** ").append(Words.SIMULATED).append("\n\n");
    }
    for (String alarm : HistoryWords.alarms(history)) {
      page.append("- **").append(MarkdownText.of(alarm)).append("**\n");
    }
    page.append('\n').append(HistoryWords.rate(history)).append("\n\n");
    page.append(
        "| prediction | model | role | nights | last | effect | wealth | together | alarm |\n");
    page.append("|---|---|---|---|---|---|---|---|---|\n");
    for (HistoryLine line : history.lines()) {
      page.append("| ")
          .append(
              String.join(
                  " | ",
                  MarkdownText.of(line.suite() + " / " + line.prediction()),
                  MarkdownText.of(line.subject()),
                  Words.of(line.role()),
                  Numbers.count(line.nights().size()),
                  ChangeWords.upper(line.last().verdict()),
                  line.last().claim().map(ChangeWords::effect).orElse(Numbers.NONE),
                  HistoryWords.wealth(line.last()),
                  ChangeWords.upper(line.last().together()),
                  MarkdownText.of(HistoryWords.alarm(line).orElse(""))))
          .append(" |\n");
    }
    return page.toString();
  }

  private record Document(
      String format,
      double nightsPerFalseAlarm,
      int watched,
      List<Ref> runs,
      List<HistoryLine> lines) {
    static Document of(History history) {
      return new Document(
          "dramatis-history/1",
          history.nightsPerFalseAlarm(),
          history.watched(),
          history.runs().stream().map(run -> new Ref(run.run(), run.frozen())).toList(),
          history.lines());
    }
  }

  private record Ref(String run, Instant frozen) {}
}
