package dev.dramatis.report;

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
 * What all pages have alike: one file that loads nothing, one style, scripts that the browser knows
 * by their hash and no others, sections to jump to.
 *
 * <p>A new page is a record with a frame in it, a template in {@code src/main/jte} that calls
 * {@code part.frame}, and a writer that calls {@link #render}. Charts are {@code figure.chart} with
 * a {@code data-name} and a {@link ChartData}; the page's script then offers them as SVG and CSV.
 *
 * @param policy what the browser may load and run
 * @param title of the page; may be hostile
 * @param style the style sheet, inlined
 * @param scripts inlined, in their order
 */
public record PageFrame(
    String policy, String title, String style, List<String> scripts, List<Section> sections) {
  public PageFrame {
    scripts = List.copyOf(scripts);
    sections = List.copyOf(sections);
  }

  /** A place to jump to. */
  public record Section(String anchor, String name) {}

  /**
   * The frame of a page.
   *
   * @param own the resources of scripts that only this page has
   */
  static PageFrame of(String title, List<Section> sections, String... own) throws IOException {
    String style = resource("report.css");
    List<String> scripts = new ArrayList<>();
    for (String name : own) {
      scripts.add(resource(name));
    }
    scripts.add(resource("page.js"));
    return new PageFrame(policy(style, scripts), title, style, scripts, sections);
  }

  /**
   * Writes a page.
   *
   * @throws IOException if it cannot be written
   */
  static void render(String template, Object page, Writer out) throws IOException {
    try {
      TemplateEngine.createPrecompiled(ContentType.Html)
          .render(template, page, new WriterOutput(out));
    } catch (TemplateException | UncheckedIOException e) {
      throw new IOException("cannot write the page: " + e.getMessage(), e);
    }
  }

  /** Nothing from the network; this style and these scripts and no other. */
  private static String policy(String style, List<String> scripts) {
    StringBuilder allowed = new StringBuilder();
    scripts.forEach(script -> allowed.append(' ').append(hash(script)));
    return "default-src 'none'; style-src "
        + hash(style)
        + "; script-src"
        + allowed
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
    try (InputStream in = PageFrame.class.getResourceAsStream("/report/" + name)) {
      if (in == null) {
        throw new IOException("the program lacks its file report/" + name);
      }
      // A browser hashes what it parsed, where every line ends in \n.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }
}
