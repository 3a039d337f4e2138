package dev.dramatis.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Abstained;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.classify.Classification.Unusable;
import dev.dramatis.model.Response;
import dev.dramatis.model.ToolCall;
import dev.dramatis.model.Usage;
import dev.dramatis.run.AskedTrial;
import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Key;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The parts of a log in the form of Inspect, one log for a suite's arm: a probe is a sample, a
 * repeat an epoch, a classifier a scorer, and what was decided stands in the results' metadata and
 * in an info event of the first sample. The shape is {@code EvalLog} of Inspect's published schema
 * ({@code src/inspect_ai/_view/inspect-openapi.json}), version 2.
 */
final class InspectLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunRecord run;
  private final SuiteResult suite;
  private final Arm arm;

  InspectLog(RunRecord run, SuiteResult suite, Arm arm) {
    this.run = run;
    this.suite = suite;
    this.arm = arm;
  }

  private String model() {
    return run.roles().getOrDefault(arm.model(), "none/none");
  }

  /** What is known before the first sample. */
  ObjectNode start() {
    ObjectNode log = JSON.createObjectNode();
    log.put("version", 2);
    log.set("eval", eval());
    log.set("plan", plan());
    return log;
  }

  /**
   * Everything but the samples.
   *
   * @param samples that were asked
   * @param failed of them
   * @param usage of all of them
   */
  ObjectNode header(int samples, int failed, ObjectNode usage) {
    ObjectNode log = JSON.createObjectNode();
    log.put("version", 2).put("status", run.complete() ? "success" : "cancelled");
    log.set("eval", eval());
    log.set("plan", plan());
    log.set("results", results(samples, failed));
    ObjectNode stats = log.putObject("stats");
    stats.put("started_at", run.started().toString());
    stats.put("completed_at", run.finished().toString());
    stats.putObject("model_usage").set(model(), usage);
    stats.putObject("role_usage");
    stats.putArray("connection_limit_history");
    log.put("invalidated", false);
    log.putArray("tags");
    log.putObject("metadata");
    return log;
  }

  private ObjectNode eval() {
    ObjectNode eval = JSON.createObjectNode();
    String task = suite.suite().id() + "/" + arm.id();
    eval.put("eval_id", run.run() + ":" + task);
    eval.put("run_id", run.run());
    eval.put("created", run.frozen().toString());
    eval.put("task", task);
    eval.put("task_id", suite.suite().hash().substring(0, 16) + ":" + arm.id());
    eval.put("task_version", suite.suite().hash());
    for (String empty : List.of("task_attribs", "task_args", "task_args_passed", "model_args")) {
      eval.putObject(empty);
    }
    ObjectNode dataset = eval.putObject("dataset");
    dataset.put("name", suite.suite().id());
    dataset.put("samples", (int) suite.suite().probes().stream().filter(arm::takes).count());
    dataset.put("shuffled", true);
    eval.put("model", model());
    eval.set("model_generate_config", config());
    eval.putObject("config").put("epochs", suite.suite().sampling().repeats());
    eval.putObject("packages").put("dramatis", run.program());
    ArrayNode scorers = eval.putArray("scorers");
    suite.suite().classifiers().keySet().forEach(name -> scorers.addObject().put("name", name));
    ObjectNode metadata = eval.putObject("metadata");
    metadata.put("suite", suite.suite().id()).put("arm", arm.id());
    metadata.put("title", suite.suite().title()).put("claim", suite.suite().claim());
    metadata.put("simulated", run.simulated());
    return eval;
  }

  private ObjectNode config() {
    Parameters parameters = arm.parameters();
    ObjectNode config = JSON.createObjectNode();
    config.put("max_tokens", parameters.maxTokens());
    parameters.temperature().ifPresent(value -> config.put("temperature", value));
    parameters.topP().ifPresent(value -> config.put("top_p", value));
    if (!parameters.stop().isEmpty()) {
      ArrayNode stop = config.putArray("stop_seqs");
      parameters.stop().forEach(stop::add);
    }
    return config;
  }

  private ObjectNode plan() {
    ObjectNode plan = JSON.createObjectNode();
    plan.put("name", "plan");
    ObjectNode step = plan.putArray("steps").addObject();
    step.put("solver", "dramatis/" + arm.id());
    step.putObject("params");
    step.putObject("params_passed");
    plan.set("config", config());
    return plan;
  }

  private ObjectNode results(int samples, int failed) {
    ObjectNode results = JSON.createObjectNode();
    results.put("total_samples", samples).put("completed_samples", samples - failed);
    results.putArray("scores");
    results.putObject("metadata").set("predictions", predictions());
    return results;
  }

  private ArrayNode predictions() {
    ArrayNode predictions = JSON.createArrayNode();
    for (PredictionResult result : suite.predictions()) {
      if (!result.prediction().arms().contains(arm.condition())) {
        continue;
      }
      ObjectNode node = predictions.addObject();
      node.put("id", result.prediction().id());
      node.put("role", result.prediction().role().name().toLowerCase(java.util.Locale.ROOT));
      node.put("says", result.prediction().says());
      node.put("verdict", result.verdict().name());
      node.put("reason", result.reason());
      ArrayNode claims = node.putArray("claims");
      for (ClaimResult claim : result.claims()) {
        ObjectNode each = claims.addObject();
        each.put("contrast", dev.dramatis.suite.ClaimText.of(claim.claim().contrast()));
        each.put("margin", claim.claim().bound().margin());
        claim.estimate().ifPresent(value -> each.put("estimate", value));
        each.put("lower", claim.interval().lower()).put("upper", claim.interval().upper());
        each.put("units", claim.units());
      }
    }
    return predictions;
  }

  /**
   * One sample.
   *
   * @param first whether it carries what was decided
   */
  ObjectNode sample(AskedTrial asked, boolean first) {
    ObjectNode sample = JSON.createObjectNode();
    sample.put("id", asked.trial().probe().id());
    sample.put("epoch", asked.trial().repeat() + 1);
    List<Message> messages = asked.asked();
    sample.set("input", messages(messages));
    sample.put("target", target(asked));
    ArrayNode all = messages(messages);
    boolean answered = asked.failure().isEmpty() && !asked.turns().isEmpty();
    if (answered) {
      all.add(reply(last(asked)));
    }
    sample.set("messages", all);
    sample.set("output", output(asked, answered));
    if (answered) {
      sample.set("scores", scores(asked.turns().get(asked.turns().size() - 1).labels()));
    }
    ObjectNode metadata = sample.putObject("metadata");
    metadata.put("trial", asked.trial().id());
    if (asked.turns().size() > 1) {
      ArrayNode turns = metadata.putArray("turns");
      for (AskedTrial.Turn turn : asked.turns()) {
        ObjectNode each = turns.addObject().put("reply", turn.response().text());
        each.set("scores", scores(turn.labels()));
      }
    }
    asked.trial().probe().kind().ifPresent(kind -> metadata.put("kind", kind));
    asked.trial().probe().group().ifPresent(group -> metadata.put("group", group));
    asked.trial().probe().family().ifPresent(family -> metadata.put("family", family));
    sample.putObject("store");
    ArrayNode events = sample.putArray("events");
    if (first) {
      events.add(info(asked.at()));
    }
    ObjectNode usage = sample.putObject("model_usage");
    if (!asked.turns().isEmpty()) {
      usage.set(model(), usage(sum(asked.turns())));
    }
    sample.putObject("role_usage");
    sample.putObject("attachments");
    sample.put("completed_at", asked.at().toString());
    asked
        .failure()
        .ifPresent(
            failure -> {
              ObjectNode error = sample.putObject("error");
              error.put("message", failure.message());
              error.put("traceback", "").put("traceback_ansi", "");
            });
    return sample;
  }

  /** What stands of a sample in the list of all of them. */
  ObjectNode summary(AskedTrial asked) {
    ObjectNode sample = sample(asked, false);
    ObjectNode summary = JSON.createObjectNode();
    for (String field :
        List.of(
            "id",
            "epoch",
            "input",
            "target",
            "scores",
            "metadata",
            "model_usage",
            "role_usage",
            "completed_at")) {
      if (sample.has(field)) {
        summary.set(field, sample.get(field));
      }
    }
    asked.failure().ifPresent(failure -> summary.put("error", failure.message()));
    return summary.put("completed", asked.failure().isEmpty());
  }

  private ObjectNode info(Instant at) {
    ObjectNode event = JSON.createObjectNode();
    event.put("timestamp", at.toString()).put("working_start", 0.0).put("event", "info");
    event.put("source", "dramatis");
    event.putObject("data").set("predictions", predictions());
    return event;
  }

  private static String target(AskedTrial asked) {
    return asked.trial().probe().key().map(InspectLog::words).orElse("");
  }

  /** What a right answer looks like, as a text. */
  private static String words(Key key) {
    if (key instanceof Key.Exact exact) {
      return exact.text();
    } else if (key instanceof Key.Contains contains) {
      return contains.text();
    } else if (key instanceof Key.Regex regex) {
      return "/" + regex.pattern() + "/";
    } else if (key instanceof Key.Numeric number) {
      return Double.toString(number.value());
    } else if (key instanceof Key.Option option) {
      return "option " + option.number();
    } else if (key instanceof Key.AnyOf any) {
      return any.keys().stream().map(InspectLog::words).collect(Collectors.joining(" | "));
    }
    throw new IllegalArgumentException("no words for " + key);
  }

  private static Usage sum(List<AskedTrial.Turn> turns) {
    long input = 0;
    long output = 0;
    for (AskedTrial.Turn turn : turns) {
      input += orZero(turn.response().usage().input());
      output += orZero(turn.response().usage().output());
    }
    return new Usage(
        OptionalLong.of(input),
        OptionalLong.empty(),
        OptionalLong.of(output),
        OptionalLong.empty());
  }

  private static Response last(AskedTrial asked) {
    return asked.turns().get(asked.turns().size() - 1).response();
  }

  private static ArrayNode messages(List<Message> messages) {
    ArrayNode array = JSON.createArrayNode();
    for (Message message : messages) {
      array
          .addObject()
          .put("role", message.speaker().name().toLowerCase(java.util.Locale.ROOT))
          .put("content", message.text())
          .put("source", "input");
    }
    return array;
  }

  private static ObjectNode reply(Response response) {
    ObjectNode message = JSON.createObjectNode();
    message.put("role", "assistant").put("content", response.text()).put("source", "generate");
    response.served().model().ifPresent(name -> message.put("model", name));
    if (!response.calls().isEmpty()) {
      ArrayNode calls = message.putArray("tool_calls");
      for (ToolCall call : response.calls()) {
        ObjectNode node = calls.addObject();
        node.put("id", "call-" + calls.size()).put("function", call.tool());
        ObjectNode arguments = node.putObject("arguments");
        try {
          if (JSON.readTree(call.arguments()) instanceof ObjectNode parsed) {
            arguments.setAll(parsed);
          } else {
            node.put("parse_error", "not an object: " + call.arguments());
          }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
          node.put("parse_error", "not JSON: " + call.arguments());
        }
        node.put("type", "function");
      }
    }
    return message;
  }

  private ObjectNode output(AskedTrial asked, boolean answered) {
    ObjectNode output = JSON.createObjectNode();
    if (!answered) {
      output.put("model", model());
      output.putArray("choices");
      output.put("completion", "");
      asked.failure().ifPresent(failure -> output.put("error", failure.message()));
      return output;
    }
    Response response = last(asked);
    output.put("model", response.served().model().orElse(model()));
    ObjectNode choice = output.putArray("choices").addObject();
    choice.set("message", reply(response));
    choice.put("stop_reason", stop(response));
    output.put("completion", response.text());
    output.set("usage", usage(response.usage()));
    output.put("time", response.latency().toMillis() / 1000.0);
    return output;
  }

  private static String stop(Response response) {
    if (!response.calls().isEmpty()) {
      return "tool_calls";
    }
    return switch (response.outcome()) {
      case TEXT, EMPTY -> "stop";
      case TRUNCATED -> "max_tokens";
      case REFUSAL ->
          response
                  .refusalSource()
                  .equals(java.util.Optional.of(Response.RefusalSource.PROVIDER_FILTER))
              ? "content_filter"
              : "stop";
    };
  }

  /** Tokens as Inspect counts them. */
  static ObjectNode usage(Usage usage) {
    ObjectNode node = JSON.createObjectNode();
    long input = orZero(usage.input());
    long output = orZero(usage.output());
    node.put("input_tokens", input).put("output_tokens", output);
    node.put("total_tokens", input + output);
    usage.cachedInput().ifPresent(value -> node.put("input_tokens_cache_read", value));
    usage.reasoning().ifPresent(value -> node.put("reasoning_tokens", value));
    return node;
  }

  private static long orZero(OptionalLong value) {
    return value.orElse(0);
  }

  private static ObjectNode scores(Map<String, Classification> labels) {
    ObjectNode scores = JSON.createObjectNode();
    labels.forEach(
        (name, classification) -> {
          ObjectNode score = scores.putObject(name);
          ObjectNode metadata = JSON.createObjectNode();
          if (classification instanceof Labelled labelled) {
            score.put("value", labelled.label()).put("answer", labelled.label());
            score.put("explanation", labelled.evidence());
            labelled.subtype().ifPresent(subtype -> metadata.put("subtype", subtype));
            labelled.score().ifPresent(value -> metadata.put("score", value));
          } else if (classification instanceof Abstained abstained) {
            score.put("value", "abstained").put("explanation", abstained.reason());
          } else if (classification instanceof Unusable unusable) {
            score.put("value", "unusable").put("explanation", unusable.reason());
          }
          score.set("metadata", metadata);
          score.putArray("history");
        });
    return scores;
  }
}
