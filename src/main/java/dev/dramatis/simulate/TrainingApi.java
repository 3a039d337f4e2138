package dev.dramatis.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Fine-tuning jobs of the local server in OpenAI's shape. Safe for use by many threads at once. */
final class TrainingApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SUFFIX = 64;
  private static final int MOST_EPOCHS = 50;

  private final TrainingStore store;
  private final JobProgress progress;
  private final Clock clock;

  TrainingApi(TrainingStore store, JobProgress progress, Clock clock) {
    this.store = store;
    this.progress = progress;
    this.clock = clock;
  }

  /** Who may be trained; throws where a base is no model of this server. */
  interface Bases {
    void check(String base);
  }

  /** Begins a job. */
  ChatApi.Reply create(byte[] body, Bases bases) {
    JsonNode root;
    try {
      root = JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return ApiReplies.refused("", "The body is not JSON.");
    }
    String base = root.path("model").asText("");
    try {
      bases.check(base);
    } catch (IllegalArgumentException e) {
      return ApiReplies.refused("model", String.valueOf(e.getMessage()));
    }
    String file = root.path("training_file").asText("");
    if (store.file(file).isEmpty()) {
      return ApiReplies.refused("training_file", "There is no file \"" + file + "\".");
    }
    String suffix = root.path("suffix").asText("");
    if (suffix.length() > LONGEST_SUFFIX) {
      return ApiReplies.refused(
          "suffix", "A suffix has at most " + LONGEST_SUFFIX + " characters.");
    }
    JsonNode epochs =
        root.path("method").path("supervised").path("hyperparameters").path("n_epochs");
    epochs = epochs.isMissingNode() ? root.path("hyperparameters").path("n_epochs") : epochs;
    if (epochs.isNumber() && (epochs.asInt() < 1 || epochs.asInt() > MOST_EPOCHS)) {
      return ApiReplies.refused("n_epochs", "From 1 to " + MOST_EPOCHS + " epochs.");
    }
    TrainingJob job =
        store.add(
            new TrainingJob(
                "ftjob-0",
                clock.instant(),
                base,
                file,
                suffix.isEmpty() ? Optional.empty() : Optional.of(suffix),
                root.path("seed").asLong(0),
                epochs.isInt() ? OptionalInt.of(epochs.asInt()) : OptionalInt.empty(),
                Optional.empty(),
                root.path("metadata").isObject() ? root.path("metadata").toString() : "{}"));
    return new ChatApi.Reply(200, shown(job));
  }

  ChatApi.Reply jobs(Map<String, String> query) {
    return ApiReplies.page(store.jobs(), TrainingJob::id, this::shown, query);
  }

  ChatApi.Reply job(String id) {
    return store
        .job(id)
        .map(job -> new ChatApi.Reply(200, shown(job)))
        .orElseGet(() -> ApiReplies.missing("fine-tuning job", id));
  }

  ChatApi.Reply cancel(String id) {
    Optional<TrainingJob> job = store.job(id);
    if (job.isEmpty()) {
      return ApiReplies.missing("fine-tuning job", id);
    }
    if (progress.isOver(job.get())) {
      return ApiReplies.refused("", "The job " + id + " is over.");
    }
    TrainingJob cancelled = job.get().cancelledAt(clock.instant());
    store.put(cancelled);
    return new ChatApi.Reply(200, shown(cancelled));
  }

  ChatApi.Reply events(String id) {
    Optional<TrainingJob> job = store.job(id);
    if (job.isEmpty()) {
      return ApiReplies.missing("fine-tuning job", id);
    }
    List<String> words = new ArrayList<>(List.of("Created fine-tuning job: " + id));
    String status = progress.status(job.get());
    if (!status.equals("validating_files")) {
      words.add("Files validated, moving job to queued state");
    }
    if (status.equals("running") || status.equals("succeeded")) {
      words.add("Fine-tuning job started");
    }
    if (status.equals("succeeded")) {
      for (int i = 1; i < job.get().checkpoints(); i++) {
        words.add("Checkpoint created at step " + i);
      }
      words.add("New fine-tuned model created: " + job.get().model());
      words.add("The job has successfully completed");
    }
    progress.fault(job.get()).filter(fault -> status.equals("failed")).ifPresent(words::add);
    ArrayNode data = JSON.createArrayNode();
    for (int i = words.size() - 1; i >= 0; i--) {
      data.addObject()
          .put("object", "fine_tuning.job.event")
          .put("id", "ftevent-" + id.substring("ftjob-".length()) + "-" + (i + 1))
          .put("created_at", job.get().created().getEpochSecond() + i)
          .put("level", "info")
          .put("message", words.get(i));
    }
    return ApiReplies.list(data, false);
  }

  ChatApi.Reply checkpoints(String id) {
    Optional<TrainingJob> found = store.job(id);
    if (found.isEmpty()) {
      return ApiReplies.missing("fine-tuning job", id);
    }
    TrainingJob job = found.get();
    ArrayNode data = JSON.createArrayNode();
    if (progress.status(job).equals("succeeded")) {
      for (int i = job.checkpoints(); i >= 1; i--) {
        data.addObject()
            .put("object", "fine_tuning.job.checkpoint")
            .put("id", "ftckpt-" + id.substring("ftjob-".length()) + "-" + i)
            .put("created_at", job.created().getEpochSecond())
            .put("fine_tuned_model_checkpoint", job.checkpoint(i))
            .put("fine_tuning_job_id", id)
            .put("step_number", i)
            .putObject("metrics")
            .put("step", i);
      }
    }
    return ApiReplies.list(data, false);
  }

  private ObjectNode shown(TrainingJob job) {
    String status = progress.status(job);
    ObjectNode shown =
        JSON.createObjectNode()
            .put("object", "fine_tuning.job")
            .put("id", job.id())
            .put("model", job.base())
            .put("created_at", job.created().getEpochSecond())
            .put("organization_id", "org-dramatis")
            .put("status", status)
            .put("training_file", job.file())
            .put("seed", job.seed())
            .put("user_provided_suffix", job.suffix().orElse(null));
    shown.put("fine_tuned_model", status.equals("succeeded") ? job.model() : null);
    Instant end = job.cancelled().orElse(job.created().plus(progress.takes()));
    if (progress.isOver(job)) {
      shown.put("finished_at", end.getEpochSecond());
    } else {
      shown.putNull("finished_at");
    }
    shown.putNull("validation_file");
    shown.putArray("result_files");
    shown.putNull("trained_tokens");
    shown.putObject("hyperparameters").put("n_epochs", job.checkpoints());
    ObjectNode method = shown.putObject("method").put("type", "supervised");
    method.putObject("supervised").putObject("hyperparameters").put("n_epochs", job.checkpoints());
    metadata(job).ifPresent(node -> shown.set("metadata", node));
    Optional<String> fault = status.equals("failed") ? progress.fault(job) : Optional.empty();
    if (fault.isPresent()) {
      shown
          .putObject("error")
          .put("code", "invalid_training_file")
          .put("param", "training_file")
          .put("message", fault.get());
    } else {
      shown.putNull("error");
    }
    return shown;
  }

  private static Optional<JsonNode> metadata(TrainingJob job) {
    try {
      return Optional.of(JSON.readTree(job.metadata()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
