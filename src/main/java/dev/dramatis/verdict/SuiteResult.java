package dev.dramatis.verdict;

import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * The result of a prediction.
   *
   * @throws IllegalArgumentException if the suite has none of this id
   */
  public PredictionResult prediction(String id) {
    return predictions.stream()
        .filter(result -> result.prediction().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no prediction \""
                        + id
                        + "\" in "
                        + suite.id()
                        + ". Predictions: "
                        + predictions.stream()
                            .map(result -> result.prediction().id())
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /** Whether trials that could have been asked were not, since the run stopped before. */
  public boolean isUnfinished() {
    return arms.stream().anyMatch(arm -> arm.notAsked() > 0 && !unaskable.containsKey(arm.arm()));
  }

  /**
   * Whether calls that failed or were never made are why a prediction has too few data. That is a
   * fault of the run and no finding. Gates do not matter here: {@code ungated} is NOT_TESTED only
   * when the data themselves do not suffice.
   */
  public boolean isFault(PredictionResult result) {
    if (result.ungated() != Verdict.NOT_TESTED) {
      return false;
    }
    if (isUnfinished()) {
      return true;
    }
    Set<String> used = result.prediction().arms();
    if (unaskable.keySet().stream()
        .map(arm -> suite.arm(arm).condition())
        .anyMatch(used::contains)) {
      return false;
    }
    List<ArmCounts> counts =
        arms.stream().filter(arm -> used.contains(suite.arm(arm.arm()).condition())).toList();
    int failed = counts.stream().mapToInt(ArmCounts::failed).sum();
    int abstained = counts.stream().mapToInt(ArmCounts::abstained).sum();
    return failed > 0 && failed >= abstained;
  }
}
