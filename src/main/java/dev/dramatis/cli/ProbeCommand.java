package dev.dramatis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

@Command(
    name = "probe",
    description = "Asks a model one thing, n times, and labels the answers.",
    mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Context context;

  @Mixin private CallOptions calls;

  @Parameters(index = "0", paramLabel = "MODEL", description = "PROVIDER/NAME, as for run.")
  private String model;

  @Parameters(index = "1", paramLabel = "TEXT", description = "The user message.")
  private String text;

  @Option(names = "-n", defaultValue = "5", description = "Samples (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(names = "--system", description = "A system prompt.")
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

  @Option(names = "--temperature", defaultValue = "1.0", description = "Default: ${DEFAULT-VALUE}.")
  private double temperature;

  @Option(names = "--max-tokens", defaultValue = "300", description = "Default: ${DEFAULT-VALUE}.")
  private int maxTokens;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  ProbeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (samples < 1) {
      throw new IllegalArgumentException("-n must be at least 1, not " + samples);
    }
    ModelName name = ModelName.parse(model);
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
            EvaluationRequest.CONCURRENCY,
            calls.retry(),
            calls.allowPlainHttp(),
            context.clock())) {
      Endpoint endpoint = models.open(name);
      ExecutorService pool =
          Executors.newFixedThreadPool(Math.min(samples, EvaluationRequest.CONCURRENCY));
      try {
        List<Future<CallResult>> answers = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
          // Each sample has a seed of its own, else servers that honour seeds repeat themselves.
          ChatRequest request = new ChatRequest(messages, parameters(), OptionalInt.of(i + 1));
          answers.add(pool.submit(() -> endpoint.ask(request)));
        }
        ProbeOutput output = new ProbeOutput(context.terminal(), json, models.redactor());
        for (Future<CallResult> answer : answers) {
          CallResult result = answer.get();
          failed |= !(result instanceof Response);
          output.print(result, labels(labelling, result));
        }
      } finally {
        pool.shutdownNow();
      }
    }
    return failed ? ExitCode.INCOMPLETE : ExitCode.COMPLETE;
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
      messages.addAll(readShots(shots.get()));
    }
    messages.add(Message.user(text));
    return messages;
  }

  private List<Message> readShots(Path file) throws IOException {
    List<Message> messages = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(context.path(file))) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      JsonNode shot;
      try {
        shot = JSON.readTree(line);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            file + ":" + number + ": not JSON; write {\"user\": …, \"assistant\": …}.", e);
      }
      if (!shot.path("user").isTextual() || !shot.path("assistant").isTextual()) {
        throw new IllegalArgumentException(
            file + ":" + number + ": a shot needs the texts \"user\" and \"assistant\".");
      }
      messages.add(Message.user(shot.path("user").asText()));
      messages.add(Message.assistant(shot.path("assistant").asText()));
    }
    return messages;
  }
}
