package dev.dramatis;

import dev.dramatis.finetune.TrainingLock;
import dev.dramatis.model.ModelName;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.TrainedModel;
import dev.dramatis.suite.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Binds the trained models that arms ask: by hand, by what was trained before, and in the simulated
 * worlds, where training takes no time, by the training itself.
 */
public final class TrainedModels {
  /** Models of every training unless told otherwise. */
  public static final int SEEDS = 3;

  /** What was trained before. */
  public interface Known {
    /** Nothing. */
    Known NOTHING = (suite, training, model, base) -> Optional.empty();

    /**
     * The name of a trained model.
     *
     * @param base the model that its training begins with
     */
    Optional<Found> find(Suite suite, Training training, TrainedModel.Seeded model, ModelName base);
  }

  /**
   * A trained model.
   *
   * @param job that made it, as the provider names it; empty if it was named by hand, or a
   *     simulated world trained it
   */
  public record Found(ModelName model, Optional<String> job) {}

  private TrainedModels() {}

  /**
   * What was trained before, as the lock of a folder has it.
   *
   * @throws dev.dramatis.finetune.TrainingException if it cannot be read
   */
  public static Known known(Path folder) {
    TrainingLock lock = TrainingLock.read(folder);
    return lock.jobs().isEmpty() ? Known.NOTHING : new WantedModels().known(lock);
  }

  /** The trained models that the arms of a suite ask, in the order written. */
  public static Set<TrainedModel> asked(Suite suite) {
    Set<TrainedModel> asked = new LinkedHashSet<>();
    for (Arm arm : suite.arms()) {
      if (suite.trainings().of(arm.model()).isPresent()) {
        asked.add(TrainedModel.parse(arm.model()));
      }
    }
    return asked;
  }

  /**
   * The roles of trained models, see {@link TrainedModel.Seeded}, with what is bound to them. A
   * suite of which some model is missing is bound as far as all its models go.
   *
   * @param roles the models of plain roles
   * @param named models that were trained elsewhere, by the role that arms give them, in the order
   *     of their seeds; the role alone or {@code SUITE/ROLE}
   * @param seeds models of every training
   * @throws IllegalArgumentException if one role is named for several suites
   */
  public static Map<String, Found> bind(
      List<Suite> suites,
      Map<String, ModelName> roles,
      Map<String, List<ModelName>> named,
      int seeds,
      Known known) {
    Map<String, Found> bound = new LinkedHashMap<>();
    for (Suite suite : suites) {
      for (TrainedModel model : asked(suite)) {
        List<Found> found =
            byHand(suites, suite, model, named).stream()
                .map(each -> new Found(each, Optional.empty()))
                .toList();
        if (found.isEmpty()) {
          found = trained(suite, model, roles, seeds, known);
        }
        for (int i = 0; i < found.size(); i++) {
          bound.put(new TrainedModel.Seeded(suite.id(), model, i + 1).toString(), found.get(i));
        }
      }
    }
    return bound;
  }

  private static List<ModelName> byHand(
      List<Suite> suites, Suite suite, TrainedModel model, Map<String, List<ModelName>> named) {
    List<ModelName> own = named.get(suite.id() + "/" + model);
    if (own != null) {
      return own;
    }
    List<ModelName> plain = named.getOrDefault(model.toString(), List.of());
    List<String> users =
        suites.stream()
            .filter(each -> asked(each).contains(model))
            .map(each -> "--model " + each.id() + "/" + model + "=…")
            .toList();
    if (!plain.isEmpty() && users.size() > 1) {
      throw new IllegalArgumentException(
          "--model "
              + model
              + "=…: several suites train a model of that name. Say which: "
              + String.join(", ", users)
              + ".");
    }
    return plain;
  }

  private static List<Found> trained(
      Suite suite, TrainedModel model, Map<String, ModelName> roles, int seeds, Known known) {
    Training training = suite.trainings().of(model.toString()).orElseThrow();
    ModelName base = roles.get(suite.trainings().root(training));
    List<Found> models = new ArrayList<>();
    for (int seed = 1; seed <= seeds && base != null; seed++) {
      TrainedModel.Seeded seeded = new TrainedModel.Seeded(suite.id(), model, seed);
      Optional<Found> found =
          base.provider().equals("simulated")
              ? Optional.of(
                  new Found(SimulatedEndpoint.of(base, seeded.toString()), Optional.empty()))
              : known.find(suite, training, seeded, base);
      if (found.isEmpty()) {
        break;
      }
      models.add(found.get());
    }
    return models;
  }
}
