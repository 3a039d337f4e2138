package dev.dramatis.report;

import dev.dramatis.run.RunRecord;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import java.util.ArrayList;
import java.util.List;

/** Every contrast of the run with its intervals, on one scale. */
public record ForestView(List<Group> groups, IntervalPlot.Scale scale) {
  public ForestView {
    groups = List.copyOf(groups);
  }

  /** The rows of one suite. */
  public record Group(String suite, List<Row> rows) {
    public Group {
      rows = List.copyOf(rows);
    }
  }

  /** One contrast. */
  public record Row(
      String prediction, String link, String detail, String numbers, IntervalPlot plot) {}

  static ForestView of(RunRecord record) {
    List<Double> values = new ArrayList<>();
    for (SuiteResult suite : record.suites()) {
      for (PredictionResult prediction : suite.predictions()) {
        prediction.claims().forEach(claim -> values.addAll(extremes(claim)));
      }
    }
    Axis axis = IntervalPlot.axis(values);
    return new ForestView(
        record.suites().stream()
            .map(suite -> new Group(Visible.line(suite.suite().title()), rows(axis, suite)))
            .toList(),
        IntervalPlot.Scale.of(axis));
  }

  private static List<Double> extremes(ClaimResult claim) {
    double m = claim.claim().bound().margin();
    return claim.estimate().isEmpty()
        ? List.of(m)
        : List.of(
            m,
            claim.interval().lower(),
            claim.interval().upper(),
            claim.theseProbes().lower(),
            claim.theseProbes().upper());
  }

  private static List<Row> rows(Axis axis, SuiteResult suite) {
    List<Row> rows = new ArrayList<>();
    for (PredictionResult result : suite.predictions()) {
      int number = 0;
      for (ClaimResult claim : result.claims()) {
        number++;
        ClaimWords words = ClaimWords.of(claim);
        String id = Visible.line(result.prediction().id());
        String name =
            id
                + (result.claims().size() == 1 ? "" : ", claim " + number)
                + ": "
                + Words.of(result.verdict());
        rows.add(
            new Row(
                id + (result.claims().size() == 1 ? "" : " (" + number + ")"),
                PredictionView.anchor(suite, result),
                Words.of(result.prediction().role()) + ", claimed " + words.bound(),
                claim.estimate().isEmpty() ? "no data" : words.interval(),
                IntervalPlot.of(
                    axis,
                    name + ", " + words.sameWay(),
                    claim.claim().bound(),
                    claim.interval(),
                    claim.theseProbes(),
                    claim.estimate(),
                    Words.style(result.verdict()))));
      }
    }
    return rows;
  }
}
