package dev.dramatis.run;

import dev.dramatis.model.Endpoint;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import dev.dramatis.verdict.Outcomes;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A run that leaves nothing on disk: for whole evaluations in the simulated worlds by the score.
 */
public final class InMemoryRun {
  private InMemoryRun() {}

  /**
   * Asks and labels every trial of a suite, one after the other.
   *
   * @param endpoint answers for every role
   * @param seed of the order
   */
  public static Outcomes of(Suite suite, Endpoint endpoint, long seed, Clock clock)
      throws InterruptedException {
    Map<String, String> models = new HashMap<>();
    suite.arms().forEach(arm -> models.put(arm.model(), endpoint.name().label()));
    Plan plan = Plan.of(suite, models, seed);
    OutcomeTable outcomes = new OutcomeTable(suite);
    Labeller labeller = new Labeller(suite);
    Interview interview = new Interview(clock, UnaryOperator.identity());
    for (int i = 0; i < plan.size(); i++) {
      Trial trial = plan.trial(i);
      TrialRow row = interview.ask(trial, endpoint);
      Optional<LabelRow> labels =
          row.failure().isPresent() ? Optional.empty() : Optional.of(labeller.label(trial, row));
      outcomes.put(trial, Labeller.outcome(trial.arm(), row, labels));
    }
    return outcomes;
  }
}
