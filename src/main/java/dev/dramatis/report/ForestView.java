package dev.dramatis.report;

import dev.dramatis.run.RunRecord;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every contrast of the run with its intervals, on one scale. */
public record ForestView(List<Group> groups, IntervalPlot.Scale scale, ChartData data) {
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
        IntervalPlot.Scale.of(axis),
        data(record));
  }

  private static ChartData data(RunRecord record) {
    ChartData.Rows rows =
        new ChartData.Rows(
            "suite",
            "prediction",
            "role",
            "claim",
            "verdict",
            "bound",
            "margin",
            "estimate",
            "lower",
            "upper",
            "lower on these probes",
            "upper on these probes",
            "units");
    for (SuiteResult suite : record.suites()) {
      for (PredictionResult result : suite.predictions()) {
        int number = 0;
        for (ClaimResult claim : result.claims()) {
          number++;
          rows.add(
              suite.suite().id(),
              result.prediction().id(),
              Words.of(result.prediction().role()),
              number,
              Words.of(result.verdict()),
              claim.claim().bound().getClass().getSimpleName().toLowerCase(Locale.ROOT),
              claim.claim().bound().margin(),
              ChartData.cell(claim.estimate()),
              claim.interval().lower(),
              claim.interval().upper(),
              claim.theseProbes().lower(),
              claim.theseProbes().upper(),
              claim.units());
        }
      }
    }
    return rows.data();
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
