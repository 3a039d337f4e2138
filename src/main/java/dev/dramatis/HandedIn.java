package dev.dramatis;

import dev.dramatis.http.Redactor;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.HandedInModel;
import dev.dramatis.model.ModelName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Models that the calling program has opened itself, by label; each is known by one name. */
final class HandedIn {
  private final Map<String, Endpoint> byLabel = new LinkedHashMap<>();

  /**
   * Takes a model.
   *
   * @return its name
   * @throws IllegalArgumentException if its name is that of another model, or of a provider
   */
  ModelName add(Endpoint endpoint) {
    ModelName name = endpoint.name();
    if (!name.provider().equals(ModelName.HANDED_IN)) {
      throw new IllegalArgumentException(
          name.label()
              + " is handed in under a provider's name, and runs would take it for that model: name"
              + " it "
              + ModelName.HANDED_IN
              + "/NAME.");
    }
    Endpoint other = byLabel.putIfAbsent(name.label(), endpoint);
    if (other != null && other != endpoint) {
      throw new IllegalArgumentException(
          "two models are handed in as " + name.label() + ": a run tells models apart by name.");
    }
    return name;
  }

  /** The models by label. */
  Map<String, Endpoint> byLabel() {
    return Map.copyOf(byLabel);
  }

  /**
   * Refuses models that could not be what a run says of them.
   *
   * @throws IllegalArgumentException if one is not asked, or answers are to be recorded or replayed
   */
  static void check(
      Map<String, Endpoint> handedIn, Collection<ModelName> asked, CallSettings calls) {
    Set<String> idle = new TreeSet<>(handedIn.keySet());
    asked.forEach(name -> idle.remove(name.label()));
    if (!idle.isEmpty()) {
      throw new IllegalArgumentException(
          "handed in but not asked by this run: "
              + String.join(", ", idle)
              + ". It asks "
              + String.join(", ", new TreeSet<>(asked.stream().map(ModelName::label).toList()))
              + ".");
    }
    if (!handedIn.isEmpty() && (calls.record().isPresent() || calls.replay().isPresent())) {
      throw new IllegalArgumentException(
          "models that are handed in are not asked over this program's transport, so their answers"
              + " can be neither recorded nor replayed.");
    }
    new HandedIn().addAll(handedIn.values());
  }

  private void addAll(Collection<Endpoint> endpoints) {
    endpoints.forEach(this::add);
  }

  /** Has the keys of models that say theirs taken out of what is written. */
  static void register(Map<String, Endpoint> handedIn, Redactor redactor) {
    for (Endpoint endpoint : handedIn.values()) {
      if (endpoint instanceof HandedInModel model) {
        model.secrets().forEach(redactor::register);
      }
    }
  }
}
