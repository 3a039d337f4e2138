package dev.dramatis;

import dev.dramatis.model.ModelName;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Suite;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses who labels what needs a judge. */
public final class Judges {
  private static final String SIMULATED = "simulated/judge";

  private Judges() {}

  /**
   * The judges of an evaluation: those that were named; for simulated models, if none was, the
   * simulated one; for others nobody, since money is only spent on a model that was named.
   *
   * @throws IllegalArgumentException if a judge is named twice, or is tested itself without leave
   */
  static List<ModelName> of(EvaluationRequest request) {
    return of(request.judges(), request.suites(), request.roles().values(), request.selfJudging());
  }

  /**
   * The same for judges that were named.
   *
   * @throws IllegalArgumentException if a judge is named twice, or is tested itself without leave
   */
  public static List<ModelName> of(
      List<ModelName> named,
      List<Suite> suites,
      Collection<ModelName> tested,
      boolean selfJudging) {
    boolean needed =
        suites.stream()
            .flatMap(suite -> suite.classifiers().values().stream())
            .anyMatch(ClassifierSpec.Judge.class::isInstance);
    Set<String> labels = new HashSet<>();
    for (ModelName judge : named) {
      if (!labels.add(judge.label())) {
        throw new IllegalArgumentException("the judge " + judge.label() + " is named twice.");
      }
      if (!selfJudging && tested.stream().anyMatch(it -> it.label().equals(judge.label()))) {
        throw new IllegalArgumentException(
            judge.label()
                + " would judge itself: name another judge, or allow it with --self-judge.");
      }
    }
    if (!needed) {
      return List.of();
    }
    boolean simulated = tested.stream().allMatch(it -> it.provider().equals("simulated"));
    return named.isEmpty() && simulated ? List.of(ModelName.parse(SIMULATED)) : named;
  }
}
