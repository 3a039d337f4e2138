package dev.dramatis.report;

import dev.dramatis.run.RunRecord;
import dev.dramatis.run.TranscriptSource;
import dev.dramatis.verdict.SuiteResult;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
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
    String style = resource("report.css");
    String script = resource("report.js");
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
    PageView page =
        new PageView(
            policy(style, script),
            style,
            script,
            HeaderView.of(record),
            VerdictTable.of(record),
            ForestView.of(record),
            suites,
            new TranscriptsView(
                selection.sentence(),
                TranscriptSelection.DRAWN_PER_ARM,
                TranscriptSelection.CHOSEN_PER_END,
                data));
    try {
      TemplateEngine.createPrecompiled(ContentType.Html)
          .render("report.jte", page, new WriterOutput(out));
    } catch (TemplateException | UncheckedIOException e) {
      throw new IOException("cannot write the page: " + e.getMessage(), e);
    }
  }

  /** Nothing from the network; this style and this script and no other. */
  private static String policy(String style, String script) {
    return "default-src 'none'; style-src "
        + hash(style)
        + "; script-src "
        + hash(script)
        + "; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream("/report/" + name)) {
      if (in == null) {
        throw new IOException("the program lacks its file report/" + name);
      }
      // A browser hashes what it parsed, where every line ends in \n.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }
}
