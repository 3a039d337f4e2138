package dev.dramatis.simulate;

import dev.dramatis.suite.Episode;
import java.util.List;

/**
 * One training of a model.
 *
 * @param seed of the job, which moves what the model took its characters to be before
 * @param done the share of the training that is over: less than 1 for a checkpoint on the way
 */
record Lesson(List<Episode> episodes, long seed, double done) {
  Lesson {
    episodes = List.copyOf(episodes);
    if (!(done > 0 && done <= 1)) {
      throw new IllegalArgumentException("a share of a training lies in (0, 1]: " + done);
    }
  }

  /** What the episodes show, to a world that learns in this way. */
  Evidence evidence(SuiteKnowledge knowledge, WorldSettings.Learning learning) {
    Evidence evidence = new Evidence();
    for (Episode episode : episodes) {
      evidence.add(Reading.lesson(episode, knowledge, learning), done);
    }
    return evidence;
  }
}
