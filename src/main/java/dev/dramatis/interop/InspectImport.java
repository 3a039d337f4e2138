package dev.dramatis.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads logs of Inspect, {@code .eval} and {@code .json}. */
public final class InspectImport {
  /** Inspect writes scores that are no numbers as bare words. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** A sample with all its messages; a longer one is no transcript. */
  private static final long LARGEST_SAMPLE = 16L << 20;

  private InspectImport() {}

  /**
   * One sample of a log.
   *
   * @param task of the log
   * @param id of the sample
   * @param epoch from 1
   * @param prompt the last message of the user
   * @param response the last reply; empty if there is none
   * @param cut whether it ended at a limit of length
   * @param refused whether a provider's filter stopped it
   * @param error why there is no reply; empty if there is one
   */
  public record Sample(
      String task,
      String model,
      String id,
      int epoch,
      String prompt,
      String response,
      boolean cut,
      boolean refused,
      String error,
      JsonNode scores,
      Instant at) {}

  /**
   * The samples of a log, in its order.
   *
   * @throws InteropException if it is no log, or larger than is taken
   */
  public static List<Sample> samples(Path log) throws IOException {
    List<Sample> samples = new ArrayList<>();
    if (log.toString().endsWith(".eval")) {
      try (ZipFile zip = new ZipFile(log.toFile())) {
        ZipEntry header = zip.getEntry("header.json");
        if (header == null) {
          throw new InteropException(log + ": no header.json; this is no finished log.");
        }
        JsonNode eval = read(zip, header, log).path("eval");
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
          ZipEntry entry = entries.nextElement();
          if (entry.getName().startsWith("samples/")) {
            if (samples.size() >= SourceFile.MOST_ROWS) {
              throw new InteropException(log + ": more samples than are taken.");
            }
            samples.add(sample(eval, read(zip, entry, log)));
          }
        }
      } catch (java.util.zip.ZipException e) {
        throw new InteropException(log + ": not a log: " + e.getMessage(), e);
      }
    } else {
      JsonNode document = SourceFile.json(log);
      if (!document.has("eval")) {
        throw new InteropException(log + ":1: not a log of Inspect: it has no eval.");
      }
      document.path("samples").forEach(node -> samples.add(sample(document.path("eval"), node)));
    }
    return samples;
  }

  private static JsonNode read(ZipFile zip, ZipEntry entry, Path log) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) LARGEST_SAMPLE);
      if (bytes.length == LARGEST_SAMPLE) {
        throw new InteropException(log + ", " + entry.getName() + ": larger than is taken.");
      }
      try {
        return JSON.readTree(bytes);
      } catch (JsonProcessingException e) {
        throw new InteropException(
            log + ", " + entry.getName() + ": not JSON: " + e.getOriginalMessage(), e);
      }
    }
  }

  private static Sample sample(JsonNode eval, JsonNode node) {
    String prompt = text(node.path("input"));
    String response = "";
    boolean answered = false;
    for (JsonNode message : node.path("messages")) {
      switch (message.path("role").asText()) {
        case "user" -> {
          prompt = text(message.path("content"));
          // An answer before the last question is a shot, or an earlier turn.
          response = "";
          answered = false;
        }
        case "assistant" -> {
          response = text(message.path("content"));
          answered = true;
        }
        default -> {
          // System texts and tools' answers are no turn of either.
        }
      }
    }
    JsonNode completion = node.at("/output/choices/0/message/content");
    if (!completion.isMissingNode()) {
      response = text(completion);
      answered = true;
    }
    String stop = node.at("/output/choices/0/stop_reason").asText();
    String error = node.path("error").path("message").asText("");
    if (!answered && error.isEmpty()) {
      error =
          "no answer"
              + (node.path("limit").isObject()
                  ? ": stopped at its limit of " + node.at("/limit/type").asText()
                  : "");
    }
    return new Sample(
        eval.path("task").asText(),
        eval.path("model").asText(),
        node.path("id").asText(),
        node.path("epoch").asInt(1),
        prompt,
        response,
        stop.equals("max_tokens") || stop.equals("model_length"),
        stop.equals("content_filter"),
        error,
        node.path("scores"),
        at(node.path("completed_at").asText(eval.path("created").asText())));
  }

  /** Plain text, or the text parts of a list of parts. */
  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (part.path("type").asText().equals("text")) {
        text.append(text.length() == 0 ? "" : "\n").append(part.path("text").asText());
      } else if (part.has("role")) {
        if (part.path("role").asText().equals("user")) {
          text.setLength(0);
          text.append(text(part.path("content")));
        }
      }
    }
    return text.toString();
  }

  private static Instant at(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  /**
   * Writes the transcripts of a log as the command classify takes them, with what the log says of
   * them beside.
   */
  public static Imported transcripts(Path log, Path out) throws IOException {
    List<String> leftOut = new ArrayList<>();
    int taken = 0;
    Path parent = out.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    List<Sample> samples = samples(log);
    try (OutputStream lines = NewFiles.open(out)) {
      for (Sample sample : samples) {
        if (!sample.error().isEmpty()) {
          leftOut.add(
              "sample "
                  + sample.id()
                  + ", epoch "
                  + sample.epoch()
                  + ": failed: "
                  + sample.error());
          continue;
        }
        ObjectNode line = JSON.createObjectNode();
        line.put("id", sample.id() + "/" + sample.epoch());
        line.put("prompt", sample.prompt()).put("response", sample.response());
        line.put("task", sample.task()).put("model", sample.model());
        line.set("scores", sample.scores());
        lines.write(JSON.writeValueAsString(line).getBytes(StandardCharsets.UTF_8));
        lines.write('\n');
        taken++;
      }
    }
    return new Imported(List.of(out), taken, leftOut);
  }
}
