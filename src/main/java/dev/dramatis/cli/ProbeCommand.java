package dev.dramatis.cli;

import dev.dramatis.EvaluationRequest;
import dev.dramatis.Models;
import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classifier;
import dev.dramatis.classify.Classifiers;
import dev.dramatis.classify.Subject;
import dev.dramatis.model.CallResult;
import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.Response;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "probe", description = "Asks a model one thing, n times, and labels the answers.")
final class ProbeCommand implements Callable<Integer> {
  /** Far more than anybody reads. */
  private static final int MOST_SAMPLES = 10_000;

  /** As providers have it. */
  private static final double MOST_TEMPERATURE = 2;

  private static final int IN_FLIGHT = EvaluationRequest.CONCURRENCY;

  private final Context context;

  @Mixin private CallOptions calls;

  @Parameters(index = "0", paramLabel = "MODEL", description = "PROVIDER/NAME, as for run.")
  private String model;

  @Parameters(index = "1", paramLabel = "TEXT", description = "The user message.")
  private String text;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "5",
      description = "Samples (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(names = "--system", paramLabel = "TEXT", description = "A system prompt.")
  private Optional<String> system = Optional.empty();

  @Option(
      names = "--shots",
      paramLabel = "FILE",
      description = "JSONL of {\"user\", \"assistant\"}, shown before the message.")
  private Optional<Path> shots = Optional.empty();

  @Option(
      names = "--classifier",
      paramLabel = "NAME",
      description = "Labels every answer (default: voice); may be given again.")
  private List<String> classifiers = new ArrayList<>();

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1.0",
      description = "From 0 to 2 (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "300",
      description = "The most that a reply may have (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  ProbeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    check();
    ModelName name = context.settings().model(model);
    Map<String, Classifier> labelling = new LinkedHashMap<>();
    (classifiers.isEmpty() ? List.of("voice") : classifiers)
        .forEach(classifier -> labelling.put(classifier, Classifiers.named(classifier)));
    List<Message> messages = messages();
    List<Suite> played =
        name.provider().equals("simulated") ? context.suites(List.of()) : List.of();
    boolean failed = false;
    try (Models models =
        new Models(
            context.environment(),
            played,
            1,
            IN_FLIGHT,
            calls.settings(context),
            context.clock())) {
      Endpoint endpoint = models.open(name);
      refuseObjections(endpoint);
      ProbeOutput output = new ProbeOutput(context.terminal(), json, models.redactor());
      ExecutorService pool = Executors.newFixedThreadPool(IN_FLIGHT);
      Deque<Future<CallResult>> answers = new ArrayDeque<>();
      try {
        for (int i = 0; i < samples || !answers.isEmpty(); i++) {
          if (i < samples) {
            // Each sample has a seed of its own, else servers that honour seeds repeat themselves.
            ChatRequest request =
                new ChatRequest(messages, parameters(), OptionalInt.of(i + 1))
                    .madeFor("sample " + (i + 1));
            answers.add(pool.submit(() -> endpoint.ask(request)));
          }
          if (i >= samples || answers.size() > IN_FLIGHT) {
            CallResult result = answers.remove().get();
            failed |= !(result instanceof Response);
            output.print(result, labels(labelling, result));
          }
        }
      } finally {
        pool.shutdownNow();
      }
    }
    return failed ? ExitCode.INCOMPLETE : ExitCode.COMPLETE;
  }

  private void refuseObjections(Endpoint endpoint) {
    List<String> objections = endpoint.objections(parameters());
    if (!objections.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", objections));
    }
  }

  private void check() {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "-n must be from 1 to " + MOST_SAMPLES + ", not " + samples + ".");
    }
    if (!(temperature >= 0 && temperature <= MOST_TEMPERATURE)) {
      throw new IllegalArgumentException(
          "--temperature must be from 0 to " + MOST_TEMPERATURE + ", not " + temperature + ".");
    }
    if (maxTokens < 1) {
      throw new IllegalArgumentException("--max-tokens must be at least 1, not " + maxTokens + ".");
    }
  }

  private dev.dramatis.suite.Parameters parameters() {
    return new dev.dramatis.suite.Parameters(
        OptionalDouble.of(temperature), OptionalDouble.empty(), maxTokens, List.of());
  }

  private Map<String, Classification> labels(Map<String, Classifier> labelling, CallResult result) {
    Map<String, Classification> labels = new LinkedHashMap<>();
    if (result instanceof Response response) {
      Subject subject =
          new Subject(
              Optional.of(text),
              response.text(),
              response.outcome() == Response.Outcome.TRUNCATED,
              response.outcome() == Response.Outcome.REFUSAL,
              Optional.empty(),
              Optional.empty());
      labelling.forEach((name, classifier) -> labels.put(name, classifier.classify(subject)));
    }
    return labels;
  }

  private List<Message> messages() throws IOException {
    List<Message> messages = new ArrayList<>();
    system.ifPresent(prompt -> messages.add(Message.system(prompt)));
    if (shots.isPresent()) {
      messages.addAll(ShotsFile.read(shots.get(), context.path(shots.get())));
    }
    messages.add(Message.user(text));
    return messages;
  }
}
