package dev.dramatis.simulate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dramatis.suite.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worlds behind an OpenAI-compatible server on loopback: {@code POST /v1/chat/completions},
 * {@code POST /v1/completions}, {@code GET /v1/models}, and files and fine-tuning jobs. Models are
 * {@code WORLD}, {@code WORLD:SUITE} and what jobs made of them. A request with a seed gets the
 * reply that {@link SimulatedEndpoint} gives to it.
 */
public final class WorldServer implements AutoCloseable {
  static {
    // Without it every small reply waits for the client's delayed acknowledgement.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private static final Pattern TRAINING =
      Pattern.compile("/v1/(files|fine_tuning/jobs)(?:/([A-Za-z0-9-]+)(?:/([a-z]+))?)?");

  private static final Logger LOG = LoggerFactory.getLogger(WorldServer.class);

  /** Far above any suite's longest request. */
  private static final int MOST_BYTES = 8 << 20;

  /** Of an upload; ten thousand episodes of a page each. */
  private static final int MOST_UPLOADED = 64 << 20;

  /** Requests that wait for a thread, and connections that wait to be accepted. */
  private static final int WAITING = 256;

  private final ChatApi api;
  private final FilesApi files;
  private final TrainingApi training;
  private final TrainingStore store;
  private final Duration latency;
  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final ScheduledThreadPoolExecutor late = new ScheduledThreadPoolExecutor(1);

  /**
   * How it listens.
   *
   * @param port 0 for any that is free
   * @param threads that answer at a time
   * @param latency how long every reply is held back, without holding a thread
   * @param trainingTime how long a fine-tuning job takes
   * @param state the folder in which files and jobs outlive the server; empty: they do not
   */
  public record Options(
      int port, int threads, Duration latency, Duration trainingTime, Optional<Path> state) {
    public Options {
      if (port < 0
          || port > 65_535
          || threads < 1
          || latency.isNegative()
          || trainingTime.isNegative()) {
        throw new IllegalArgumentException(
            "port from 0 to 65535, at least one thread, no negative times");
      }
    }

    /** The same with jobs that take a second and end with the server. */
    public Options(int port, int threads, Duration latency) {
      this(port, threads, latency, Duration.ofSeconds(1), Optional.empty());
    }
  }

  private WorldServer(
      ChatApi api, FilesApi files, TrainingApi training, TrainingStore store, Options options)
      throws IOException {
    this.api = api;
    this.files = files;
    this.training = training;
    this.store = store;
    this.latency = options.latency();
    threads =
        new ThreadPoolExecutor(
            options.threads(),
            options.threads(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            // Holds the accepting thread back while too many wait.
            new ThreadPoolExecutor.CallerRunsPolicy());
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), WAITING);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /**
   * Starts a server.
   *
   * @throws IOException if it cannot listen there
   */
  public static WorldServer start(
      KnownSuites suites,
      WorldTable table,
      Banks banks,
      long worldSeed,
      Options options,
      Clock clock)
      throws IOException {
    TrainingStore store = new TrainingStore(options.state());
    JobProgress progress = new JobProgress(store, options.trainingTime(), clock);
    TunedModels tuned = new TunedModels(store, progress);
    WorldServer started =
        new WorldServer(
            new ChatApi(suites, table, banks, worldSeed, tuned, clock),
            new FilesApi(store, clock),
            new TrainingApi(store, progress, clock),
            store,
            options);
    started.server.start();
    return started;
  }

  /** Where clients find it, {@code /v1} included. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** How many chat completions were asked for. */
  public long requests() {
    return api.requests();
  }

  /** How many files were uploaded since the server was started. */
  public long uploads() {
    return store.uploads();
  }

  /** How many fine-tuning jobs were created since then. */
  public long jobsCreated() {
    return store.created();
  }

  /** How often these messages were asked with this seed. */
  public int requests(List<Message> messages, OptionalInt seed) {
    return api.requests(messages, seed);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    late.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    ChatApi.Reply reply = reply(exchange);
    if (latency.isZero()) {
      send(exchange, reply);
    } else {
      var unused =
          late.schedule(() -> sendLate(exchange, reply), latency.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private ChatApi.Reply reply(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    int most = path.equals("/v1/files") ? MOST_UPLOADED : MOST_BYTES;
    byte[] body = exchange.getRequestBody().readNBytes(most + 1);
    if (body.length > most) {
      return refusal(413, "", "The body is longer than " + most + " bytes.");
    }
    try {
      Optional<ChatApi.Reply> trained = train(exchange, method, path, body);
      if (trained.isPresent()) {
        return trained.get();
      }
      if (path.startsWith("/v1/models/") && method.equals("GET")) {
        return api.model(path.substring("/v1/models/".length()));
      }
      return switch (path) {
        case "/v1/chat/completions" ->
            method.equals("POST") ? api.complete(body) : refusedMethod(method, path);
        case "/v1/completions" ->
            method.equals("POST") ? api.goOn(body) : refusedMethod(method, path);
        case "/v1/models" -> method.equals("GET") ? api.models() : refusedMethod(method, path);
        default -> refusal(404, "unknown_url", "There is nothing at " + path + ".");
      };
    } catch (RuntimeException e) {
      // One request must not take the server with it; the client sees that it failed.
      LOG.error("a request to the worlds failed", e);
      return ChatApi.error(500, "server_error", Optional.empty(), "", "The world failed.");
    }
  }

  /** What is about files and jobs. */
  private Optional<ChatApi.Reply> train(
      HttpExchange exchange, String method, String path, byte[] body) {
    Matcher matcher = TRAINING.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean isFile = matcher.group(1).equals("files");
    String id = matcher.group(2) == null ? "" : matcher.group(2);
    String what =
        method
            + " "
            + (id.isEmpty() ? "" : "ID")
            + (matcher.group(3) == null ? "" : "/" + matcher.group(3));
    Map<String, String> query = query(exchange.getRequestURI());
    return Optional.of(
        isFile
            ? switch (what) {
              case "GET " -> files.list(query);
              case "POST " ->
                  files.upload(
                      String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")), body);
              case "GET ID" -> files.show(id);
              case "GET ID/content" ->
                  files.content(id).map(ChatApi.Reply::text).orElseGet(() -> files.show(id));
              case "DELETE ID" -> files.delete(id);
              default -> refusedMethod(method, path);
            }
            : switch (what) {
              case "GET " -> training.jobs(query);
              case "POST " -> training.create(body, api::checkBase);
              case "GET ID" -> training.job(id);
              case "POST ID/cancel" -> training.cancel(id);
              case "GET ID/events" -> training.events(id);
              case "GET ID/checkpoints" -> training.checkpoints(id);
              default -> refusedMethod(method, path);
            });
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new LinkedHashMap<>();
    if (uri.getQuery() != null) {
      for (String pair : uri.getQuery().split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
    }
    return query;
  }

  private static ChatApi.Reply refusedMethod(String method, String path) {
    return refusal(405, "method_not_allowed", path + " does not take " + method + ".");
  }

  private static ChatApi.Reply refusal(int status, String code, String message) {
    return ChatApi.error(status, "invalid_request_error", Optional.empty(), code, message);
  }

  private static void sendLate(HttpExchange exchange, ChatApi.Reply reply) {
    try {
      send(exchange, reply);
    } catch (IOException e) {
      LOG.debug("a client did not wait for its reply", e);
    }
  }

  private static void send(HttpExchange exchange, ChatApi.Reply reply) throws IOException {
    try (exchange) {
      byte[] bytes =
          reply.text().orElseGet(() -> reply.body().toString()).getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", reply.text().isPresent() ? "text/plain" : "application/json");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
