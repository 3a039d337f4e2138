package dev.dramatis;

import dev.dramatis.finetune.Patience;
import dev.dramatis.finetune.TrainingCommand;
import dev.dramatis.model.ModelName;
import dev.dramatis.suite.Suite;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be trained.
 *
 * @param roles the models of plain roles; what trainings begin with must be among them
 * @param seeds models of every training
 * @param folder in which the lock stands
 * @param command that trains in place of the provider
 */
public record TrainingRequest(
    List<Suite> suites,
    Map<String, ModelName> roles,
    int seeds,
    Path folder,
    Optional<TrainingCommand> command,
    Patience patience,
    CallSettings calls) {
  public TrainingRequest {
    suites = List.copyOf(suites);
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    if (seeds < 1) {
      throw new IllegalArgumentException("at least one model of every training, not " + seeds);
    }
  }
}
