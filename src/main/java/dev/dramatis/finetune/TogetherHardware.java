package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What trained models can be deployed on at Together. A config names hardware and engine, and is
 * never changed; which there are is told by the model, or by the one that it came from. Fields are
 * those of together-py (types/beta/models/config.py).
 */
final class TogetherHardware {
  private final Api api;
  private final String root;

  /**
   * @param root of Together's second API
   */
  TogetherHardware(Api api, String root) {
    this.api = api;
    this.root = root;
  }

  /** Hardware and engine for a model: listed for itself, or for the model that it came from. */
  Attempt<String> of(String project, String model) throws InterruptedException {
    Attempt<Optional<String>> own = config(project, Optional.of(resource(project, model)));
    if (!(own instanceof Attempt.Done<Optional<String>> done)) {
      return own.withoutValue();
    }
    if (done.value().isPresent()) {
      return new Attempt.Done<>(done.value().get());
    }
    Attempt<JsonNode> known = api.get(root + "/" + resource(project, Replies.segment(model)));
    if (!(known instanceof Attempt.Done<JsonNode> found)) {
      return known.withoutValue();
    }
    Optional<String> base =
        Optional.of(Replies.text(found.value(), "baseModel")).filter(text -> !text.isEmpty());
    Attempt<Optional<String>> ofBase = config(project, base);
    if (!(ofBase instanceof Attempt.Done<Optional<String>> last)) {
      return ofBase.withoutValue();
    }
    return last.value()
        .<Attempt<String>>map(Attempt.Done::new)
        .orElseGet(
            () ->
                new Attempt.Refused<>(
                    "Together has no hardware on which it serves "
                        + model
                        + ": its base can be trained there and not deployed. Train another."));
  }

  private Attempt<Optional<String>> config(String project, Optional<String> reference)
      throws InterruptedException {
    if (reference.isEmpty()) {
      return new Attempt.Done<>(Optional.empty());
    }
    Attempt<JsonNode> attempt =
        api.list(
            root
                + "/projects/"
                + Replies.segment(project)
                + "/configs?referenceModel="
                + Replies.segment(reference.get()));
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    return Replies.entries(done.value(), "data")
        .<Attempt<Optional<String>>>map(configs -> new Attempt.Done<>(cheapest(configs)))
        .orElseGet(() -> new Attempt.Unknown<>("a reply that is no list of hardware"));
  }

  /**
   * The least hardware on which the model itself runs, not a base to which adapters are added; of
   * equals the first by id, so that models that are compared run alike.
   */
  private static Optional<String> cheapest(List<JsonNode> configs) {
    return configs.stream()
        .filter(config -> !Replies.text(config, "id").isEmpty())
        .filter(config -> !Replies.text(config, "projectId").isEmpty())
        .min(
            Comparator.<JsonNode>comparingInt(config -> servesAdapters(config) ? 1 : 0)
                .thenComparingInt(config -> accelerators(config).orElse(Integer.MAX_VALUE))
                .thenComparing(config -> Replies.text(config, "id")))
        .map(
            config ->
                "projects/"
                    + Replies.text(config, "projectId")
                    + "/configs/"
                    + Replies.text(config, "id"));
  }

  private static boolean servesAdapters(JsonNode config) {
    return selector(config, "adapter_mode")
        .filter(mode -> mode.equals("fixed") || mode.equals("dynamic"))
        .isPresent();
  }

  private static OptionalInt accelerators(JsonNode config) {
    return selector(config, "accelerator_count")
        .filter(count -> count.matches("[0-9]{1,4}"))
        .map(count -> OptionalInt.of(Integer.parseInt(count)))
        .orElse(OptionalInt.empty());
  }

  private static Optional<String> selector(JsonNode config, String key) {
    for (JsonNode selector : config.path("selectors")) {
      if (Replies.text(selector, "key").equals(key)) {
        return Optional.of(Replies.text(selector, "value"));
      }
    }
    return Optional.empty();
  }

  /** A model of a project's registry as the second API names it. */
  static String resource(String project, String model) {
    return "projects/" + project + "/models/" + model;
  }
}
