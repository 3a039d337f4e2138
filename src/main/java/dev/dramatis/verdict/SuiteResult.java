package dev.dramatis.verdict;

import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import java.util.List;

/** Everything that was decided about one suite. */
public record SuiteResult(
    Suite suite, List<PredictionResult> predictions, List<ArmCounts> arms, List<DoseLine> doses) {
  public SuiteResult {
    predictions = List.copyOf(predictions);
    arms = List.copyOf(arms);
    doses = List.copyOf(doses);
  }

  /** The result of the prediction that the suite exists for. */
  public PredictionResult primary() {
    return predictions.stream()
        .filter(result -> result.prediction().role() == Role.PRIMARY)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(suite.id() + " has no primary"));
  }
}
