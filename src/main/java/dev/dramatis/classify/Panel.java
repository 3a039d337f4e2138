package dev.dramatis.classify;

import dev.dramatis.classify.Classification.Abstained;
import dev.dramatis.classify.Classification.Labelled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Makes one label of what several judges say. */
public final class Panel {
  private Panel() {}

  /**
   * The label that more than half of the judges give, with the mean of their scores; an abstention
   * if there is none. A judge that abstained or could not be asked counts among the judges, so that
   * silence never makes a majority.
   *
   * @param given by judge
   */
  public static Classification majority(Map<String, Classification> given) {
    if (given.size() == 1) {
      return given.values().iterator().next();
    }
    Map<String, List<Labelled>> byLabel = new LinkedHashMap<>();
    given
        .values()
        .forEach(
            each -> {
              if (each instanceof Labelled labelled) {
                byLabel.computeIfAbsent(labelled.label(), label -> new ArrayList<>()).add(labelled);
              }
            });
    String votes =
        given.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + word(entry.getValue()))
            .collect(Collectors.joining(", "));
    return byLabel.values().stream()
        .filter(labels -> 2 * labels.size() > given.size())
        .findFirst()
        .<Classification>map(
            labels ->
                new Labelled(labels.get(0).label(), Optional.empty(), meanScore(labels), votes))
        .orElseGet(() -> new Abstained("no majority: " + votes));
  }

  private static OptionalDouble meanScore(List<Labelled> labels) {
    return labels.stream().flatMapToDouble(label -> label.score().stream()).average();
  }

  private static String word(Classification classification) {
    return classification instanceof Labelled labelled ? labelled.label() : "none";
  }
}
