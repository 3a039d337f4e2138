package dev.dramatis.report;

import dev.dramatis.compare.Comparison;
import dev.dramatis.compare.PredictionDigest;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.compare.SuiteDigest;
import dev.dramatis.suite.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The predictions of several runs as rows of a matrix. */
final class ComparisonRows {
  private ComparisonRows() {}

  /**
   * One prediction.
   *
   * @param cells what became of it in every run, in their order; empty where the run lacks it
   */
  record Row(String suite, String prediction, Role role, List<Optional<PredictionDigest>> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  /** Every prediction that any of the runs has, in the order in which they have them. */
  static List<Row> of(Comparison comparison) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (RunDigest run : comparison.runs()) {
      for (SuiteDigest suite : run.suites()) {
        for (PredictionDigest prediction : suite.predictions()) {
          rows.computeIfAbsent(
              suite.id() + " / " + prediction.id(),
              name ->
                  new Row(
                      suite.id(),
                      prediction.id(),
                      prediction.role(),
                      cells(comparison, suite.id(), prediction.id())));
        }
      }
    }
    return new ArrayList<>(rows.values());
  }

  private static List<Optional<PredictionDigest>> cells(
      Comparison comparison, String suite, String prediction) {
    return comparison.runs().stream()
        .map(run -> run.suite(suite).flatMap(found -> found.prediction(prediction)))
        .toList();
  }
}
