package dev.dramatis.report;

import dev.dramatis.stats.Detection;
import dev.dramatis.verdict.JudgeScore;
import dev.dramatis.verdict.SuiteResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What is known of judges, in words. */
final class JudgeWords {
  private JudgeWords() {}

  /** A line for every classifier whose judges were held against gold items. */
  static List<HeaderView.Fact> of(SuiteResult suite) {
    return suite.judges().entrySet().stream()
        .map(
            entry ->
                new HeaderView.Fact(
                    "Judge of " + Visible.line(entry.getKey()), words(entry.getValue())))
        .toList();
  }

  private static String words(JudgeScore score) {
    String labels =
        score.labels().entrySet().stream()
            .map(label -> label(label.getKey(), label.getValue()))
            .collect(Collectors.joining("; "));
    return Visible.line(String.join(" + ", score.judges()))
        + ", on "
        + Numbers.count(score.items())
        + " gold items: "
        + (labels.isEmpty() ? "none was labelled" : labels)
        + coefficient("; \u03ba ", score.kappa())
        + coefficient("; Krippendorff\u2019s \u03b1 among the judges ", score.alpha())
        + "; "
        + Numbers.count(score.abstained())
        + " abstained";
  }

  private static String label(String label, Detection detection) {
    return Visible.line(label)
        + " found in "
        + share(detection.sensitivity())
        + " (sensitivity, of "
        + detection.positives()
        + "), rightly not given in "
        + share(detection.specificity())
        + " (specificity, of "
        + detection.negatives()
        + ")";
  }

  private static String share(OptionalDouble share) {
    return share.isPresent() ? Numbers.fixed(share.getAsDouble(), 2) : "\u2013";
  }

  private static String coefficient(String name, OptionalDouble value) {
    return value.isPresent() ? name + Numbers.fixed(value.getAsDouble(), 2) : "";
  }
}
