package dev.dramatis.verdict;

import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that was decided about one suite.
 *
 * @param judges how the judges did on the gold items, by classifier
 * @param unaskable why arms could not be asked, by the arm's id
 */
public record SuiteResult(
    Suite suite,
    List<PredictionResult> predictions,
    List<ArmCounts> arms,
    List<DoseLine> doses,
    Map<String, JudgeScore> judges,
    Map<String, String> unaskable) {
  public SuiteResult {
    judges = Collections.unmodifiableMap(new LinkedHashMap<>(judges));
    unaskable = Collections.unmodifiableMap(new LinkedHashMap<>(unaskable));
    predictions = List.copyOf(predictions);
    arms = List.copyOf(arms);
    doses = List.copyOf(doses);
  }

  /** The same with forms fitted to the dose curves, which takes a second and decides nothing. */
  public SuiteResult withFittedDoses() {
    return new SuiteResult(
        suite, predictions, arms, doses.stream().map(DoseLine::fitted).toList(), judges, unaskable);
  }

  /** The result of the prediction that the suite exists for. */
  public PredictionResult primary() {
    return predictions.stream()
        .filter(result -> result.prediction().role() == Role.PRIMARY)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(suite.id() + " has no primary"));
  }
}
