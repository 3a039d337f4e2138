package dev.dramatis.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A browser without a window that is clicked and typed into, over the DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENING = Pattern.compile("listening on ws://([^/]+)/");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

  /** Addresses that the page asked for, its own included. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** Messages, faults and dialogs. */
  final List<String> console = new CopyOnWriteArrayList<>();

  Browser(Path folder) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "browser", ".txt");
    process =
        new ProcessBuilder(
                Chromium.program().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--window-size=1200,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    String host =
        Awaitility.await().atMost(PATIENCE).until(() -> host(log), Optional::isPresent).get();
    String page =
        Awaitility.await().atMost(PATIENCE).until(() -> page(host), Optional::isPresent).get();
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(page), new Listener())
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable");
    }
  }

  private static Optional<String> host(Path log) throws IOException {
    Matcher matcher = LISTENING.matcher(Files.readString(log));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private Optional<String> page(String host) throws IOException, InterruptedException {
    String list =
        http.send(
                HttpRequest.newBuilder(URI.create("http://" + host + "/json/list")).build(),
                HttpResponse.BodyHandlers.ofString(UTF_8))
            .body();
    for (JsonNode target : JSON.readTree(list)) {
      if (target.path("type").asText().equals("page")) {
        return Optional.of(target.path("webSocketDebuggerUrl").asText());
      }
    }
    return Optional.empty();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void heard(String message) {
    JsonNode node;
    try {
      node = JSON.readTree(message);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    if (node.has("id")) {
      Optional.ofNullable(answers.remove(node.path("id").asInt()))
          .ifPresent(answer -> answer.complete(node));
      return;
    }
    JsonNode said = node.path("params");
    switch (node.path("method").asText()) {
      case "Network.requestWillBeSent" -> requests.add(said.at("/request/url").asText());
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown" -> console.add(said.toString());
      case "Log.entryAdded" -> console.add(said.at("/entry/text").asText());
      case "Page.javascriptDialogOpening" -> console.add("dialog: " + said.path("message"));
      default -> {}
    }
  }

  private JsonNode call(String method, Object... parameters) {
    int id = calls.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    ObjectNode params = message.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      params.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket
        .sendText(message.toString(), true)
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
    JsonNode said = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (said.has("error")) {
      throw new IllegalStateException(method + ": " + said.path("error"));
    }
    return said.path("result");
  }

  void open(Path file) {
    call("Page.navigate", "url", file.toUri().toString());
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                evaluate("document.readyState === 'complete' && location.protocol === 'file:'")
                    .asBoolean());
  }

  /** The value of an expression in the page, which its content policy does not forbid. */
  JsonNode evaluate(String expression) {
    JsonNode result = call("Runtime.evaluate", "expression", expression, "returnByValue", true);
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  private static String quoted(String selector) {
    return JSON.valueToTree(selector).toString();
  }

  // What a click brings may come a task later: a <details> opens first and tells of it afterwards.
  private void awaitElement(String selector) {
    Awaitility.await(selector)
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .until(() -> count(selector) > 0);
  }

  /** The text of the first element, which is waited for. */
  String text(String selector) {
    awaitElement(selector);
    return evaluate("document.querySelector(" + quoted(selector) + ").textContent").asText();
  }

  int count(String selector) {
    return evaluate("document.querySelectorAll(" + quoted(selector) + ").length").asInt();
  }

  /** Presses the mouse in the middle of the first element, which is waited for and scrolled to. */
  void click(String selector) {
    awaitElement(selector);
    evaluate(
        "document.querySelector("
            + quoted(selector)
            + ").scrollIntoView({block: 'center', behavior: 'instant'})");
    // Until the page is painted at its new place, a click would land where it was before.
    call(
        "Runtime.evaluate",
        "expression",
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
        "awaitPromise",
        true);
    JsonNode middle =
        evaluate(
            "(() => { const box = document.querySelector("
                + quoted(selector)
                + ").getBoundingClientRect();"
                + " return [box.left + box.width / 2, box.top + box.height / 2]; })()");
    for (String kind : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          "type",
          kind,
          "x",
          middle.get(0).asDouble(),
          "y",
          middle.get(1).asDouble(),
          "button",
          kind.equals("mouseMoved") ? "none" : "left",
          "clickCount",
          kind.equals("mouseMoved") ? 0 : 1);
    }
  }

  /** Types where the focus is. */
  void type(String text) {
    call("Input.insertText", "text", text);
  }

  void press(String key, int code) {
    for (String kind : List.of("rawKeyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          "type",
          kind,
          "key",
          key,
          "code",
          key,
          "windowsVirtualKeyCode",
          code);
    }
  }

  void focus(String selector) {
    evaluate("document.querySelector(" + quoted(selector) + ").focus()");
  }

  void prefer(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        "features",
        List.of(Map.of("name", "prefers-color-scheme", "value", scheme)));
  }

  /** Everything that a screen reader would come to, with its role and name. */
  List<Map<String, String>> accessible() {
    call("Accessibility.enable");
    List<Map<String, String>> nodes = new ArrayList<>();
    for (JsonNode node : call("Accessibility.getFullAXTree").path("nodes")) {
      if (!node.path("ignored").asBoolean()) {
        nodes.add(
            Map.of(
                "role", node.at("/role/value").asText(),
                "name", node.at("/name/value").asText(),
                "id", node.path("backendDOMNodeId").asText()));
      }
    }
    return nodes;
  }

  void resize(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        1,
        "mobile",
        false);
  }

  /** Shows pages as they would be printed. */
  void print() {
    call("Emulation.setEmulatedMedia", "media", "print");
  }

  void screenshot(Path file) throws IOException {
    String data = call("Page.captureScreenshot", "format", "png").path("data").asText();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
