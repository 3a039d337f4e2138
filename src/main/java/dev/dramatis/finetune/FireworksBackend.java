package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.suite.Hyperparameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Datasets and jobs as Fireworks has them. The client chooses their ids, so that a second of the
 * same name is refused and the first is found by asking for it. Paths and fields are those of the
 * Python client (types/supervised_fine_tuning_job.py, types/dataset.py) and of "Fine-tuning via
 * API" in Fireworks' documentation.
 */
final class FireworksBackend implements Backend {
  private static final String DATASETS = "datasets";
  private static final String JOBS = "supervisedFineTuningJobs";
  private static final String MODELS = "models";

  /** Fewer are refused (Fireworks, "Supervised Fine Tuning - Text"). */
  private static final int LEAST_EPISODES = 3;

  /** One request takes no more (Fireworks, "Fine-tuning via API"). */
  private static final int MOST_BYTES = 150_000_000;

  /** Longer names to be shown are refused. */
  private static final int LONGEST_LABEL = 63;

  /** The check of a dataset takes seconds. */
  private static final Duration CHECK = Duration.ofSeconds(10);

  private final Api api;
  private final FireworksAccount account;
  private final FireworksDeployments deployments;

  /**
   * @param account that trains and pays, as in {@code accounts/A/models/M}; may be empty, which is
   *     objected to
   */
  FireworksBackend(Api api, String account) {
    this.api = api;
    this.account = FireworksAccount.of(api.account().baseUrl(), account);
    this.deployments = new FireworksDeployments(api, this.account);
  }

  @Override
  public List<String> objections(Hyperparameters hyperparameters, int episodes) {
    List<String> objections = new ArrayList<>();
    if (account.id().isBlank()) {
      objections.add(
          "Fireworks has to be told which account trains. Set FIREWORKS_ACCOUNT_ID to its id.");
    }
    if (account.id().equals("fireworks")) {
      objections.add(
          "\"fireworks\" is the account of Fireworks' own models and not one that can train. Set"
              + " FIREWORKS_ACCOUNT_ID to the id of yours.");
    }
    if (episodes < LEAST_EPISODES) {
      objections.add(
          "Fireworks takes at least "
              + LEAST_EPISODES
              + " episodes, and this training has "
              + episodes
              + ".");
    }
    if (hyperparameters.learningRateMultiplier().isPresent()) {
      objections.add(
          "Fireworks takes no learningRateMultiplier but a learningRate as such. Write that, or"
              + " leave it out.");
    }
    return objections;
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Fireworks serves a trained model on a deployment of its own alone (one H100 or as many as"
            + " it estimates), which costs by the second until it is torn down.");
  }

  @Override
  public boolean takesSeed() {
    return false;
  }

  /** Only when it is ready: one that was made and never filled is filled by an upload. */
  @Override
  public Attempt<Optional<String>> findFile(String name) throws InterruptedException {
    String id = FireworksAccount.id(name);
    Attempt<JsonNode> attempt = api.get(account.path(DATASETS, id));
    return attempt instanceof Attempt.Done<JsonNode> done
        ? new Attempt.Done<>(isReady(done.value()) ? Optional.of(id) : Optional.empty())
        : attempt.withoutValue();
  }

  private static boolean isReady(JsonNode dataset) {
    return Replies.text(dataset, "state").equals("READY");
  }

  /** A dataset is made first, and filled then. */
  @Override
  public Attempt<String> upload(String name, byte[] content) throws InterruptedException {
    if (content.length > MOST_BYTES) {
      return new Attempt.Refused<>("Fireworks takes no more than 150 MB. Train on fewer episodes.");
    }
    String id = FireworksAccount.id(name);
    Attempt<JsonNode> there = api.get(account.path(DATASETS, id));
    if (!(there instanceof Attempt.Done<JsonNode> known)) {
      return there.withoutValue();
    }
    if (isReady(known.value())) {
      return new Attempt.Done<>(id);
    }
    if (known.value().isMissingNode()) {
      Attempt<JsonNode> made = api.post(account.path(DATASETS), dataset(id, content));
      if (!(made instanceof Attempt.Done<JsonNode>)) {
        return made.withoutValue();
      }
    }
    Attempt<JsonNode> filled =
        api.postFile(account.path(DATASETS, id) + ":upload", Map.of(), id + ".jsonl", content);
    return filled instanceof Attempt.Done<JsonNode>
        ? new Attempt.Done<>(id)
        : filled.withoutValue();
  }

  private static ObjectNode dataset(String id, byte[] content) {
    int lines = 0;
    for (byte each : content) {
      lines += each == '\n' ? 1 : 0;
    }
    if (content.length > 0 && content[content.length - 1] != '\n') {
      lines++;
    }
    ObjectNode body = Replies.object().put("datasetId", id);
    ObjectNode dataset = body.putObject("dataset");
    dataset.putObject("userUploaded");
    dataset.put("exampleCount", String.valueOf(lines));
    return body;
  }

  @Override
  public Attempt<Optional<JobState>> findJob(String name) throws InterruptedException {
    Attempt<JsonNode> attempt = api.get(account.path(JOBS, FireworksAccount.id(name)));
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    if (done.value().isMissingNode()) {
      return new Attempt.Done<>(Optional.empty());
    }
    JobState job = job(done.value());
    return job.id().isEmpty()
        ? new Attempt.Unknown<>("a reply that is no job")
        : new Attempt.Done<>(Optional.of(job));
  }

  @Override
  public Attempt<JobState> create(JobRequest request) throws InterruptedException {
    Attempt<Boolean> usable = usable(request.file());
    if (!(usable instanceof Attempt.Done<Boolean>)) {
      return usable.withoutValue();
    }
    Attempt<String> beginning = beginning(request.base());
    if (!(beginning instanceof Attempt.Done<String> field)) {
      return beginning.withoutValue();
    }
    String id = FireworksAccount.id(request.name());
    ObjectNode body = Replies.object();
    body.put("dataset", account.resource(DATASETS, request.file()))
        .put(field.value(), request.base())
        .put("outputModel", account.resource(MODELS, id))
        .put("displayName", shown(request));
    Hyperparameters given = request.hyperparameters();
    given.epochs().ifPresent(value -> body.put("epochs", value));
    given.learningRate().ifPresent(value -> body.put("learningRate", value));
    given.loraRank().ifPresent(value -> body.put("loraRank", value));
    // batchSize, without this ending, counts tokens.
    given.batchSize().ifPresent(value -> body.put("batchSizeSamples", value));
    return state(
        api.post(account.path(JOBS) + "?supervisedFineTuningJobId=" + Replies.segment(id), body));
  }

  /**
   * The field for what a job begins with: an adapter that was trained before has one of its own.
   */
  private Attempt<String> beginning(String base) throws InterruptedException {
    if (!base.startsWith(account.resource(MODELS, ""))) {
      return new Attempt.Done<>("baseModel");
    }
    Attempt<JsonNode> attempt = api.get(account.path(MODELS, FireworksAccount.last(base)));
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    String kind = Replies.text(done.value(), "kind");
    return new Attempt.Done<>(kind.endsWith("_ADDON") ? "warmStartFrom" : "baseModel");
  }

  private static String shown(JobRequest request) {
    String label = request.label().orElse(request.name());
    return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL);
  }

  private Attempt<Boolean> usable(String file) throws InterruptedException {
    Attempt<JsonNode> attempt = api.get(account.path(DATASETS, file));
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    if (done.value().isMissingNode()) {
      return new Attempt.Refused<>(
          "Fireworks has no dataset " + file + ". Upload the episodes again.");
    }
    if (isReady(done.value())) {
      return new Attempt.Done<>(true);
    }
    String fault = fault(done.value());
    return fault.isEmpty()
        ? new Attempt.Later<>(
            Optional.of(CHECK),
            "Fireworks looks at the dataset: " + api.quote(Replies.text(done.value(), "state")))
        : new Attempt.Refused<>("Fireworks does not take the episodes: " + fault);
  }

  /** What a thing's own status says, unless all is well. */
  private String fault(JsonNode node) {
    String code = Replies.text(node.path("status"), "code");
    String message = Replies.text(node.path("status"), "message");
    return code.equals("OK") || (code.isEmpty() && message.isEmpty())
        ? ""
        : api.quote((code + " " + message).strip());
  }

  @Override
  public Attempt<JobState> state(String job) throws InterruptedException {
    return state(api.get(account.path(JOBS, job)));
  }

  private Attempt<JobState> state(Attempt<JsonNode> attempt) {
    return Replies.job(attempt, this::job, "Fireworks");
  }

  private JobState job(JsonNode node) {
    String id = FireworksAccount.last(Replies.text(node, "name"));
    String state = Replies.text(node, "state");
    JobState.Phase phase =
        switch (state) {
          case "JOB_STATE_COMPLETED", "JOB_STATE_EARLY_STOPPED" -> JobState.Phase.SUCCEEDED;
          case "JOB_STATE_FAILED", "JOB_STATE_EXPIRED" -> JobState.Phase.FAILED;
          case "JOB_STATE_CANCELLED", "JOB_STATE_DELETING", "JOB_STATE_DELETING_CLEANING_UP" ->
              JobState.Phase.CANCELLED;
          default -> JobState.Phase.UNDER_WAY;
        };
    return new JobState(
        id,
        phase,
        api.quote(state),
        fault(node),
        phase == JobState.Phase.SUCCEEDED ? Optional.of(model(node, id)) : Optional.empty(),
        List.of());
  }

  /**
   * It is named from the beginning, and there at the end; unless it is, it is called as the job.
   */
  private String model(JsonNode node, String id) {
    String output = Replies.text(node, "outputModel");
    String name = output.isEmpty() ? id : output;
    return name.contains("/") ? name : account.resource(MODELS, name);
  }

  /** What is answered is empty, so the job is asked for after it. */
  @Override
  public Attempt<JobState> cancel(String job) throws InterruptedException {
    Attempt<JsonNode> cancelled = api.post(account.path(JOBS, job) + ":cancel", Replies.object());
    return cancelled instanceof Attempt.Done<JsonNode> ? state(job) : cancelled.withoutValue();
  }

  @Override
  public Attempt<Boolean> deleteFile(String file) throws InterruptedException {
    return api.delete(account.path(DATASETS, file));
  }

  @Override
  public Optional<Deployments> deployments() {
    return Optional.of(deployments);
  }
}
