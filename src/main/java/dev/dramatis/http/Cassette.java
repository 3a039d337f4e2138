package dev.dramatis.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A recording of answers, in front of the retries: what is written down is the reply that was
 * accepted in the end, with the number of attempts that it took. A call is known by method, path,
 * body and purpose, never by its host or its key; of equal calls the n-th replays the n-th. Failed
 * calls are not recorded, so that a recording can be gone on with. Thread-safe.
 */
public final class Cassette implements Transport, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Headers of replies that something reads; any other might carry what is nobody's business. */
  private static final Set<String> KEPT = Set.of("content-type", "request-id", "x-request-id");

  private final CassetteFile file;
  private final Optional<Transport> next;
  private final Redactor redactor;

  private Cassette(CassetteFile file, Optional<Transport> next, Redactor redactor) {
    this.file = file;
    this.next = next;
    this.redactor = redactor;
  }

  /**
   * Records to a folder, after what it holds already.
   *
   * @param next sends
   * @param redactor takes keys out of what is written
   * @throws CassetteException if the folder cannot be written
   */
  public static Cassette recording(Path folder, Transport next, Redactor redactor) {
    return new Cassette(CassetteFile.writing(folder), Optional.of(next), redactor);
  }

  /**
   * Answers from a folder alone; nothing is sent.
   *
   * @throws CassetteException if it holds no recording, or a damaged one
   */
  public static Cassette replaying(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CassetteException(
          folder + ": there is no recording; make one with --record " + folder + ".");
    }
    return new Cassette(CassetteFile.reading(folder), Optional.empty(), new Redactor());
  }

  @Override
  public Exchange send(HttpCall call) throws InterruptedException {
    return next.isPresent() ? record(call, next.get()) : replay(call);
  }

  private Exchange record(HttpCall call, Transport transport) throws InterruptedException {
    Exchange exchange = transport.send(call);
    if (exchange instanceof Exchange.Replied replied) {
      HttpReply reply = replied.reply();
      ObjectNode entry = JSON.createObjectNode();
      entry
          .put("key", key(call))
          .put("purpose", redactor.redact(call.purpose()))
          .put("call", redactor.redact(call.method() + " " + call.url().getRawPath()))
          .put("status", reply.status());
      ObjectNode headers = entry.putObject("headers");
      reply
          .headers()
          .forEach(
              (name, values) -> {
                if (KEPT.contains(name.toLowerCase(Locale.ROOT)) && !values.isEmpty()) {
                  headers.put(name, redactor.redact(values.get(0)));
                }
              });
      entry
          .put("body", redactor.redact(reply.body()))
          .put("attempts", replied.attempts())
          .put("latencyMs", reply.latency().toMillis());
      file.append(entry.toString());
    }
    return exchange;
  }

  private Exchange replay(HttpCall call) {
    Optional<String> line = file.next(key(call));
    if (line.isEmpty()) {
      return new Exchange.Failed(
          FailureKind.NOT_RECORDED,
          Optional.empty(),
          "the recording holds no answer to this call ("
              + call.method()
              + " "
              + call.url().getRawPath()
              + (call.purpose().isEmpty() ? "" : ", for " + call.purpose())
              + "); record it with --record",
          0,
          Duration.ZERO);
    }
    JsonNode entry;
    try {
      entry = JSON.readTree(line.get());
    } catch (JsonProcessingException e) {
      throw new CassetteException("an entry of the recording is damaged", e);
    }
    Map<String, List<String>> headers = new TreeMap<>();
    entry
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), List.of(header.getValue().asText())));
    Duration latency = Duration.ofMillis(entry.path("latencyMs").asLong());
    return new Exchange.Replied(
        new HttpReply(entry.path("status").asInt(), headers, entry.path("body").asText(), latency),
        entry.path("attempts").asInt(),
        latency);
  }

  /** SHA-256 of what makes a call the same call. */
  static String key(HttpCall call) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part :
          List.of(
              call.purpose(),
              call.method(),
              String.valueOf(call.url().getRawPath()),
              String.valueOf(call.url().getRawQuery()))) {
        digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
      }
      call.body().ifPresent(body -> digest.update(body.shared()));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new CassetteException("the recording cannot be closed: " + e.getMessage(), e);
    }
  }
}
