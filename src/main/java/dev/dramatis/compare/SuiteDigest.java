package dev.dramatis.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One suite of a run.
 *
 * @param hash of the suite with its material
 * @param repeats of every probe in every arm
 * @param models the model's name for every role that its arms name and that was bound
 * @param served the models that answered, as they named themselves, by role
 * @param sampling of every arm in words
 * @param classifiers a hash of each, of what it is told and of who judges by it
 * @param answers equal only where every reply is the same word for word
 */
public record SuiteDigest(
    String id,
    String title,
    String hash,
    int repeats,
    Map<String, String> models,
    Map<String, List<String>> served,
    Map<String, String> sampling,
    Map<String, String> classifiers,
    String answers,
    List<PredictionDigest> predictions) {
  public SuiteDigest {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    served = Collections.unmodifiableMap(new LinkedHashMap<>(served));
    sampling = Collections.unmodifiableMap(new LinkedHashMap<>(sampling));
    classifiers = Collections.unmodifiableMap(new LinkedHashMap<>(classifiers));
    predictions = List.copyOf(predictions);
  }

  /** One of its predictions; empty if it has none of that name. */
  public Optional<PredictionDigest> prediction(String id) {
    return predictions.stream().filter(prediction -> prediction.id().equals(id)).findFirst();
  }

  SuiteDigest forHistory(Predicate<PredictionDigest> kept) {
    return new SuiteDigest(
        id,
        title,
        hash,
        repeats,
        models,
        served,
        sampling,
        classifiers,
        answers,
        predictions.stream()
            .map(
                prediction ->
                    kept.test(prediction) ? prediction.withoutNames() : prediction.withoutUnits())
            .toList());
  }
}
