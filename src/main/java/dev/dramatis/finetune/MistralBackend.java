package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.suite.Hyperparameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files and jobs as Mistral has them. A job is found again by its suffix, a file by its name. Paths
 * and fields are those of Mistral's specification and Python client
 * (models/completionfinetuningjobdetails.py, models/createfinetuningjobrequest.py).
 */
final class MistralBackend implements Backend {
  private static final int PAGE = 100;

  /** Pages of a list that are looked through. */
  private static final int MOST_PAGES = 50;

  private final Api api;

  MistralBackend(Api api) {
    this.api = api;
  }

  @Override
  public List<String> objections(Hyperparameters hyperparameters, int episodes) {
    List<String> objections = new ArrayList<>();
    if (episodes < 1) {
      objections.add("Mistral takes at least 1 episode, and this training has " + episodes + ".");
    }
    if (hyperparameters.learningRateMultiplier().isPresent()) {
      objections.add(
          "Mistral takes no learningRateMultiplier but a learningRate as such (0.0001 unless told"
              + " otherwise). Write that, or leave it out.");
    }
    if (hyperparameters.batchSize().isPresent()) {
      objections.add("Mistral takes no batchSize. Leave it out.");
    }
    if (hyperparameters.loraRank().isPresent()) {
      objections.add("Mistral takes no loraRank. Leave it out.");
    }
    return objections;
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Mistral calls its fine-tuning deprecated and supports it no longer; since March 2026"
            + " accounts report that every model is refused (client-python issue 450).",
        "Mistral charges at least 4 dollars for a job, and 2 dollars a month for each trained model"
            + " that is kept.");
  }

  @Override
  public boolean takesSeed() {
    return false;
  }

  @Override
  public Attempt<Optional<String>> findFile(String name) throws InterruptedException {
    Attempt<Optional<JsonNode>> found =
        find("/files?purpose=fine-tune", node -> Replies.text(node, "filename").equals(name));
    return found instanceof Attempt.Done<Optional<JsonNode>> done
        ? new Attempt.Done<>(
            done.value().map(file -> Replies.text(file, "id")).filter(id -> !id.isEmpty()))
        : found.withoutValue();
  }

  @Override
  public Attempt<String> upload(String name, byte[] content) throws InterruptedException {
    return Replies.id(api.postFile("/files", Map.of("purpose", "fine-tune"), name, content));
  }

  @Override
  public Attempt<Optional<JobState>> findJob(String name) throws InterruptedException {
    Attempt<Optional<JsonNode>> found =
        find(
            "/fine_tuning/jobs?suffix=" + Replies.segment(name),
            node -> Replies.text(node, "suffix").equals(name));
    return found instanceof Attempt.Done<Optional<JsonNode>> done
        ? new Attempt.Done<>(done.value().map(this::job))
        : found.withoutValue();
  }

  /** Looks through a list, page by page; the first page is 0. */
  private Attempt<Optional<JsonNode>> find(String path, Predicate<JsonNode> wanted)
      throws InterruptedException {
    for (int page = 0; page < MOST_PAGES; page++) {
      Attempt<JsonNode> attempt = api.list(path + "&page=" + page + "&page_size=" + PAGE);
      if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
        return attempt.withoutValue();
      }
      Optional<List<JsonNode>> entries = entries(done.value());
      if (entries.isEmpty()) {
        return new Attempt.Unknown<>("a reply that is no list");
      }
      Optional<JsonNode> found = entries.get().stream().filter(wanted).findFirst();
      if (found.isPresent() || entries.get().size() < PAGE) {
        return new Attempt.Done<>(found);
      }
    }
    return new Attempt.Refused<>(
        "more than " + MOST_PAGES * PAGE + " entries stand in " + path + "; delete old ones.");
  }

  /** A list of nothing may leave its entries out, and then says that there are 0. */
  private static Optional<List<JsonNode>> entries(JsonNode reply) {
    Optional<List<JsonNode>> entries = Replies.entries(reply, "data");
    return entries.isEmpty() && reply.path("total").asInt(-1) == 0
        ? Optional.of(List.of())
        : entries;
  }

  @Override
  public Attempt<JobState> create(JobRequest request) throws InterruptedException {
    ObjectNode body = Replies.object();
    body.put("model", request.base())
        .put("suffix", request.name())
        .put("job_type", "completion")
        // Otherwise it waits, once validated, to be started by another request.
        .put("auto_start", true);
    body.putArray("training_files").addObject().put("file_id", request.file()).put("weight", 1);
    ObjectNode numbers = body.putObject("hyperparameters");
    Hyperparameters given = request.hyperparameters();
    given.epochs().ifPresent(value -> numbers.put("epochs", value));
    given.learningRate().ifPresent(value -> numbers.put("learning_rate", value));
    return state(api.post("/fine_tuning/jobs", body));
  }

  @Override
  public Attempt<JobState> state(String job) throws InterruptedException {
    return state(api.get(path(job)));
  }

  private Attempt<JobState> state(Attempt<JsonNode> attempt) {
    return Replies.job(attempt, this::job, "Mistral");
  }

  /** Checkpoints have no names by which they could be asked. */
  private JobState job(JsonNode node) {
    String status = Replies.text(node, "status");
    JobState.Phase phase =
        switch (status) {
          case "SUCCESS" -> JobState.Phase.SUCCEEDED;
          case "FAILED", "FAILED_VALIDATION" -> JobState.Phase.FAILED;
          case "CANCELLED" -> JobState.Phase.CANCELLED;
          default -> JobState.Phase.UNDER_WAY;
        };
    return new JobState(
        Replies.text(node, "id"),
        phase,
        api.quote(status),
        phase == JobState.Phase.FAILED ? reason(node) : "",
        phase == JobState.Phase.SUCCEEDED
            ? Optional.of(Replies.text(node, "fine_tuned_model")).filter(name -> !name.isEmpty())
            : Optional.empty(),
        List.of());
  }

  /** No field is for it: what the job says, else its last event as it is. */
  private String reason(JsonNode node) {
    String said = Replies.text(node, "message");
    List<JsonNode> events = eventsOf(node);
    return said.isEmpty() && !events.isEmpty()
        ? line(events.get(events.size() - 1))
        : api.quote(said);
  }

  @Override
  public List<String> events(String job, int after) throws InterruptedException {
    Attempt<JsonNode> attempt = api.get(path(job));
    return attempt instanceof Attempt.Done<JsonNode> done
        ? eventsOf(done.value()).stream().skip(after).map(this::line).toList()
        : List.of();
  }

  private static List<JsonNode> eventsOf(JsonNode job) {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode event : job.path("events")) {
      if (!Replies.text(event, "name").isEmpty()) {
        events.add(event);
      }
    }
    events.sort(Comparator.comparingLong(event -> event.path("created_at").asLong()));
    return events;
  }

  private String line(JsonNode event) {
    JsonNode data = event.path("data");
    return api.quote(
        Replies.text(event, "name") + (data.isObject() && !data.isEmpty() ? " " + data : ""));
  }

  @Override
  public Attempt<JobState> cancel(String job) throws InterruptedException {
    return state(api.post(path(job) + "/cancel", Replies.object()));
  }

  private static String path(String job) {
    return "/fine_tuning/jobs/" + Replies.segment(job);
  }

  @Override
  public Attempt<Boolean> deleteFile(String file) throws InterruptedException {
    return api.delete("/files/" + Replies.segment(file));
  }
}
