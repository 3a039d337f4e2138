package dev.dramatis.simulate;

import dev.dramatis.suite.Episode;
import dev.dramatis.suite.EpisodeSet;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.TrainedModel;
import dev.dramatis.suite.Training;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The trainings of one suite as a world undergoes them. Safe for use by many threads at once. */
final class Curriculum {
  /** Checkpoints that are kept of a training whose epochs the suite does not state. */
  static final int CHECKPOINTS = 3;

  private final Suite suite;
  private final Map<String, List<Episode>> episodes = new ConcurrentHashMap<>();

  Curriculum(Suite suite) {
    this.suite = suite;
  }

  /** The plain role of the model that a training begins with. */
  String root(String training) {
    return suite.trainings().root(find(training));
  }

  /**
   * What a trained model has been through, the first training first.
   *
   * @throws IllegalArgumentException if the suite trains no such model
   */
  List<Lesson> lessons(TrainedModel model, long seed) {
    List<Lesson> lessons = new ArrayList<>();
    Training training = find(model.training());
    int kept = training.hyperparameters().epochs().orElse(CHECKPOINTS);
    int at = model.checkpoint().orElse(kept);
    if (at > kept) {
      throw new IllegalArgumentException(
          suite.id() + ": " + model + ": the training has " + kept + " checkpoints");
    }
    lessons.add(new Lesson(episodes(training), seed, (double) at / kept));
    while (suite.trainings().byId().containsKey(training.model())) {
      training = find(training.model());
      lessons.add(new Lesson(episodes(training), seed, 1));
    }
    Collections.reverse(lessons);
    return lessons;
  }

  private List<Episode> episodes(Training training) {
    return episodes.computeIfAbsent(training.id(), id -> EpisodeSet.of(suite, training));
  }

  private Training find(String id) {
    Training training = suite.trainings().byId().get(id);
    if (training == null) {
      throw new IllegalArgumentException(suite.id() + " trains no model \"" + id + "\"");
    }
    return training;
  }
}
