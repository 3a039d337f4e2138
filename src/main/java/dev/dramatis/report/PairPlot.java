package dev.dramatis.report;

import dev.dramatis.compare.PairedDifference;
import dev.dramatis.stats.Interval;
import java.util.List;
import java.util.Optional;

/**
 * A row that shows one contrast in two runs: a ring for the first, a dot for the second, and below
 * them the interval of their difference on its own zero.
 *
 * @param name what a screen reader says
 * @param before where the first run's contrast falls; absent where it was not compared
 */
public record PairPlot(
    String name,
    List<String> grid,
    String zero,
    Optional<String> before,
    Optional<String> after,
    Optional<IntervalPlot.Span> difference,
    boolean changed) {
  public PairPlot {
    grid = List.copyOf(grid);
  }

  static PairPlot of(Axis axis, String name, PairedDifference difference, boolean changed) {
    Interval interval = difference.interval();
    return new PairPlot(
        name,
        axis.ticks().stream().map(axis::x).toList(),
        axis.x(0),
        Optional.of(axis.x(difference.before())),
        Optional.of(axis.x(difference.after())),
        Optional.of(IntervalPlot.Span.of(axis, interval)),
        changed);
  }
}
