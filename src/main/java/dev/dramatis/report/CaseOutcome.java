package dev.dramatis.report;

import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;

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
      case NOT_TESTED -> suite.isFault(result) ? ERROR : SKIPPED;
    };
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
