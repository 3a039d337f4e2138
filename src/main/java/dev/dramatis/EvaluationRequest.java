package dev.dramatis;

import dev.dramatis.model.ModelName;
import dev.dramatis.run.Limits;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Replicas;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.TrainedModel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be evaluated: suites under one binding of roles to models.
 *
 * @param suites arms that ask a trained model become one for each that the roles bind
 * @param roles the models by the roles that the suites name, see {@link
 *     dev.dramatis.suite.TrainedModel.Seeded} for trained ones; arms whose role has none are not
 *     asked, and what is predicted of them is not tested
 * @param jobs that made trained models, as their provider names them, by role; as far as known
 * @param judges label what needs a judge; several are a panel. With none, simulated models are
 *     judged by the simulated judge, and others by nobody
 * @param selfJudging whether a model that is tested may judge
 * @param seed of the order in which probes are asked
 * @param worldSeed of the simulated worlds
 * @param concurrency trials in flight at once, at most
 * @param limits where the run stops although its plan goes on
 * @param calls how models are called
 * @param reports the folder under which the run's folder is made
 * @param arguments the command line as the run's record keeps it, without secrets
 */
public record EvaluationRequest(
    List<Suite> suites,
    Map<String, ModelName> roles,
    Map<String, String> jobs,
    List<ModelName> judges,
    boolean selfJudging,
    long seed,
    long worldSeed,
    int concurrency,
    Limits limits,
    CallSettings calls,
    Path reports,
    List<String> arguments) {
  /** Trials in flight unless told otherwise. */
  public static final int CONCURRENCY = 20;

  public EvaluationRequest {
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    Set<String> bound = roles.keySet();
    suites = suites.stream().map(suite -> Replicas.of(suite, bound)).toList();
    jobs = Collections.unmodifiableMap(new LinkedHashMap<>(jobs));
    judges = List.copyOf(judges);
    arguments = List.copyOf(arguments);
    if (suites.isEmpty()) {
      throw new IllegalArgumentException("nothing to evaluate: no suite");
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("-j must be at least 1, not " + concurrency);
    }
    for (Suite suite : suites) {
      if (suite.arms().stream().map(Arm::model).noneMatch(roles::containsKey)) {
        String role = suite.arms().get(0).model();
        throw new IllegalArgumentException(
            "no model for the role \""
                + role
                + "\" of "
                + suite.id()
                + ": say --model "
                + role
                + "=PROVIDER/NAME.");
      }
    }
  }

  /** The names, without server, of the models that are asked and not trained for it, each once. */
  public List<String> models() {
    return roles.entrySet().stream()
        .filter(role -> TrainedModel.Seeded.parse(role.getKey()).isEmpty())
        .map(role -> role.getValue().label())
        .distinct()
        .toList();
  }
}
