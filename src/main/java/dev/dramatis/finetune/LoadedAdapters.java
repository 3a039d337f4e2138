package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.finetune.Backend.Deployment;
import java.util.Optional;

/** LoRA adapters that a vLLM server loads while it runs: it answers for them by their names. */
final class LoadedAdapters implements Deployments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Api api;

  LoadedAdapters(Api api) {
    this.api = api;
  }

  @Override
  public Attempt<Optional<Deployment>> find(String name) throws InterruptedException {
    Attempt<JsonNode> attempt = api.get("/models");
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    for (JsonNode model : done.value().path("data")) {
      if (model.path("id").asText().equals(name)) {
        return new Attempt.Done<>(Optional.of(loaded(name)));
      }
    }
    return new Attempt.Done<>(Optional.empty());
  }

  private static Deployment loaded(String name) {
    return new Deployment(name, true, false, "loaded", name);
  }

  @Override
  public Attempt<Deployment> deploy(String name, String model) throws InterruptedException {
    Attempt<JsonNode> attempt =
        api.post(
            "/load_lora_adapter",
            JSON.createObjectNode().put("lora_name", name).put("lora_path", model));
    // vLLM answers in plain words; that they are no JSON says nothing of whether it was done.
    return attempt instanceof Attempt.Done<JsonNode> || isPlainSuccess(attempt)
        ? new Attempt.Done<>(loaded(name))
        : attempt.withoutValue();
  }

  private static boolean isPlainSuccess(Attempt<JsonNode> attempt) {
    return attempt instanceof Attempt.Unknown<JsonNode> unknown
        && unknown.reason().startsWith("a reply that is no JSON: Success");
  }

  @Override
  public Attempt<Deployment> deployment(String id) throws InterruptedException {
    Attempt<Optional<Deployment>> found = find(id);
    if (!(found instanceof Attempt.Done<Optional<Deployment>> done)) {
      return found.withoutValue();
    }
    return new Attempt.Done<>(
        done.value().orElse(new Deployment(id, false, true, "is not loaded", id)));
  }

  @Override
  public Attempt<Boolean> undeploy(String id) throws InterruptedException {
    Attempt<JsonNode> attempt =
        api.post("/unload_lora_adapter", JSON.createObjectNode().put("lora_name", id));
    return attempt instanceof Attempt.Done<JsonNode> || isPlainSuccess(attempt)
        ? new Attempt.Done<>(true)
        : attempt.withoutValue();
  }
}
