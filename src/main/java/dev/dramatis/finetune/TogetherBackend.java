package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.suite.Hyperparameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Jobs as Together has them, {@code /fine-tunes}. A job is found again by its suffix. Fields are
 * those of together-py (resources/fine_tuning.py, types/finetune_response.py) and of Together's
 * "Fine-tuning quickstart".
 */
final class TogetherBackend implements Backend {
  private final Api api;
  private final TogetherFiles files;
  private final TogetherEndpoints endpoints;

  TogetherBackend(Api api) {
    this.api = api;
    this.files = new TogetherFiles(api);
    this.endpoints = new TogetherEndpoints(api);
  }

  @Override
  public List<String> objections(Hyperparameters hyperparameters, int episodes) {
    List<String> objections = new ArrayList<>();
    if (episodes < 1) {
      objections.add("Together takes at least 1 episode, and this training has " + episodes + ".");
    }
    if (hyperparameters.learningRateMultiplier().isPresent()) {
      objections.add(
          "Together takes no learningRateMultiplier but a learningRate as such (0.00001 unless"
              + " told otherwise). Write that, or leave it out.");
    }
    return objections;
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Together serves a trained model on a dedicated endpoint alone, which costs by the minute"
            + " until it is torn down. Not every base that it trains can be deployed; those whose"
            + " names end in -Reference often cannot.");
  }

  /** Without one every job of Together's is trained with the seed 42. */
  @Override
  public boolean takesSeed() {
    return true;
  }

  @Override
  public Attempt<Optional<String>> findFile(String name) throws InterruptedException {
    return files.find(name);
  }

  @Override
  public Attempt<String> upload(String name, byte[] content) throws InterruptedException {
    return files.upload(name, content);
  }

  @Override
  public Attempt<Boolean> deleteFile(String file) throws InterruptedException {
    return files.delete(file);
  }

  @Override
  public Attempt<Optional<JobState>> findJob(String name) throws InterruptedException {
    Attempt<JsonNode> attempt = api.list("/fine-tunes");
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    Optional<List<JsonNode>> jobs = Replies.entries(done.value(), "data");
    return jobs.isEmpty()
        ? new Attempt.Unknown<>("a reply that is no list of jobs")
        : new Attempt.Done<>(
            jobs.get().stream().filter(job -> isNamed(job, name)).findFirst().map(this::job));
  }

  /** By its suffix; where the list does not tell it, by the model's name, of which it is part. */
  private static boolean isNamed(JsonNode job, String name) {
    String suffix = Replies.text(job, "suffix");
    return suffix.isEmpty()
        ? Replies.text(job, "model_output_name").contains("-" + name)
        : suffix.equals(name);
  }

  @Override
  public Attempt<JobState> create(JobRequest request) throws InterruptedException {
    Attempt<Boolean> usable = files.usable(request.file());
    if (!(usable instanceof Attempt.Done<Boolean>)) {
      return usable.withoutValue();
    }
    Attempt<ObjectNode> beginning = beginning(request.base());
    if (!(beginning instanceof Attempt.Done<ObjectNode> begun)) {
      return beginning.withoutValue();
    }
    ObjectNode body = begun.value();
    body.put("training_file", request.file())
        .put("suffix", request.name())
        .put("random_seed", request.seed());
    body.putObject("training_method").put("method", "sft").put("train_on_inputs", "auto");
    Hyperparameters given = request.hyperparameters();
    given.epochs().ifPresent(value -> body.put("n_epochs", value));
    given.batchSize().ifPresent(value -> body.put("batch_size", value));
    given.learningRate().ifPresent(value -> body.put("learning_rate", value));
    // Together's clients scale by twice the rank, and train all linear layers.
    given
        .loraRank()
        .ifPresent(
            rank ->
                body.putObject("training_type")
                    .put("type", "Lora")
                    .put("lora_r", rank)
                    .put("lora_alpha", 2 * rank)
                    .put("lora_dropout", 0)
                    .put("lora_trainable_modules", "all-linear"));
    return state(api.post("/fine-tunes", body));
  }

  /** A model that was trained before is named by its job. */
  private Attempt<ObjectNode> beginning(String base) throws InterruptedException {
    if (!base.startsWith(TogetherEndpoints.REGISTERED)) {
      return new Attempt.Done<>(Replies.object().put("model", base));
    }
    Attempt<JsonNode> attempt = api.list("/fine-tunes");
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    for (JsonNode job : Replies.entries(done.value(), "data").orElse(List.of())) {
      if (job(job).phase() == JobState.Phase.SUCCEEDED) {
        String id = Replies.text(job, "id");
        Attempt<JsonNode> whole = api.get(path(id));
        if (!(whole instanceof Attempt.Done<JsonNode> read)) {
          return whole.withoutValue();
        }
        if (Replies.text(read.value(), "model_object_id").equals(base)) {
          return new Attempt.Done<>(Replies.object().put("from_checkpoint", id));
        }
      }
    }
    return new Attempt.Refused<>("Together has no job that trained " + base + ".");
  }

  @Override
  public Attempt<JobState> state(String job) throws InterruptedException {
    Attempt<JobState> state = state(api.get(path(job)));
    if (!(state instanceof Attempt.Done<JobState> done)) {
      return state;
    }
    return switch (done.value().phase()) {
      case SUCCEEDED -> withCheckpoints(done.value());
      case FAILED -> new Attempt.Done<>(withReason(done.value()));
      case UNDER_WAY, CANCELLED -> state;
    };
  }

  private Attempt<JobState> state(Attempt<JsonNode> attempt) {
    return Replies.job(attempt, this::job, "Together");
  }

  private JobState job(JsonNode node) {
    String status = Replies.text(node, "status");
    JobState.Phase phase =
        switch (status) {
          case "completed" -> JobState.Phase.SUCCEEDED;
          case "error", "user_error" -> JobState.Phase.FAILED;
          case "cancelled" -> JobState.Phase.CANCELLED;
          default -> JobState.Phase.UNDER_WAY;
        };
    return new JobState(
        Replies.text(node, "id"), phase, api.quote(status), "", model(node, phase), List.of());
  }

  /** By what it is deployed; where the registry has no such thing, at least its name. */
  private static Optional<String> model(JsonNode node, JobState.Phase phase) {
    String object = Replies.text(node, "model_object_id");
    return phase == JobState.Phase.SUCCEEDED
        ? Optional.of(object.isEmpty() ? Replies.text(node, "model_output_name") : object)
            .filter(name -> !name.isEmpty())
        : Optional.empty();
  }

  /** What was kept on the way, by its steps, as far as it can be deployed. */
  private Attempt<JobState> withCheckpoints(JobState state) throws InterruptedException {
    Attempt<JsonNode> attempt = api.get(path(state.id()) + "/checkpoints");
    if (attempt instanceof Attempt.Later || attempt instanceof Attempt.Unknown) {
      return attempt.withoutValue();
    }
    List<JsonNode> kept =
        attempt instanceof Attempt.Done<JsonNode> done
            ? Replies.entries(done.value(), "data").orElse(List.of())
            : List.of();
    return new Attempt.Done<>(
        state.keeping(
            kept.stream()
                .filter(node -> lower(node, "checkpoint_type").contains("intermediate"))
                .sorted(Comparator.comparingInt(node -> node.path("step").asInt()))
                .map(node -> Replies.text(node, "object_id"))
                .filter(id -> !id.isEmpty())
                .toList()));
  }

  /** Why a job failed stands in its events. */
  private JobState withReason(JobState state) throws InterruptedException {
    List<JsonNode> events = events(state.id());
    String reason =
        events.stream()
            .filter(TogetherBackend::isFault)
            .map(event -> Replies.text(event, "message"))
            .filter(text -> !text.isBlank())
            .reduce((earlier, later) -> later)
            .orElse("");
    return state.saying(api.quote(reason));
  }

  private static boolean isFault(JsonNode event) {
    String type = lower(event, "type");
    return lower(event, "level").contains("error")
        || type.contains("error")
        || type.contains("billing_limit");
  }

  private static String lower(JsonNode node, String field) {
    return Replies.text(node, field).toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> events(String job, int after) throws InterruptedException {
    return events(job).stream()
        .skip(after)
        .map(event -> api.quote(Replies.text(event, "message")))
        .filter(text -> !text.isBlank())
        .toList();
  }

  private List<JsonNode> events(String job) throws InterruptedException {
    Attempt<JsonNode> attempt = api.get(path(job) + "/events");
    return attempt instanceof Attempt.Done<JsonNode> done
        ? Replies.entries(done.value(), "data").orElse(List.of()).stream()
            .sorted(Comparator.comparing(event -> Replies.text(event, "created_at")))
            .toList()
        : List.of();
  }

  @Override
  public Attempt<JobState> cancel(String job) throws InterruptedException {
    return state(api.post(path(job) + "/cancel", Replies.object()));
  }

  private static String path(String job) {
    return "/fine-tunes/" + Replies.segment(job);
  }

  @Override
  public Optional<Deployments> deployments() {
    return Optional.of(endpoints);
  }
}
