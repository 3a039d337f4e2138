package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Expands the arms of a suite that ask a trained model into one for every model that was trained
 * so. Predictions go on to name the arms as the suite has them.
 */
public final class Replicas {
  private Replicas() {}

  /**
   * The suite under one binding of models. An arm whose model nothing was bound to stays as it is.
   *
   * @param roles as a run binds them, see {@link TrainedModel.Seeded}
   * @throws IllegalArgumentException if the trained models of the suite are not equally many
   */
  public static Suite of(Suite suite, Collection<String> roles) {
    Map<String, List<Integer>> seeds = new TreeMap<>();
    for (String role : roles) {
      TrainedModel.Seeded.parse(role)
          .filter(seeded -> seeded.suite().equals(suite.id()))
          .ifPresent(
              seeded ->
                  seeds
                      .computeIfAbsent(seeded.model().toString(), model -> new ArrayList<>())
                      .add(seeded.seed()));
    }
    if (seeds.isEmpty() || suite.arms().stream().anyMatch(arm -> arm.replica().isPresent())) {
      return suite;
    }
    seeds.values().forEach(list -> list.sort(null));
    refuseUnequal(suite, seeds);
    List<Arm> arms = new ArrayList<>();
    for (Arm arm : suite.arms()) {
      List<Integer> own = seeds.getOrDefault(arm.model(), List.of());
      if (own.isEmpty() || suite.trainings().of(arm.model()).isEmpty()) {
        arms.add(arm);
      }
      for (int seed : own) {
        arms.add(replica(suite, arm, seed));
      }
    }
    return suite.withArms(arms);
  }

  private static void refuseUnequal(Suite suite, Map<String, List<Integer>> seeds) {
    Map.Entry<String, List<Integer>> first = seeds.entrySet().iterator().next();
    for (Map.Entry<String, List<Integer>> other : seeds.entrySet()) {
      if (!other.getValue().equals(first.getValue())) {
        throw new IllegalArgumentException(
            "%s: the models of one suite are equally many: %s has the seeds %s and %s has %s. Name or train as many of each."
                .formatted(
                    suite.id(),
                    first.getKey(),
                    first.getValue(),
                    other.getKey(),
                    other.getValue()));
      }
    }
  }

  private static Arm replica(Suite suite, Arm arm, int seed) {
    String id =
        arm.id().endsWith("]")
            ? arm.id().substring(0, arm.id().length() - 1) + ",seed=" + seed + "]"
            : arm.id() + "[seed=" + seed + "]";
    return arm.replica(
        id,
        new TrainedModel.Seeded(suite.id(), TrainedModel.parse(arm.model()), seed).toString(),
        Optional.of(new Replica(arm.id(), seed)));
  }
}
