package dev.dramatis.run;

import static java.util.Objects.requireNonNull;

import dev.dramatis.model.Endpoint;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import dev.dramatis.verdict.JudgeEvidence;
import dev.dramatis.verdict.Outcomes;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A run that leaves nothing on disk: for whole evaluations in the simulated worlds by the score.
 */
public final class InMemoryRun {
  private InMemoryRun() {}

  /**
   * What a run came to.
   *
   * @param judges how they did on the gold items
   */
  public record Result(Outcomes outcomes, JudgeEvidence judges) {}

  /**
   * Asks and labels every trial of a suite, one after the other.
   *
   * @param endpoints who answers for each role
   * @param judges label what needs a judge
   * @param seed of the order
   */
  public static Result of(
      Suite suite, Map<String, Endpoint> endpoints, List<Endpoint> judges, long seed, Clock clock)
      throws InterruptedException {
    Map<String, String> models = new HashMap<>();
    endpoints.forEach((role, endpoint) -> models.put(role, endpoint.name().label()));
    Plan plan = Plan.of(suite, models, seed);
    OutcomeTable outcomes = new OutcomeTable(suite);
    Interview interview = new Interview(clock, UnaryOperator.identity());
    JudgeBench bench =
        new JudgeBench(
            judges.stream().map(judge -> judge.name().label()).toList(),
            judges.stream().map(Seat::new).toList(),
            Judgements.inMemory(),
            interview,
            JudgeBench.Gate.OPEN,
            JudgeBench.Listener.NONE);
    Labeller labeller = new Labeller(suite, bench);
    for (int i = 0; i < plan.size(); i++) {
      Trial trial = plan.trial(i);
      Endpoint endpoint = requireNonNull(endpoints.get(trial.arm().model()));
      TrialRow row = interview.ask(trial, endpoint);
      Optional<LabelRow> labels =
          row.failure().isPresent()
              ? Optional.empty()
              : Optional.of(labeller.label(trial, row).row());
      outcomes.put(trial, Labeller.outcome(trial.arm(), row, labels));
    }
    return new Result(outcomes, new GoldCheck(suite, bench).evidence());
  }
}
