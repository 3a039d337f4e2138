package dev.dramatis.report;

import dev.dramatis.compare.History;
import dev.dramatis.compare.HistoryLine;
import dev.dramatis.compare.HistoryNight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a history says, in words. */
final class HistoryWords {
  /** Beyond this the wealth is told by its power of ten. */
  private static final double PLAIN = Math.log(10_000);

  private HistoryWords() {}

  /** At what rate of false alarms the lines are watched. */
  static String rate(History history) {
    return history.watched()
        + (history.watched() == 1 ? " primary is" : " primaries are")
        + " watched for a change, with at most one false alarm over all of them in "
        + Numbers.plain(history.nightsPerFalseAlarm())
        + " nights on average. Wealth is that of bets on these very probes: from 40 on, all nights"
        + " together decide at 2.5 %.";
  }

  /** The alarms that the newest night of a line raised, a sentence each. */
  static List<String> alarms(History history) {
    List<String> all = new ArrayList<>();
    for (HistoryLine line : history.alarms()) {
      all.add(
          line.suite()
              + " / "
              + line.prediction()
              + " of "
              + line.subject()
              + " has changed, most likely since "
              + line.last().changedSince().orElseThrow()
              + ".");
    }
    return all;
  }

  /** The newest alarm of a line. */
  static Optional<String> alarm(HistoryLine line) {
    Optional<String> newest = Optional.empty();
    for (HistoryNight night : line.nights()) {
      if (night.changedSince().isPresent()) {
        newest =
            Optional.of(
                "alarm in " + night.run() + ": changed since " + night.changedSince().get());
      }
    }
    return newest;
  }

  /** {@code for 56, against 0.02}. */
  static String wealth(HistoryNight night) {
    return "for "
        + wealth(night.wealth().logFor())
        + ", against "
        + wealth(night.wealth().logAgainst());
  }

  private static String wealth(double log) {
    if (Math.abs(log) > PLAIN) {
      return "10^" + Numbers.fixed(log / Math.log(10), 0);
    }
    double value = Math.exp(log);
    return value >= 10 ? Numbers.fixed(value, 0) : Numbers.fixed(value, 2);
  }

  /** What is to be said of a night. */
  static List<String> notes(HistoryNight night) {
    List<String> notes = new ArrayList<>();
    if (!night.broken().isEmpty()) {
      notes.add("evidence starts anew: other " + String.join(", ", night.broken()));
    }
    if (!night.servedBefore().isEmpty()) {
      notes.add(
          "served model "
              + String.join(", ", night.servedBefore())
              + " → "
              + String.join(", ", night.served()));
    }
    night.aside().ifPresent(reason -> notes.add("not counted: " + reason));
    night.changedSince().ifPresent(since -> notes.add("ALARM: changed since " + since));
    return notes;
  }
}
