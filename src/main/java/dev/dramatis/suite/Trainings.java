package dev.dramatis.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a suite trains.
 *
 * @param byId in the order written
 * @param rows those of every file that a training draws from, by path
 */
public record Trainings(Map<String, Training> byId, Map<String, List<EpisodeRow>> rows) {
  public static final Trainings NONE = new Trainings(Map.of(), Map.of());

  public Trainings {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** The training whose model answers for an arm's role; empty if the role is a plain one. */
  public Optional<Training> of(String role) {
    return Optional.ofNullable(byId.get(TrainedModel.parse(role).training()));
  }

  /** The plain role of the model that a training begins with, however many come between. */
  public String root(Training training) {
    Training at = training;
    // The reader refuses circles; no chain is longer than all of them.
    for (int i = 0; i < byId.size() && byId.containsKey(at.model()); i++) {
      at = byId.get(at.model());
    }
    return at.model();
  }
}
