package dev.dramatis.report;

import dev.dramatis.verdict.ArmCounts;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.Verdict;
import java.util.List;
import java.util.Set;

/** What a build server is told of a prediction: a finding and a fault are different things. */
enum CaseOutcome {
  PASSED,
  FAILURE,
  ERROR,
  SKIPPED;

  static CaseOutcome of(SuiteResult suite, PredictionResult result) {
    return switch (result.verdict()) {
      case SUPPORTED -> PASSED;
      case CONTRADICTED -> FAILURE;
      case INCONCLUSIVE -> SKIPPED;
      case NOT_TESTED -> isFault(suite, result) ? ERROR : SKIPPED;
    };
  }

  /**
   * Whether calls that failed or were never made are why there are too few data. Gates do not
   * matter here: {@code ungated} is NOT_TESTED only when the data themselves do not suffice.
   */
  private static boolean isFault(SuiteResult suite, PredictionResult result) {
    if (result.ungated() != Verdict.NOT_TESTED) {
      return false;
    }
    Set<String> unaskable = suite.unaskable().keySet();
    if (suite.arms().stream()
        .anyMatch(arm -> arm.notAsked() > 0 && !unaskable.contains(arm.arm()))) {
      return true;
    }
    Set<String> used = result.prediction().arms();
    if (unaskable.stream()
        .map(arm -> suite.suite().arm(arm).condition())
        .anyMatch(used::contains)) {
      return false;
    }
    List<ArmCounts> arms =
        suite.arms().stream()
            .filter(arm -> used.contains(suite.suite().arm(arm.arm()).condition()))
            .toList();
    int failed = arms.stream().mapToInt(ArmCounts::failed).sum();
    int abstained = arms.stream().mapToInt(ArmCounts::abstained).sum();
    return failed > 0 && failed >= abstained;
  }

  /** The element that says so. */
  String element() {
    return switch (this) {
      case PASSED -> throw new IllegalStateException("a case that passed has no element");
      case FAILURE -> "failure";
      case ERROR -> "error";
      case SKIPPED -> "skipped";
    };
  }
}
