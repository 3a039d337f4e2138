package dev.dramatis.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.http.FormReader;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of the local server in OpenAI's shape. Safe for use by many threads at once. */
final class FilesApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TrainingStore store;
  private final Clock clock;

  FilesApi(TrainingStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Takes an upload. */
  ChatApi.Reply upload(String contentType, byte[] body) {
    Map<String, FormReader.Part> form;
    try {
      form = FormReader.read(contentType, body);
    } catch (IOException e) {
      return ApiReplies.refused("file", "The upload cannot be read: " + e.getMessage() + ".");
    }
    FormReader.Part file = form.get("file");
    FormReader.Part purpose = form.get("purpose");
    if (file == null || purpose == null) {
      return ApiReplies.refused(
          file == null ? "file" : "purpose", "An upload has a file and a purpose.");
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

  ChatApi.Reply list(Map<String, String> query) {
    List<TrainingStore.Upload> wanted =
        store.files().stream()
            .filter(
                file -> query.get("purpose") == null || file.purpose().equals(query.get("purpose")))
            .toList();
    return ApiReplies.page(wanted, TrainingStore.Upload::id, FilesApi::shown, query);
  }

  ChatApi.Reply show(String id) {
    return store
        .file(id)
        .map(file -> new ChatApi.Reply(200, shown(file)))
        .orElseGet(() -> ApiReplies.missing("file", id));
  }

  Optional<String> content(String id) {
    return store.file(id).map(TrainingStore.Upload::text);
  }

  ChatApi.Reply delete(String id) {
    if (!store.delete(id)) {
      return ApiReplies.missing("file", id);
    }
    return new ChatApi.Reply(
        200, JSON.createObjectNode().put("id", id).put("object", "file").put("deleted", true));
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
}
