package dev.dramatis.report;

import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import java.util.List;

/** All planned predictions with what became of them, suite by suite. */
public record VerdictTable(List<Group> groups) {
  public VerdictTable {
    groups = List.copyOf(groups);
  }

  /** The rows of one suite. */
  public record Group(String id, String title, String link, List<Row> rows) {
    public Group {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One prediction.
   *
   * @param adjusted for primaries; a dash for all others
   */
  public record Row(
      String prediction,
      String link,
      String role,
      BadgeView verdict,
      String reason,
      List<Figures> claims,
      String scope,
      String bearing,
      List<String> marks,
      String adjusted) {
    public Row {
      claims = List.copyOf(claims);
      marks = List.copyOf(marks);
    }
  }

  /** The numbers of one claim. */
  public record Figures(String interval, String point, String bound) {}

  static VerdictTable of(RunRecord record) {
    return new VerdictTable(
        record.suites().stream()
            .map(
                suite ->
                    new Group(
                        Visible.line(suite.suite().id()),
                        Visible.line(suite.suite().title()),
                        SuiteView.anchor(suite),
                        suite.predictions().stream()
                            .map(result -> row(record, suite, result))
                            .toList()))
            .toList());
  }

  private static Row row(RunRecord record, SuiteResult suite, PredictionResult result) {
    Double adjusted = record.adjusted().get(suite.suite().id());
    return new Row(
        Visible.line(result.prediction().id()),
        PredictionView.anchor(suite, result),
        Words.of(result.prediction().role()),
        BadgeView.of(result.verdict()),
        Visible.line(result.reason()),
        result.claims().stream()
            .map(
                claim -> {
                  ClaimWords words = ClaimWords.of(claim);
                  return new Figures(
                      claim.estimate().isEmpty() ? Numbers.NONE : words.interval(),
                      words.point(),
                      words.bound());
                })
            .toList(),
        Words.scope(result),
        Words.of(result.prediction().bearing()),
        result.marks().stream().map(mark -> Words.of(mark.kind())).toList(),
        result.prediction().role() == Role.PRIMARY && adjusted != null
            ? Numbers.p(adjusted)
            : Numbers.NONE);
  }
}
