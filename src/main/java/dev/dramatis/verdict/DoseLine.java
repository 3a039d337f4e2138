package dev.dramatis.verdict;

import dev.dramatis.stats.Interval;
import java.util.List;

/**
 * The rate of a measure over the points of a sweep.
 *
 * @param over the swept name
 * @param prediction the prediction whose measure is drawn
 */
public record DoseLine(String arm, String over, String prediction, List<Point> points) {
  /** One point: the swept value, the mean and its interval at 2.5 % per side. */
  public record Point(double x, double mean, Interval interval, int units) {}

  public DoseLine {
    points = List.copyOf(points);
  }
}
