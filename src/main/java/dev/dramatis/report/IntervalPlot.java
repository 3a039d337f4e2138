package dev.dramatis.report;

import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One row of a forest plot: an interval, a second one below it, a point, and the margin.
 *
 * @param name what a screen reader says
 * @param grid where the ticks of the common scale fall
 * @param zero where 0 falls
 * @param claimed the range that is claimed; absent where nothing is
 * @param margins where the margin falls
 * @param main the interval for probes made the same way
 * @param second the interval for these probes; absent in small plots
 * @param point absent without data
 * @param style the verdict's; empty for none
 */
public record IntervalPlot(
    String name,
    List<String> grid,
    String zero,
    Optional<Span> claimed,
    List<String> margins,
    Optional<Span> main,
    Optional<Span> second,
    Optional<String> point,
    String style) {
  /** Every row is this wide, in the units of the drawing. */
  static final double WIDTH = 360;

  static final double INSET = 14;

  public IntervalPlot {
    grid = List.copyOf(grid);
    margins = List.copyOf(margins);
  }

  /** A horizontal stretch. */
  public record Span(String from, String to, String width) {
    static Span of(Axis axis, double from, double to) {
      double left = axis.at(from);
      double right = axis.at(to);
      return new Span(Axis.coordinate(left), Axis.coordinate(right), Axis.coordinate(right - left));
    }

    static Span of(Axis axis, Interval interval) {
      return of(axis, interval.lower(), interval.upper());
    }
  }

  /** The scale's line of numbers below the rows. */
  public record Scale(List<Label> labels) {
    public Scale {
      labels = List.copyOf(labels);
    }

    /** One number. */
    public record Label(String x, String text) {}

    static Scale of(Axis axis) {
      return new Scale(
          axis.ticks().stream()
              .map(tick -> new Label(axis.x(tick), Numbers.fixed(100 * tick, 0)))
              .toList());
    }
  }

  static Axis axis(List<Double> values) {
    return Axis.over(values, INSET, WIDTH - INSET);
  }

  /** A row with a margin and both intervals. */
  static IntervalPlot of(
      Axis axis,
      String name,
      Bound bound,
      Interval main,
      Interval second,
      OptionalDouble point,
      String style) {
    double m = bound.margin();
    List<String> margins = new ArrayList<>();
    Span claimed;
    if (bound instanceof Bound.Above) {
      claimed = Span.of(axis, m, axis.to());
    } else if (bound instanceof Bound.Below) {
      claimed = Span.of(axis, axis.from(), m);
    } else {
      claimed = Span.of(axis, -m, m);
      margins.add(axis.x(-m));
    }
    margins.add(axis.x(m));
    boolean data = point.isPresent();
    return new IntervalPlot(
        name,
        grid(axis),
        axis.x(0),
        Optional.of(claimed),
        margins,
        data ? Optional.of(Span.of(axis, main)) : Optional.empty(),
        data ? Optional.of(Span.of(axis, second)) : Optional.empty(),
        data ? Optional.of(axis.x(point.getAsDouble())) : Optional.empty(),
        style);
  }

  /** A row with one interval and nothing claimed. */
  static IntervalPlot of(Axis axis, String name, Interval interval, OptionalDouble point) {
    boolean data = point.isPresent();
    return new IntervalPlot(
        name,
        grid(axis),
        axis.x(0),
        Optional.empty(),
        List.of(),
        data ? Optional.of(Span.of(axis, interval)) : Optional.empty(),
        Optional.empty(),
        data ? Optional.of(axis.x(point.getAsDouble())) : Optional.empty(),
        "");
  }

  private static List<String> grid(Axis axis) {
    return axis.ticks().stream().map(axis::x).toList();
  }
}
