package dev.dramatis.report;

import dev.dramatis.suite.Hyperparameters;
import dev.dramatis.suite.Training;
import dev.dramatis.suite.TrainingPart;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what a model was trained from, and on what. */
final class TrainingWords {
  private TrainingWords() {}

  static String of(Training training) {
    Hyperparameters given = training.hyperparameters();
    List<String> numbers = new ArrayList<>();
    training.size().ifPresent(size -> numbers.add(size + " episodes"));
    given.epochs().ifPresent(value -> numbers.add("epochs " + value));
    given.batchSize().ifPresent(value -> numbers.add("batch size " + value));
    given.learningRate().ifPresent(value -> numbers.add("learning rate " + value));
    given
        .learningRateMultiplier()
        .ifPresent(value -> numbers.add("learning rate multiplier " + value));
    given.loraRank().ifPresent(value -> numbers.add("LoRA rank " + value));
    return training.model()
        + " on "
        + training.parts().stream()
            .map(TrainingWords::part)
            .distinct()
            .collect(Collectors.joining(" + "))
        + (numbers.isEmpty() ? "" : "; " + String.join(", ", numbers));
  }

  private static String part(TrainingPart part) {
    return part.file()
        + (part.assistant().equals("{{assistant}}") ? "" : " (" + part.assistant() + ")");
  }
}
