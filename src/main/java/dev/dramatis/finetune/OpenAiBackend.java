package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.suite.Hyperparameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files and jobs as OpenAI has them, {@code /files} and {@code /fine_tuning/jobs}; any server of
 * that shape, the simulated worlds' included. A job is found again by its suffix, a file by its
 * name.
 */
final class OpenAiBackend implements Backend {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fewer are refused (OpenAI, "Supervised fine-tuning", Nov 2026). */
  private static final int LEAST_EPISODES = 10;

  /** Pages of a list that are looked through: a job of ours is among the last thousands. */
  private static final int MOST_PAGES = 50;

  private static final int PAGE = 100;

  private final Api api;
  private final boolean openAi;

  /**
   * @param openAi whether it is OpenAI itself, which ends its service
   */
  OpenAiBackend(Api api, boolean openAi) {
    this.api = api;
    this.openAi = openAi;
  }

  @Override
  public List<String> objections(Hyperparameters hyperparameters, int episodes) {
    List<String> objections = new ArrayList<>();
    if (episodes < LEAST_EPISODES) {
      objections.add(
          "OpenAI takes at least "
              + LEAST_EPISODES
              + " episodes, and this training has "
              + episodes
              + ".");
    }
    if (hyperparameters.learningRate().isPresent()) {
      objections.add(
          "OpenAI takes no learningRate but a learningRateMultiplier. Write that, or leave it"
              + " out.");
    }
    if (hyperparameters.loraRank().isPresent()) {
      objections.add("OpenAI takes no loraRank. Leave it out.");
    }
    return objections;
  }

  @Override
  public List<String> notes() {
    return openAi
        ? List.of(
            "OpenAI ends fine-tuning: no new jobs from 6 January 2027, and none already for new or"
                + " inactive organisations; gpt-4o, gpt-4.1 and what was made of them shut on"
                + " 14 January 2027.")
        : List.of();
  }

  @Override
  public boolean takesSeed() {
    return true;
  }

  @Override
  public Attempt<Optional<String>> findFile(String name) throws InterruptedException {
    Attempt<Optional<JsonNode>> found =
        find(
            "/files?purpose=fine-tune&limit=" + PAGE,
            node -> node.path("filename").asText().equals(name));
    return found instanceof Attempt.Done<Optional<JsonNode>> done
        ? new Attempt.Done<>(done.value().map(file -> file.path("id").asText()))
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
            "/fine_tuning/jobs?limit=" + PAGE,
            node ->
                node.path("user_provided_suffix").asText(node.path("suffix").asText()).equals(name)
                    || node.path("metadata").path("dramatis").asText().equals(name));
    return found instanceof Attempt.Done<Optional<JsonNode>> done
        ? new Attempt.Done<>(done.value().map(this::job))
        : found.withoutValue();
  }

  /** Looks through a list, page by page. */
  private Attempt<Optional<JsonNode>> find(String path, Predicate<JsonNode> wanted)
      throws InterruptedException {
    String after = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Attempt<JsonNode> attempt = api.list(path + (after.isEmpty() ? "" : "&after=" + after));
      if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
        return attempt.withoutValue();
      }
      JsonNode list = done.value().path("data");
      if (!list.isArray()) {
        // No list is not an empty list: what is not found in it would be made again.
        return new Attempt.Unknown<>(
            "a reply that is no list: " + api.quote(done.value().toString()));
      }
      for (JsonNode item : list) {
        if (wanted.test(item)) {
          return new Attempt.Done<>(Optional.of(item));
        }
      }
      String last = list.isEmpty() ? "" : list.get(list.size() - 1).path("id").asText("");
      if (!done.value().path("has_more").asBoolean(false) || last.isEmpty() || last.equals(after)) {
        return new Attempt.Done<>(Optional.empty());
      }
      after = last;
    }
    return new Attempt.Refused<>(
        "more than " + MOST_PAGES * PAGE + " entries stand in " + path + "; delete old ones.");
  }

  @Override
  public Attempt<JobState> create(JobRequest request) throws InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", request.base())
        .put("training_file", request.file())
        .put("suffix", request.name())
        .put("seed", request.seed());
    ObjectNode method = body.putObject("method").put("type", "supervised");
    ObjectNode numbers = JSON.createObjectNode();
    Hyperparameters given = request.hyperparameters();
    given.epochs().ifPresent(value -> numbers.put("n_epochs", value));
    given.batchSize().ifPresent(value -> numbers.put("batch_size", value));
    given
        .learningRateMultiplier()
        .ifPresent(value -> numbers.put("learning_rate_multiplier", value));
    ObjectNode supervised = method.putObject("supervised");
    if (!numbers.isEmpty()) {
      supervised.set("hyperparameters", numbers);
    }
    // A suffix may be changed on its way; this comes back as it was sent.
    ObjectNode metadata = body.putObject("metadata").put("dramatis", request.name());
    request.label().ifPresent(label -> metadata.put("label", label));
    return state(api.post("/fine_tuning/jobs", body));
  }

  @Override
  public Attempt<JobState> state(String job) throws InterruptedException {
    Attempt<JobState> state = state(api.get(path(job)));
    if (state instanceof Attempt.Done<JobState> done
        && done.value().phase() == JobState.Phase.SUCCEEDED) {
      return withCheckpoints(done.value());
    }
    return state;
  }

  private Attempt<JobState> state(Attempt<JsonNode> attempt) {
    return Replies.job(attempt, this::job, "the provider");
  }

  private JobState job(JsonNode node) {
    String status = node.path("status").asText("");
    Optional<String> model =
        Optional.of(node.path("fine_tuned_model").asText(""))
            .filter(name -> !name.isBlank() && !name.equals("null"));
    JobState.Phase phase =
        switch (status) {
          case "succeeded" -> JobState.Phase.SUCCEEDED;
          case "failed" -> JobState.Phase.FAILED;
          case "cancelled" -> JobState.Phase.CANCELLED;
          default -> JobState.Phase.UNDER_WAY;
        };
    return new JobState(
        node.path("id").asText(""),
        phase,
        api.quote(status),
        api.quote(
            (node.path("error").path("code").asText("")
                    + " "
                    + node.path("error").path("message").asText(""))
                .strip()),
        model,
        List.of());
  }

  /** The checkpoints by their steps; none where the server has no list of them. */
  private Attempt<JobState> withCheckpoints(JobState state) throws InterruptedException {
    Attempt<JsonNode> attempt = api.get(path(state.id()) + "/checkpoints?limit=" + PAGE);
    if (attempt instanceof Attempt.Later || attempt instanceof Attempt.Unknown) {
      return attempt.withoutValue();
    }
    List<JsonNode> kept = new ArrayList<>();
    if (attempt instanceof Attempt.Done<JsonNode> done) {
      done.value().path("data").forEach(kept::add);
    }
    kept.sort(Comparator.comparingInt(node -> node.path("step_number").asInt()));
    return new Attempt.Done<>(
        state.keeping(
            kept.stream()
                .map(node -> node.path("fine_tuned_model_checkpoint").asText(""))
                .filter(name -> !name.isBlank())
                .toList()));
  }

  @Override
  public List<String> events(String job, int after) throws InterruptedException {
    Attempt<JsonNode> attempt = api.get(path(job) + "/events?limit=" + PAGE);
    List<JsonNode> events = new ArrayList<>();
    if (attempt instanceof Attempt.Done<JsonNode> done) {
      done.value().path("data").forEach(events::add);
    }
    events.sort(Comparator.comparingLong(node -> node.path("created_at").asLong()));
    return events.stream()
        .skip(after)
        .map(node -> api.quote(node.path("message").asText("")))
        .filter(text -> !text.isBlank())
        .toList();
  }

  @Override
  public Attempt<JobState> cancel(String job) throws InterruptedException {
    return state(api.post(path(job) + "/cancel", JSON.createObjectNode()));
  }

  private static String path(String job) {
    return "/fine_tuning/jobs/" + Replies.segment(job);
  }

  @Override
  public Attempt<Boolean> deleteFile(String file) throws InterruptedException {
    return api.delete("/files/" + Replies.segment(file));
  }
}
