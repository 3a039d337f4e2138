package dev.dramatis.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.http.FormReader;
import dev.dramatis.suite.Episode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files and fine-tuning jobs of the local server in OpenAI's shape. A job takes a stated time, of
 * which a tenth goes to validation and a tenth to waiting, and then is the world's model after its
 * episodes. Safe for use by many threads at once.
 */
final class TrainingApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CHECKPOINT = Pattern.compile("(ft:.+):ckpt-step-([0-9]{1,3})");
  private static final int LONGEST_SUFFIX = 64;
  private static final int MOST_EPOCHS = 50;
  private static final int MOST_LISTED = 100;

  private final TrainingStore store;
  private final Duration takes;
  private final Clock clock;

  /**
   * @param takes how long a job takes
   */
  TrainingApi(TrainingStore store, Duration takes, Clock clock) {
    this.store = store;
    this.takes = takes;
    this.clock = clock;
  }

  long uploads() {
    return store.uploads();
  }

  long created() {
    return store.created();
  }

  /** Who may be trained; throws where a base is no model of this server. */
  interface Bases {
    void check(String base);
  }

  /** Takes an upload. */
  ChatApi.Reply upload(String contentType, byte[] body) {
    Map<String, FormReader.Part> form;
    try {
      form = FormReader.read(contentType, body);
    } catch (IOException e) {
      return refused("file", "The upload cannot be read: " + e.getMessage() + ".");
    }
    FormReader.Part file = form.get("file");
    FormReader.Part purpose = form.get("purpose");
    if (file == null || purpose == null) {
      return refused(file == null ? "file" : "purpose", "An upload has a file and a purpose.");
    }
    return new ChatApi.Reply(
        200,
        shown(
            store.add(
                file.fileName().orElse("episodes.jsonl"),
                purpose.text(),
                clock.instant(),
                file.text())));
  }

  /** Lists files, or shows one. */
  ChatApi.Reply files(Map<String, String> query) {
    List<TrainingStore.Upload> wanted =
        store.files().stream()
            .filter(
                file -> query.get("purpose") == null || file.purpose().equals(query.get("purpose")))
            .toList();
    return page(wanted, TrainingStore.Upload::id, TrainingApi::shown, query);
  }

  ChatApi.Reply file(String id) {
    return store
        .file(id)
        .map(file -> new ChatApi.Reply(200, shown(file)))
        .orElseGet(() -> missing("file", id));
  }

  Optional<String> content(String id) {
    return store.file(id).map(TrainingStore.Upload::text);
  }

  ChatApi.Reply delete(String id) {
    if (!store.delete(id)) {
      return missing("file", id);
    }
    return new ChatApi.Reply(
        200, JSON.createObjectNode().put("id", id).put("object", "file").put("deleted", true));
  }

  /** Begins a job. */
  ChatApi.Reply create(byte[] body, Bases bases) {
    JsonNode root;
    try {
      root = JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return refused("", "The body is not JSON.");
    }
    String base = root.path("model").asText("");
    try {
      bases.check(base);
    } catch (IllegalArgumentException e) {
      return refused("model", String.valueOf(e.getMessage()));
    }
    String file = root.path("training_file").asText("");
    if (store.file(file).isEmpty()) {
      return refused("training_file", "There is no file \"" + file + "\".");
    }
    String suffix = root.path("suffix").asText("");
    if (suffix.length() > LONGEST_SUFFIX) {
      return refused("suffix", "A suffix has at most " + LONGEST_SUFFIX + " characters.");
    }
    JsonNode epochs =
        root.path("method").path("supervised").path("hyperparameters").path("n_epochs");
    epochs = epochs.isMissingNode() ? root.path("hyperparameters").path("n_epochs") : epochs;
    if (epochs.isNumber() && (epochs.asInt() < 1 || epochs.asInt() > MOST_EPOCHS)) {
      return refused("n_epochs", "From 1 to " + MOST_EPOCHS + " epochs.");
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
    return page(store.jobs(), TrainingJob::id, this::shown, query);
  }

  ChatApi.Reply job(String id) {
    return store
        .job(id)
        .map(job -> new ChatApi.Reply(200, shown(job)))
        .orElseGet(() -> missing("fine-tuning job", id));
  }

  ChatApi.Reply cancel(String id) {
    Optional<TrainingJob> job = store.job(id);
    if (job.isEmpty()) {
      return missing("fine-tuning job", id);
    }
    if (isOver(job.get())) {
      return refused("", "The job " + id + " is over.");
    }
    TrainingJob cancelled = job.get().cancelledAt(clock.instant());
    store.put(cancelled);
    return new ChatApi.Reply(200, shown(cancelled));
  }

  ChatApi.Reply events(String id) {
    Optional<TrainingJob> job = store.job(id);
    if (job.isEmpty()) {
      return missing("fine-tuning job", id);
    }
    List<String> words = new ArrayList<>(List.of("Created fine-tuning job: " + id));
    String status = status(job.get());
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
    fault(job.get()).filter(fault -> status.equals("failed")).ifPresent(words::add);
    ArrayNode data = JSON.createArrayNode();
    for (int i = words.size() - 1; i >= 0; i--) {
      data.addObject()
          .put("object", "fine_tuning.job.event")
          .put("id", "ftevent-" + id.substring("ftjob-".length()) + "-" + (i + 1))
          .put("created_at", job.get().created().getEpochSecond() + i)
          .put("level", "info")
          .put("message", words.get(i));
    }
    return list(data, false);
  }

  ChatApi.Reply checkpoints(String id) {
    Optional<TrainingJob> found = store.job(id);
    if (found.isEmpty()) {
      return missing("fine-tuning job", id);
    }
    TrainingJob job = found.get();
    ArrayNode data = JSON.createArrayNode();
    if (status(job).equals("succeeded")) {
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
    return list(data, false);
  }

  /** The trained models that can be asked, the newest first. */
  List<String> models() {
    return store.jobs().stream()
        .filter(job -> status(job).equals("succeeded"))
        .map(TrainingJob::model)
        .toList();
  }

  /**
   * A trained model.
   *
   * @throws IllegalArgumentException if no finished job of this server made it
   */
  TunedModel find(String model) {
    Matcher matcher = CHECKPOINT.matcher(model);
    String whole = matcher.matches() ? matcher.group(1) : model;
    TrainingJob job =
        store.jobs().stream()
            .filter(each -> each.model().equals(whole) && status(each).equals("succeeded"))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"" + model + "\" is no model that was trained here."));
    int number = matcher.matches() ? Integer.parseInt(matcher.group(2)) : job.checkpoints();
    if (number < 1 || number > job.checkpoints()) {
      throw new IllegalArgumentException(
          "The job of \"" + whole + "\" kept " + job.checkpoints() + " checkpoints.");
    }
    Lesson lesson = new Lesson(episodes(job), job.seed(), (double) number / job.checkpoints());
    if (job.base().startsWith("ft:")) {
      TunedModel before = find(job.base());
      List<Lesson> lessons = new ArrayList<>(before.lessons());
      lessons.add(lesson);
      return new TunedModel(before.world(), before.suite(), lessons);
    }
    int colon = job.base().indexOf(':');
    return new TunedModel(
        colon < 0 ? job.base() : job.base().substring(0, colon),
        colon < 0 ? Optional.empty() : Optional.of(job.base().substring(colon + 1)),
        List.of(lesson));
  }

  private List<Episode> episodes(TrainingJob job) {
    try {
      return UploadedEpisodes.read(text(job).orElseThrow(() -> new UploadedEpisodes.Unfit("gone")));
    } catch (UploadedEpisodes.Unfit e) {
      throw new IllegalArgumentException("The episodes of " + job.id() + " are " + e.getMessage());
    }
  }

  private Optional<String> text(TrainingJob job) {
    return store.file(job.file()).map(TrainingStore.Upload::text);
  }

  /** What is wrong with the episodes of a job. */
  private Optional<String> fault(TrainingJob job) {
    try {
      Optional<String> text = text(job);
      if (text.isPresent()) {
        var unused = UploadedEpisodes.read(text.get());
      }
      return Optional.empty();
    } catch (UploadedEpisodes.Unfit e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private String status(TrainingJob job) {
    if (job.cancelled().isPresent()) {
      return "cancelled";
    }
    Duration gone = Duration.between(job.created(), clock.instant());
    if (gone.compareTo(takes.dividedBy(10)) < 0) {
      return "validating_files";
    }
    if (fault(job).isPresent()) {
      return "failed";
    }
    if (gone.compareTo(takes.dividedBy(5)) < 0) {
      return "queued";
    }
    return gone.compareTo(takes) < 0 ? "running" : "succeeded";
  }

  private boolean isOver(TrainingJob job) {
    String status = status(job);
    return status.equals("succeeded") || status.equals("failed") || status.equals("cancelled");
  }

  private static ObjectNode shown(TrainingStore.Upload file) {
    return JSON.createObjectNode()
        .put("id", file.id())
        .put("object", "file")
        .put("bytes", file.bytes())
        .put("created_at", file.created().getEpochSecond())
        .put("filename", file.name())
        .put("purpose", file.purpose())
        .put("status", "processed");
  }

  private ObjectNode shown(TrainingJob job) {
    String status = status(job);
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
    Instant end = job.cancelled().orElse(job.created().plus(takes));
    if (isOver(job)) {
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
    Optional<String> fault = status.equals("failed") ? fault(job) : Optional.empty();
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

  private static <T> ChatApi.Reply page(
      List<T> all,
      Function<T, String> id,
      Function<T, ObjectNode> shown,
      Map<String, String> query) {
    int limit = MOST_LISTED;
    try {
      limit =
          Math.max(1, Math.min(MOST_LISTED, Integer.parseInt(query.getOrDefault("limit", "20"))));
    } catch (NumberFormatException e) {
      return refused("limit", "\"limit\" is a number.");
    }
    int from = 0;
    String after = query.get("after");
    if (after != null) {
      for (int i = 0; i < all.size(); i++) {
        from = id.apply(all.get(i)).equals(after) ? i + 1 : from;
      }
    }
    ArrayNode data = JSON.createArrayNode();
    all.stream().skip(from).limit(limit).map(shown).forEach(data::add);
    return list(data, from + limit < all.size());
  }

  private static ChatApi.Reply list(ArrayNode data, boolean more) {
    ObjectNode body = JSON.createObjectNode().put("object", "list");
    body.set("data", data);
    body.put("has_more", more);
    return new ChatApi.Reply(200, body);
  }

  private static ChatApi.Reply refused(String param, String message) {
    return ChatApi.error(
        400,
        "invalid_request_error",
        param.isEmpty() ? Optional.empty() : Optional.of(param),
        "",
        message);
  }

  private static ChatApi.Reply missing(String what, String id) {
    return ChatApi.error(
        404, "invalid_request_error", Optional.empty(), "", "No such " + what + ": " + id + ".");
  }
}
