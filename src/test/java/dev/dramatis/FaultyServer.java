package dev.dramatis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model's server that fails now and then, with chances that hang on the request and on how often
 * it was sent, never on time. It writes HTTP itself, since servers do not let one break it.
 */
final class FaultyServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A reply that was paid for and cannot be read is asked for three times, not more. */
  private static final int MOST_MALFORMED = 2;

  private final double faults;
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final Map<Fault, AtomicInteger> given = new ConcurrentHashMap<>();

  enum Fault {
    RATE_LIMIT,
    SERVER_ERROR,
    RESET,
    TRUNCATED,
    MALFORMED
  }

  /**
   * Starts it.
   *
   * @param faults the chance that an attempt fails
   */
  FaultyServer(double faults) throws IOException {
    this.faults = faults;
    this.socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
  }

  /** How often each fault was given. */
  int given(Fault fault) {
    AtomicInteger count = given.get(fault);
    return count == null ? 0 : count.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        // Closed; or a client that went before it was accepted.
        continue;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      reply(client, body(client.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String body(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("a request without an end");
      }
      head.append((char) b);
    }
    int length =
        Arrays.stream(head.toString().toLowerCase(Locale.ROOT).split("\r\n"))
            .filter(line -> line.startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return new String(in.readNBytes(length), UTF_8);
  }

  private void reply(Socket client, String request) throws IOException {
    int attempt = attempts.computeIfAbsent(request, same -> new AtomicInteger()).incrementAndGet();
    SplittableRandom random = new SplittableRandom(31L * request.hashCode() + attempt);
    if (random.nextDouble() >= faults) {
      send(client, 200, answer(request), false);
      return;
    }
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    if (fault == Fault.MALFORMED && attempt > MOST_MALFORMED) {
      fault = Fault.SERVER_ERROR;
    }
    given.computeIfAbsent(fault, same -> new AtomicInteger()).incrementAndGet();
    switch (fault) {
      case RATE_LIMIT -> send(client, 429, error("rate_limit_exceeded"), false);
      case SERVER_ERROR -> send(client, 500, error("server_error"), false);
      case TRUNCATED -> send(client, 200, answer(request), true);
      case MALFORMED -> send(client, 200, answer(request).substring(1), false);
      case RESET -> client.setSoLinger(true, 0);
    }
  }

  private static void send(Socket client, int status, String body, boolean cut) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    String head =
        "HTTP/1.1 %d Some\r\nContent-Type: application/json\r\nretry-after-ms: 1\r\n"
                .formatted(status)
            + "Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(bytes.length);
    OutputStream out = client.getOutputStream();
    out.write(head.getBytes(UTF_8));
    out.write(bytes, 0, cut ? bytes.length / 2 : bytes.length);
    out.flush();
  }

  private static String error(String code) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("message", "Not now.").put("code", code);
    return body.toString();
  }

  /** Yes or no by the messages and the seed alone. */
  private static String answer(String request) throws IOException {
    JsonNode sent = JSON.readTree(request);
    String asked = sent.path("messages").toString() + sent.path("seed").asLong();
    ObjectNode body = JSON.createObjectNode();
    body.put("id", "c").put("model", "small");
    ObjectNode choice = body.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", "stop");
    choice
        .putObject("message")
        .put("role", "assistant")
        .put("content", asked.hashCode() % 3 == 0 ? "Yes, it is." : "No, it is not.");
    body.putObject("usage").put("prompt_tokens", 3).put("completion_tokens", 5);
    return body.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
