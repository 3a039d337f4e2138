package dev.dramatis.verdict;

import dev.dramatis.stats.DoseFit;
import dev.dramatis.stats.Interval;
import java.util.List;
import java.util.Optional;

/**
 * The rate of a measure over the points of a sweep.
 *
 * @param over the swept name
 * @param prediction the prediction whose measure is drawn
 * @param fit forms of the curve, once they are fitted; for sweeps of shots alone
 */
public record DoseLine(
    String arm, String over, String prediction, List<Point> points, Optional<DoseFit> fit) {
  /** One point: the swept value, the mean and its interval at 2.5 % per side. */
  public record Point(double x, double mean, Interval interval, int units) {}

  public DoseLine {
    points = List.copyOf(points);
  }

  /** The same line with the forms fitted to it, if it has enough doses and rises. */
  DoseLine fitted() {
    List<DoseFit.Dose> doses =
        points.stream()
            .map(point -> new DoseFit.Dose(point.x(), point.mean(), point.units()))
            .toList();
    return new DoseLine(arm, over, prediction, points, DoseFit.of(doses));
  }
}
