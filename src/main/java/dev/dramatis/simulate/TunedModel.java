package dev.dramatis.simulate;

import java.util.List;
import java.util.Optional;

/**
 * A model that a job of the local server made.
 *
 * @param world whose model was trained
 * @param suite that it plays; empty: the one whose texts cover most of a request
 * @param lessons the first first
 */
record TunedModel(String world, Optional<String> suite, List<Lesson> lessons) {
  TunedModel {
    lessons = List.copyOf(lessons);
  }
}
