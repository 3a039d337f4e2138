package dev.dramatis.compare;

import dev.dramatis.suite.Role;
import java.util.Comparator;
import java.util.List;

/**
 * A run held against the one before it.
 *
 * @param conditions in what they differ other than by chance
 * @param predictions that both have
 * @param alone predictions that one of them lacks, as {@code SUITE / PREDICTION}, with which
 */
public record RunPair(
    RunDigest before,
    RunDigest after,
    List<Condition> conditions,
    List<PredictionPair> predictions,
    List<Alone> alone) {
  public RunPair {
    conditions = List.copyOf(conditions);
    predictions = List.copyOf(predictions);
    alone = List.copyOf(alone);
  }

  /**
   * A prediction that only one of the runs has.
   *
   * @param run that has it
   */
  public record Alone(String suite, String prediction, String run) {}

  /** The predictions of which a contrast moved beyond chance, primaries first. */
  public List<PredictionPair> changed() {
    return predictions.stream()
        .filter(PredictionPair::isChanged)
        .sorted(Comparator.comparing(PredictionPair::role))
        .toList();
  }

  /** Primaries of which a contrast moved beyond chance: what fails a nightly run. */
  public List<PredictionPair> changedPrimaries() {
    return changed().stream().filter(pair -> pair.role() == Role.PRIMARY).toList();
  }

  /** Predictions that read otherwise although nothing moved beyond chance. */
  public List<PredictionPair> decidedOtherwiseByChance() {
    return predictions.stream()
        .filter(pair -> pair.isDecidedOtherwise() && !pair.isChanged())
        .toList();
  }

  /** How many claims were paired. */
  public int compared() {
    return predictions.stream().mapToInt(pair -> pair.paired().size()).sum();
  }
}
