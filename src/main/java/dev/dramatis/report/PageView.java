package dev.dramatis.report;

import java.util.List;

/** The whole page of a run. */
public record PageView(
    PageFrame frame,
    HeaderView header,
    VerdictTable verdicts,
    ForestView forest,
    List<SuiteView> suites,
    TranscriptsView transcripts) {
  public PageView {
    suites = List.copyOf(suites);
  }
}
