package dev.dramatis;

import dev.dramatis.http.RetryPolicy;
import dev.dramatis.model.Abilities;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.ModelSettings;
import dev.dramatis.model.Price;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How models are called.
 *
 * @param retry how patiently
 * @param allowPlainHttp whether http:// may leave this machine
 * @param preflight whether each model is looked up before the first call that costs
 * @param record the folder to which every answer is recorded
 * @param replay the folder from which every answer is taken; nothing is then sent
 * @param abilities what is known of the ways in which models can be asked
 * @param endpoints the settings of models that have settings of their own, by label
 */
public record CallSettings(
    RetryPolicy retry,
    boolean allowPlainHttp,
    boolean preflight,
    Optional<Path> record,
    Optional<Path> replay,
    Abilities abilities,
    Map<String, ModelSettings> endpoints) {
  public CallSettings {
    endpoints = Map.copyOf(endpoints);
    if (record.isPresent() && replay.isPresent()) {
      throw new IllegalArgumentException("--record and --replay exclude each other.");
    }
  }

  /** Five attempts, no plain HTTP, no look beforehand, nothing recorded. */
  public static CallSettings standard() {
    return new CallSettings(
        RetryPolicy.standard(),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Abilities.NONE,
        Map.of());
  }

  /** The same with another patience. */
  public CallSettings withRetry(RetryPolicy other) {
    return new CallSettings(other, allowPlainHttp, preflight, record, replay, abilities, endpoints);
  }

  /** The same with what other endpoints are set to. */
  CallSettings withEndpoints(Map<String, ModelSettings> others) {
    return new CallSettings(retry, allowPlainHttp, preflight, record, replay, abilities, others);
  }

  /** The settings of those among some models that have settings of their own, by label. */
  Map<String, ModelSettings> of(Collection<ModelName> models) {
    Map<String, ModelSettings> settings = new LinkedHashMap<>();
    for (ModelName model : models) {
      ModelSettings own = endpoints.get(model.label());
      if (own != null) {
        settings.put(model.label(), own);
      }
    }
    return settings;
  }

  /** The prices that settings state, by label. */
  public Map<String, Price> prices() {
    Map<String, Price> prices = new LinkedHashMap<>();
    endpoints.forEach(
        (label, settings) -> settings.price().ifPresent(price -> prices.put(label, price)));
    return prices;
  }
}
