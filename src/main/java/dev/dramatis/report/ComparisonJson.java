package dev.dramatis.report;

import dev.dramatis.compare.ClaimPair;
import dev.dramatis.compare.Comparison;
import dev.dramatis.compare.Condition;
import dev.dramatis.compare.PredictionDigest;
import dev.dramatis.compare.PredictionPair;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.compare.RunPair;
import dev.dramatis.stats.Interval;
import dev.dramatis.verdict.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A comparison for programs: every number in full, without the texts of models. */
public final class ComparisonJson {
  private ComparisonJson() {}

  /** Writes it; numbers are shares in [0, 1] or contrasts of them, absent ones null. */
  public static void write(Comparison comparison, Writer out) throws IOException {
    JsonReport.write(document(comparison), out);
  }

  private static Document document(Comparison comparison) {
    return new Document(
        "dramatis-comparison/1",
        Comparison.LEVEL,
        comparison.compared(),
        comparison.runs().stream().map(Run::of).toList(),
        ComparisonRows.of(comparison).stream().map(Row::of).toList(),
        comparison.pairs().stream().map(Pair::of).toList());
  }

  /**
   * @param level at which anything is called changed, over all contrasts together
   * @param contrasts that were compared
   */
  record Document(
      String format,
      double level,
      int contrasts,
      List<Run> runs,
      List<Row> predictions,
      List<Pair> pairs) {}

  record Run(
      String run,
      Instant frozen,
      String program,
      Map<String, String> roles,
      List<String> judges,
      boolean simulated,
      boolean complete,
      long planned,
      long asked,
      long failed,
      OptionalDouble spendUsd) {
    static Run of(RunDigest run) {
      return new Run(
          run.run(),
          run.frozen(),
          run.program(),
          run.roles(),
          run.judges(),
          run.simulated(),
          run.isComplete(),
          run.planned(),
          run.asked(),
          run.failed(),
          run.spendUsd());
    }
  }

  record Row(String suite, String prediction, String role, List<Optional<Cell>> runs) {
    static Row of(ComparisonRows.Row row) {
      return new Row(
          row.suite(),
          row.prediction(),
          Words.of(row.role()),
          row.cells().stream().map(cell -> cell.map(Cell::of)).toList());
    }
  }

  record Cell(Verdict verdict, String reason, List<Found> claims) {
    static Cell of(PredictionDigest prediction) {
      return new Cell(
          prediction.verdict(),
          prediction.reason(),
          prediction.claims().stream()
              .map(
                  claim ->
                      new Found(
                          claim.contrast(),
                          claim.bound(),
                          claim.margin(),
                          claim.count(),
                          claim.estimate(),
                          claim.interval()))
              .toList());
    }
  }

  record Found(
      String contrast,
      String bound,
      double margin,
      int units,
      OptionalDouble estimate,
      Interval interval) {}

  record Pair(
      String before,
      String after,
      List<String> lines,
      List<String> changedPrimaries,
      List<Condition> conditions,
      List<RunPair.Alone> alone,
      List<Difference> differences) {
    static Pair of(RunPair pair) {
      return new Pair(
          pair.before().run(),
          pair.after().run(),
          ThreeLines.of(pair),
          pair.changedPrimaries().stream().map(ChangeWords::name).toList(),
          pair.conditions(),
          pair.alone(),
          pair.predictions().stream()
              .flatMap(
                  prediction ->
                      prediction.claims().stream().map(claim -> Difference.of(prediction, claim)))
              .toList());
    }
  }

  /**
   * One claim in both runs.
   *
   * @param refused why it was not compared; null where it was
   * @param units by unit what it was before and after
   */
  record Difference(
      String suite,
      String prediction,
      String role,
      String contrast,
      Verdict verdictBefore,
      Verdict verdictAfter,
      Optional<String> refused,
      Optional<Figures> figures) {
    static Difference of(PredictionPair prediction, ClaimPair claim) {
      Optional<String> refused = Optional.empty();
      Optional<Figures> figures = Optional.empty();
      if (claim instanceof ClaimPair.Refused refusal) {
        refused = Optional.of(refusal.reason());
      } else if (claim instanceof ClaimPair.Paired paired) {
        Map<String, List<Double>> units = new LinkedHashMap<>();
        paired
            .difference()
            .units()
            .forEach(unit -> units.put(unit.unit(), List.of(unit.before(), unit.after())));
        figures =
            Optional.of(
                new Figures(
                    paired.isChanged(),
                    paired.difference().before(),
                    paired.difference().after(),
                    paired.difference().difference(),
                    paired.difference().interval(),
                    paired.simultaneous(),
                    paired.difference().p(),
                    paired.adjusted(),
                    paired.difference().leftOut(),
                    units));
      }
      return new Difference(
          prediction.suite(),
          prediction.prediction(),
          Words.of(prediction.role()),
          claim.contrast(),
          prediction.before().verdict(),
          prediction.after().verdict(),
          refused,
          figures);
    }
  }

  record Figures(
      boolean changed,
      double before,
      double after,
      double difference,
      Interval interval,
      Interval simultaneous,
      double p,
      double adjustedP,
      int leftOut,
      Map<String, List<Double>> units) {}
}
