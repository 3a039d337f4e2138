package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.http.Exchange;
import dev.dramatis.http.FailureKind;
import dev.dramatis.http.HttpBody;
import dev.dramatis.http.HttpReply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Files as Together has them. An upload has three steps: it is announced, and answered with a
 * redirect to a store; the store is sent the bytes, without the key; then they are looked at. Steps
 * and fields are those of Together's own Python client (together-py, lib/resources/files.py).
 */
final class TogetherFiles {
  /** The check of a file takes seconds. */
  private static final Duration CHECK = Duration.ofSeconds(10);

  private final Api api;

  TogetherFiles(Api api) {
    this.api = api;
  }

  /** The id of a file of this name that holds something. */
  Attempt<Optional<String>> find(String name) throws InterruptedException {
    Attempt<JsonNode> attempt = api.list("/files");
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    Optional<List<JsonNode>> files = Replies.entries(done.value(), "data");
    return files.isEmpty()
        ? new Attempt.Unknown<>("a reply that is no list of files")
        : new Attempt.Done<>(
            files.get().stream()
                .filter(file -> Replies.text(file, "filename").equals(name))
                .filter(TogetherFiles::holdsSomething)
                .map(file -> Replies.text(file, "id"))
                .filter(id -> !id.isEmpty())
                .findFirst());
  }

  /** An upload that was broken off leaves an entry without bytes, or one that was given up. */
  private static boolean holdsSomething(JsonNode file) {
    return file.path("bytes").asLong(1) > 0
        && !Replies.text(file, "processing_status").equals("FAILED");
  }

  Attempt<String> upload(String name, byte[] content) throws InterruptedException {
    Exchange announced =
        api.sendOnce(
            "POST", api.at("/files"), Optional.of(announcement(name)), api.account().credential());
    Optional<HttpReply> redirect = redirect(announced);
    if (redirect.isEmpty()) {
      return withoutRedirect(announced);
    }
    String file = redirect.get().header("X-Together-File-Id").orElse("");
    String store = redirect.get().header("Location").orElse("");
    if (file.isBlank() || store.isBlank()) {
      return new Attempt.Unknown<>("the redirect names no file or no place to upload to");
    }
    Attempt<Boolean> stored = api.put(store, content);
    if (!(stored instanceof Attempt.Done<Boolean>)) {
      return stored.withoutValue();
    }
    Attempt<JsonNode> looked =
        api.post("/files/" + Replies.segment(file) + "/preprocess", Replies.object());
    return looked instanceof Attempt.Done<JsonNode>
        ? new Attempt.Done<>(file)
        : looked.withoutValue();
  }

  /** Without a checksum: by it, equal episodes under two names would become one file. */
  private static HttpBody announcement(String name) {
    String form =
        "purpose=fine-tune&file_type=jsonl&file_name="
            + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return HttpBody.of("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<HttpReply> redirect(Exchange exchange) {
    return exchange instanceof Exchange.Failed failed && failed.kind() == FailureKind.REDIRECT
        ? failed.lastReply()
        : Optional.empty();
  }

  /** An error, or the id of a file that was there before. */
  private Attempt<String> withoutRedirect(Exchange announced) {
    if (announced instanceof Exchange.Replied replied && replied.reply().status() == 409) {
      Optional<String> there =
          Api.parse(replied.reply().body())
              .map(body -> Replies.text(body, "file_id"))
              .filter(id -> !id.isEmpty());
      if (there.isPresent()) {
        return new Attempt.Done<>(there.get());
      }
    }
    Attempt<JsonNode> attempt = api.outcome(announced);
    return attempt instanceof Attempt.Done<JsonNode>
        ? new Attempt.Unknown<>("Together named no place to upload to")
        : attempt.withoutValue();
  }

  /** Whether a job can begin with a file: done, refused, or later. */
  Attempt<Boolean> usable(String file) throws InterruptedException {
    Attempt<JsonNode> attempt = api.get("/files/" + Replies.segment(file));
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    if (done.value().isMissingNode()) {
      return new Attempt.Refused<>("Together has no file " + file + ". Upload the episodes again.");
    }
    String status = Replies.text(done.value(), "processing_status");
    return switch (status) {
      case "", "COMPLETED" -> new Attempt.Done<>(true);
      case "INVALID_FORMAT", "FAILED" ->
          new Attempt.Refused<>(
              "Together does not take the episodes: "
                  + api.quote(
                      status
                          + " "
                          + Replies.text(done.value().path("validation_report"), "error")));
      default -> new Attempt.Later<>(Optional.of(CHECK), "Together looks at the file: " + status);
    };
  }

  Attempt<Boolean> delete(String file) throws InterruptedException {
    return api.delete("/files/" + Replies.segment(file));
  }
}
