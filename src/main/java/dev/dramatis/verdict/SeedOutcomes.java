package dev.dramatis.verdict;

import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Suite;
import java.util.HashMap;
import java.util.Map;

/** The outcomes of a run as if it had asked one model of every training alone. */
final class SeedOutcomes implements Outcomes {
  private final Outcomes all;
  private final Map<String, String> asked = new HashMap<>();

  /**
   * @param seed of the trained models; arms that ask no trained model are the same for every seed
   */
  SeedOutcomes(Suite suite, Outcomes all, int seed) {
    this.all = all;
    for (Arm arm : suite.arms()) {
      if (arm.replica().map(replica -> replica.seed() == seed).orElse(true)) {
        asked.put(arm.condition(), arm.id());
      }
    }
  }

  @Override
  public TrialOutcome of(String arm, String probe, int repeat) {
    return all.of(asked.getOrDefault(arm, arm), probe, repeat);
  }
}
