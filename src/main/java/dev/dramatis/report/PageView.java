package dev.dramatis.report;

import java.util.List;

/**
 * The whole page.
 *
 * @param policy what the browser may load and run
 * @param style the style sheet, inlined
 * @param script the script, inlined
 */
public record PageView(
    String policy,
    String style,
    String script,
    HeaderView header,
    VerdictTable verdicts,
    ForestView forest,
    List<SuiteView> suites,
    TranscriptsView transcripts) {
  public PageView {
    suites = List.copyOf(suites);
  }
}
