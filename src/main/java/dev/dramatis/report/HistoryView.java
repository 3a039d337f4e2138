package dev.dramatis.report;

import dev.dramatis.compare.ClaimDigest;
import dev.dramatis.compare.History;
import dev.dramatis.compare.HistoryLine;
import dev.dramatis.compare.HistoryNight;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.suite.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page of many runs over time. */
public record HistoryView(
    PageFrame frame,
    Optional<String> simulated,
    String runs,
    String rate,
    List<String> alarms,
    List<Line> primaries,
    List<Line> others) {
  public HistoryView {
    alarms = List.copyOf(alarms);
    primaries = List.copyOf(primaries);
    others = List.copyOf(others);
  }

  /** One prediction on one model. */
  public record Line(
      String anchor,
      String name,
      String role,
      String subject,
      BadgeView last,
      BadgeView together,
      String wealth,
      Optional<String> alarm,
      Chart chart,
      List<Row> rows) {
    public Line {
      rows = List.copyOf(rows);
    }
  }

  /**
   * The drawing of a line.
   *
   * @param margins heights of the margin
   * @param path of the estimates
   */
  public record Chart(
      String name,
      List<Tick> levels,
      List<Tick> dates,
      List<String> margins,
      String zero,
      List<String> paths,
      List<Point> points,
      List<Mark> marks,
      ChartData data) {
    public Chart {
      levels = List.copyOf(levels);
      dates = List.copyOf(dates);
      margins = List.copyOf(margins);
      paths = List.copyOf(paths);
      points = List.copyOf(points);
      marks = List.copyOf(marks);
    }
  }

  /** A number beside the drawing. */
  public record Tick(String at, String text) {}

  /** A night. */
  public record Point(
      String x, String y, String low, String high, String style, boolean aside, String words) {}

  /** Something that happened before or on a night. */
  public record Mark(String x, String style, String words) {}

  /** A night in the table. */
  public record Row(
      String run,
      String began,
      BadgeView verdict,
      String effect,
      String wealth,
      String drift,
      String notes) {}

  private static final double LEFT = 48;
  private static final double RIGHT = 708;
  private static final double TOP = 12;
  private static final double BOTTOM = 170;
  private static final int MOST_DATES = 8;

  static HistoryView of(PageFrame frame, History history) {
    List<Line> lines = history.lines().stream().map(HistoryView::line).toList();
    List<Line> primaries = new ArrayList<>();
    List<Line> others = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      (history.lines().get(i).role() == Role.PRIMARY ? primaries : others).add(lines.get(i));
    }
    return new HistoryView(
        frame,
        history.runs().stream().anyMatch(RunDigest::simulated)
            ? Optional.of(Words.SIMULATED)
            : Optional.empty(),
        runs(history),
        HistoryWords.rate(history),
        HistoryWords.alarms(history).stream().map(Visible::line).toList(),
        primaries,
        others);
  }

  private static String runs(History history) {
    if (history.runs().isEmpty()) {
      return "No run yet.";
    }
    RunDigest last = history.runs().get(history.runs().size() - 1);
    return Numbers.count(history.runs().size())
        + " runs from "
        + Numbers.time(history.runs().get(0).frozen())
        + " to "
        + Numbers.time(last.frozen())
        + ".";
  }

  private static Line line(HistoryLine line) {
    HistoryNight last = line.last();
    return new Line(
        Anchor.of(line.suite(), line.prediction()) + "/" + Anchor.plain(line.subject()),
        Visible.line(line.suite() + " / " + line.prediction()),
        Words.of(line.role()),
        Visible.line(line.subject()),
        BadgeView.of(last.verdict()),
        BadgeView.of(last.together()),
        HistoryWords.wealth(last),
        HistoryWords.alarm(line).map(Visible::line),
        chart(line),
        line.nights().stream().map(HistoryView::row).toList());
  }

  private static Row row(HistoryNight night) {
    return new Row(
        Visible.line(night.run()),
        Numbers.time(night.frozen()),
        BadgeView.of(night.verdict()),
        night.claim().map(ChangeWords::effect).orElse(Numbers.NONE),
        HistoryWords.wealth(night),
        night.driftP().isPresent() ? "p " + Numbers.p(night.driftP().getAsDouble()) : Numbers.NONE,
        Visible.line(String.join("; ", HistoryWords.notes(night))));
  }

  private static Chart chart(HistoryLine line) {
    List<HistoryNight> nights = line.nights();
    List<Double> values = new ArrayList<>();
    for (HistoryNight night : nights) {
      night
          .claim()
          .ifPresent(
              claim -> {
                values.add(claim.margin());
                if (claim.estimate().isPresent()) {
                  values.add(claim.interval().lower());
                  values.add(claim.interval().upper());
                }
              });
    }
    Axis axis = Axis.over(values, BOTTOM, TOP);
    List<Point> points = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    List<String> path = new ArrayList<>();
    List<Tick> dates = new ArrayList<>();
    ChartData.Rows data =
        new ChartData.Rows(
            "run",
            "began",
            "verdict",
            "estimate",
            "lower",
            "upper",
            "log wealth for",
            "log wealth against",
            "drift p",
            "notes");
    int every = Math.max(1, (nights.size() + MOST_DATES - 1) / MOST_DATES);
    for (int i = 0; i < nights.size(); i++) {
      HistoryNight night = nights.get(i);
      double x =
          LEFT + 14 + (RIGHT - LEFT - 28) * (nights.size() == 1 ? 0.5 : i / (nights.size() - 1.0));
      String at = Axis.coordinate(x);
      double before = nights.size() == 1 ? 0 : (RIGHT - LEFT - 28) / (nights.size() - 1.0) / 2;
      if (!night.broken().isEmpty()) {
        paths.add(String.join(" ", path));
        path.clear();
        marks.add(
            new Mark(
                Axis.coordinate(x - before),
                "margin",
                Visible.line("other " + String.join(", ", night.broken()))));
      }
      if (!night.servedBefore().isEmpty()) {
        marks.add(
            new Mark(
                Axis.coordinate(x - before),
                "break",
                Visible.line(
                    "served model "
                        + String.join(", ", night.servedBefore())
                        + " → "
                        + String.join(", ", night.served()))));
      }
      night
          .changedSince()
          .ifPresent(
              since -> marks.add(new Mark(at, "alarm", Visible.line("changed since " + since))));
      if (i % every == 0) {
        dates.add(new Tick(at, Numbers.time(night.frozen()).substring(5, 10)));
      }
      Optional<ClaimDigest> claim = night.claim().filter(found -> found.estimate().isPresent());
      if (claim.isPresent()) {
        String y = Axis.coordinate(axis.at(claim.get().estimate().orElseThrow()));
        path.add(at + "," + y);
        points.add(
            new Point(
                at,
                y,
                Axis.coordinate(axis.at(claim.get().interval().lower())),
                Axis.coordinate(axis.at(claim.get().interval().upper())),
                Words.style(night.verdict()),
                night.aside().isPresent(),
                Visible.line(
                    night.run()
                        + ": "
                        + Words.of(night.verdict())
                        + ", "
                        + ChangeWords.effect(claim.get()))));
      }
      data.add(
          night.run(),
          night.frozen().toString(),
          Words.of(night.verdict()),
          claim.map(found -> ChartData.cell(found.estimate())).orElse(""),
          claim.map(found -> (Object) found.interval().lower()).orElse(""),
          claim.map(found -> (Object) found.interval().upper()).orElse(""),
          night.wealth().logFor(),
          night.wealth().logAgainst(),
          ChartData.cell(night.driftP()),
          String.join("; ", HistoryWords.notes(night)));
    }
    paths.add(String.join(" ", path));
    paths.removeIf(String::isEmpty);
    List<String> margins = new ArrayList<>();
    line.last()
        .claim()
        .ifPresent(
            claim -> {
              margins.add(Axis.coordinate(axis.at(claim.margin())));
              if (claim.bound().equals("within")) {
                margins.add(Axis.coordinate(axis.at(-claim.margin())));
              }
            });
    return new Chart(
        Visible.line(
            line.suite()
                + " / "
                + line.prediction()
                + " over "
                + nights.size()
                + " runs: "
                + points.stream().map(Point::words).collect(Collectors.joining("; "))),
        axis.ticks().stream()
            .map(tick -> new Tick(Axis.coordinate(axis.at(tick)), Numbers.fixed(100 * tick, 0)))
            .toList(),
        dates,
        margins,
        Axis.coordinate(axis.at(0)),
        paths,
        points,
        marks,
        data.data());
  }
}
