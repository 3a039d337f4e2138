package dev.dramatis.report;

import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.SeedLine;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What each of the models that were trained alike shows of a claim.
 *
 * @param note how far the claim reaches beyond them
 */
public record SeedsView(String note, List<Row> rows, IntervalPlot.Scale scale) {
  public SeedsView {
    rows = List.copyOf(rows);
  }

  /** One model. */
  public record Row(String seed, String interval, String point, IntervalPlot plot) {}

  static SeedsView of(ClaimResult claim, boolean rate) {
    Axis axis =
        IntervalPlot.axis(
            claim.seeds().stream()
                .flatMap(line -> List.of(line.interval().lower(), line.interval().upper()).stream())
                .toList());
    return new SeedsView(
        claim.isOfTheseCheckpoints()
            ? "Fewer than six models are no sample: the verdict is about these checkpoints, and"
                + " holds only if it does in each of them."
            : "The interval of the claim is that of models trained so: it also holds what differs"
                + " from seed to seed.",
        claim.seeds().stream().map(line -> row(axis, line, rate)).toList(),
        IntervalPlot.Scale.of(axis));
  }

  private static Row row(Axis axis, SeedLine line, boolean rate) {
    String range = ClaimWords.range(line.interval(), rate);
    return new Row(
        Integer.toString(line.seed()),
        range,
        rate ? Numbers.percent(line.estimate()) : Numbers.points(line.estimate()) + " pp",
        IntervalPlot.of(
            axis,
            "seed " + line.seed() + ": " + range,
            line.interval(),
            OptionalDouble.of(line.estimate())));
  }
}
