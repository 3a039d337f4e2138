package dev.dramatis.report;

import dev.dramatis.stats.DoseCurve;
import dev.dramatis.stats.DoseFit;
import dev.dramatis.verdict.DoseLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A measure's rate over the points of a sweep, drawn over ln(1 + k). */
public record DoseView(
    String arm,
    String over,
    String prediction,
    String name,
    String path,
    List<Point> points,
    List<Level> levels,
    List<Curve> curves,
    String compared,
    ChartData data) {
  private static final double LEFT = 44;
  private static final double RIGHT = 424;
  private static final double TOP = 14;
  private static final double BOTTOM = 200;

  /** Parts that a fitted line is drawn in. */
  private static final int STEPS = 60;

  public DoseView {
    points = List.copyOf(points);
    levels = List.copyOf(levels);
    curves = List.copyOf(curves);
  }

  /** One point with its interval. */
  public record Point(
      String x, String y, String low, String high, String value, String rate, String units) {}

  /**
   * A fitted form.
   *
   * @param style the class of its line
   * @param y where its name stands in the legend
   */
  public record Curve(String style, String name, String path, String y) {}

  /** A horizontal line of the scale. */
  public record Level(String y, String text) {}

  static DoseView of(DoseLine line) {
    Scale scale = Scale.of(line.points());
    List<Point> points = new ArrayList<>();
    for (DoseLine.Point point : line.points()) {
      points.add(
          new Point(
              Axis.coordinate(scale.x(point.x())),
              y(point.mean()),
              y(point.interval().lower()),
              y(point.interval().upper()),
              Numbers.plain(point.x()),
              Numbers.percent(point.mean()) + " (" + Numbers.percent(point.interval()) + ")",
              Numbers.count(point.units())));
    }
    List<Level> levels = new ArrayList<>();
    for (int percent = 0; percent <= 100; percent += 25) {
      levels.add(new Level(y(percent / 100.0), percent + " %"));
    }
    return new DoseView(
        Visible.line(line.arm()),
        Visible.line(line.over()),
        Visible.line(line.prediction()),
        points.stream()
            .map(point -> line.over() + " = " + point.value() + ": " + point.rate())
            .map(Visible::line)
            .collect(Collectors.joining("; ")),
        points.stream().map(point -> point.x() + "," + point.y()).collect(Collectors.joining(" ")),
        points,
        levels,
        line.fit().map(fit -> curves(line, fit, scale)).orElse(List.of()),
        line.fit().map(DoseView::compared).orElse(""),
        data(line));
  }

  private static ChartData data(DoseLine line) {
    ChartData.Rows rows = new ChartData.Rows(line.over(), "mean", "lower", "upper", "units");
    line.points()
        .forEach(
            point ->
                rows.add(
                    point.x(),
                    point.mean(),
                    point.interval().lower(),
                    point.interval().upper(),
                    point.units()));
    return rows.data();
  }

  private static List<Curve> curves(DoseLine line, DoseFit fit, Scale scale) {
    return List.of(
        new Curve("power-law", "power law", path(line, fit.powerLaw(), scale), "22"),
        new Curve("mixture", "mixture", path(line, fit.mixture(), scale), "38"));
  }

  private static String path(DoseLine line, DoseCurve curve, Scale scale) {
    List<DoseLine.Point> points = line.points();
    double least = Math.log1p(points.get(0).x());
    double most = Math.log1p(points.get(points.size() - 1).x());
    List<String> path = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      double shots = Math.expm1(least + (most - least) * i / STEPS);
      path.add(Axis.coordinate(scale.x(shots)) + "," + y(curve.rate(shots)));
    }
    return String.join(" ", path);
  }

  /** How the forms did on doses that they were not fitted to. */
  private static String compared(DoseFit fit) {
    double law = fit.powerLawLoss() - fit.leastLoss();
    double mixture = fit.mixtureLoss() - fit.leastLoss();
    String verdict =
        Math.abs(law - mixture) <= fit.noise()
            ? "these data do not tell them apart"
            : (law < mixture ? "the power law" : "the mixture") + " predicts them better";
    return String.format(
        Locale.ROOT,
        "Each dose above 0 left out in turn, a power law misses it by %.3f nats per observation and"
            + " a mixture of two speakers by %.3f, where chance alone is worth %.3f: %s. With so few"
            + " doses neither form is well told; no verdict rests on them.",
        law,
        mixture,
        fit.noise(),
        verdict);
  }

  private static String y(double share) {
    return Axis.coordinate(BOTTOM - Math.max(0, Math.min(1, share)) * (BOTTOM - TOP));
  }

  /** Doses over ln(1 + k), or as they are where one is −1 or less. */
  private record Scale(boolean logarithmic, double least, double most) {
    static Scale of(List<DoseLine.Point> points) {
      boolean logarithmic = points.stream().allMatch(point -> point.x() > -1);
      Scale raw = new Scale(logarithmic, 0, 1);
      return new Scale(
          logarithmic,
          points.stream().mapToDouble(point -> raw.dose(point.x())).min().orElse(0),
          points.stream().mapToDouble(point -> raw.dose(point.x())).max().orElse(1));
    }

    private double dose(double k) {
      return logarithmic ? Math.log1p(k) : k;
    }

    double x(double k) {
      return most > least
          ? LEFT + 14 + (dose(k) - least) / (most - least) * (RIGHT - LEFT - 28)
          : (LEFT + RIGHT) / 2;
    }
  }
}
