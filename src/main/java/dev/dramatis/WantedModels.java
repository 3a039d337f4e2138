package dev.dramatis;

import dev.dramatis.finetune.EpisodeFile;
import dev.dramatis.finetune.JobBook;
import dev.dramatis.finetune.LockEntry;
import dev.dramatis.finetune.TrainingLock;
import dev.dramatis.finetune.Wanted;
import dev.dramatis.model.ModelName;
import dev.dramatis.suite.EpisodeSet;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.TrainedModel;
import dev.dramatis.suite.Training;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The models that suites want trained, and what was trained of them. */
final class WantedModels {
  private final Map<String, EpisodeFile> episodes = new HashMap<>();

  /**
   * Every model that the arms of suites ask, and those that these go on from, parents first; seed
   * by seed, so that the first seeds of all arms are there first.
   *
   * @throws IllegalArgumentException if no model is named for what is to be trained
   */
  List<Wanted> of(List<Suite> suites, Map<String, ModelName> roles, int seeds) {
    List<Wanted> wanted = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      for (Suite suite : suites) {
        for (Training training : trainings(suite)) {
          String role = suite.trainings().root(training);
          ModelName root = roles.get(role);
          if (root == null) {
            throw new IllegalArgumentException(
                suite.id()
                    + ": \""
                    + training.id()
                    + "\" is trained from the model of the role "
                    + role
                    + ": say --model "
                    + role
                    + "=PROVIDER/NAME.");
          }
          wanted.add(one(suite, training, root, seed));
        }
      }
    }
    return wanted;
  }

  /** The trainings that arms ask for, each after the one that it goes on from. */
  private static List<Training> trainings(Suite suite) {
    Set<Training> ordered = new LinkedHashSet<>();
    for (TrainedModel model : TrainedModels.asked(suite)) {
      List<Training> chain = new ArrayList<>();
      Optional<Training> at = Optional.ofNullable(suite.trainings().byId().get(model.training()));
      while (at.isPresent()) {
        chain.add(0, at.get());
        at = Optional.ofNullable(suite.trainings().byId().get(at.get().model()));
      }
      ordered.addAll(chain);
    }
    return List.copyOf(ordered);
  }

  Wanted one(Suite suite, Training training, ModelName root, int seed) {
    Training parent = suite.trainings().byId().get(training.model());
    return new Wanted(
        suite.id(),
        training.id(),
        seed,
        root,
        parent == null ? Optional.empty() : Optional.of(one(suite, parent, root, seed)),
        episodes.computeIfAbsent(
            suite.id() + "/" + training.id(),
            key -> EpisodeFile.of(EpisodeSet.of(suite, training))),
        training.hyperparameters());
  }

  /** What was trained before, by a lock. */
  TrainedModels.Known known(TrainingLock lock) {
    JobBook book = new JobBook(lock);
    return (suite, training, model, base) ->
        book.find(one(suite, training, base, model.seed()))
            .filter(entry -> entry.stage() == LockEntry.Stage.READY)
            .flatMap(
                entry ->
                    name(entry, model.model(), base)
                        .map(name -> new TrainedModels.Found(name, entry.job())));
  }

  /** What a trained model is called where it is asked. */
  private static Optional<ModelName> name(LockEntry entry, TrainedModel model, ModelName base) {
    Optional<String> name = entry.asked().or(entry::model);
    if (model.checkpoint().isPresent()) {
      int place = model.checkpoint().getAsInt() - 1;
      name =
          place < entry.checkpoints().size()
              ? Optional.of(entry.checkpoints().get(place))
              : Optional.empty();
    }
    return name.map(found -> new ModelName(base.provider(), found, base.baseUrl(), base.alias()));
  }
}
