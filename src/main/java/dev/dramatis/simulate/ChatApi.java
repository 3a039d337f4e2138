package dev.dramatis.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.model.Ability;
import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.Response;
import dev.dramatis.model.TokenChoice;
import dev.dramatis.model.ToolCall;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Mode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers requests in OpenAI's JSON, whatever carries them. Safe for use by many threads at once.
 */
final class ChatApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Models remembered with what they were asked: {@code dial@Q} makes their number endless. */
  private static final int MOST_MODELS = 512;

  private final KnownSuites suites;
  private final WorldTable table;
  private final Banks banks;
  private final long worldSeed;
  private final Clock clock;
  private final TunedModels tuned;
  private final Map<String, SimulatedModel> endpoints = new LinkedHashMap<>(16, 0.75f, true);
  private final Repeats met = new Repeats();
  private final AtomicLong requests = new AtomicLong();

  ChatApi(
      KnownSuites suites,
      WorldTable table,
      Banks banks,
      long worldSeed,
      TunedModels tuned,
      Clock clock) {
    this.tuned = tuned;
    this.suites = suites;
    this.table = table;
    this.banks = banks;
    this.worldSeed = worldSeed;
    this.clock = clock;
  }

  /**
   * What is sent back.
   *
   * @param status of HTTP
   * @param text sent in the body's place, as it is
   */
  record Reply(int status, ObjectNode body, Optional<String> text) {
    Reply(int status, ObjectNode body) {
      this(status, body, Optional.empty());
    }

    static Reply text(String text) {
      return new Reply(200, JSON.createObjectNode(), Optional.of(text));
    }
  }

  long requests() {
    return requests.get();
  }

  int requests(List<Message> messages, OptionalInt seed) {
    return met.count(key(messages, seed));
  }

  private static String key(List<Message> messages, OptionalInt seed) {
    return Chance.fingerprint(messages) + " " + seed;
  }

  /** The worlds by name, alone and with each suite. */
  Reply models() {
    ObjectNode body = JSON.createObjectNode().put("object", "list");
    ArrayNode data = body.putArray("data");
    for (String world : table.names()) {
      model(data, world);
      suites.ids().forEach(suite -> model(data, world + ":" + suite));
    }
    model(data, SimulatedJudge.NAME);
    tuned.names().forEach(trained -> model(data, trained));
    return new Reply(200, body);
  }

  /** One model; a list is no place for the endless ones. */
  Reply model(String id) {
    try {
      var unused = endpoint(id);
    } catch (IllegalArgumentException e) {
      return error(
          404,
          "invalid_request_error",
          Optional.of("model"),
          "model_not_found",
          String.valueOf(e.getMessage()));
    }
    ArrayNode one = JSON.createArrayNode();
    model(one, id);
    return new Reply(200, (ObjectNode) one.get(0));
  }

  /**
   * Sees that a model can be trained.
   *
   * @throws IllegalArgumentException if there is no such model, or it is none that learns
   */
  void checkBase(String model) {
    if (model.isBlank() || !(endpoint(model) instanceof SimulatedEndpoint)) {
      throw new IllegalArgumentException("\"" + model + "\" cannot be trained.");
    }
  }

  private void model(ArrayNode data, String id) {
    data.addObject()
        .put("id", id)
        .put("object", "model")
        .put("created", clock.instant().getEpochSecond())
        .put("owned_by", "dramatis");
  }

  /** A reader of one of the two kinds of body. */
  private interface BodyReader {
    ChatBody read(byte[] bytes) throws ChatBody.Refused;
  }

  /** Answers a chat. */
  Reply complete(byte[] bytes) {
    return complete(bytes, ChatBody::read);
  }

  /** Goes on with raw text. */
  Reply goOn(byte[] bytes) {
    return complete(bytes, ChatBody::readRaw);
  }

  private Reply complete(byte[] bytes, BodyReader reader) {
    requests.incrementAndGet();
    ChatBody chat;
    try {
      chat = reader.read(bytes);
    } catch (ChatBody.Refused e) {
      return error(
          400, "invalid_request_error", Optional.of(e.param()), "", String.valueOf(e.getMessage()));
    }
    ChatRequest request = chat.request();
    met.next(key(request.messages(), request.seed()));
    SimulatedModel endpoint;
    try {
      endpoint = endpoint(chat.model());
    } catch (IllegalArgumentException e) {
      return error(
          404,
          "invalid_request_error",
          Optional.of("model"),
          "model_not_found",
          String.valueOf(e.getMessage()));
    }
    if (endpoint.can(request.needs()) instanceof Ability.Unable unable) {
      return error(400, "invalid_request_error", Optional.empty(), "", unable.reason());
    }
    return new Reply(200, completion(chat.model(), request, endpoint.ask(request)));
  }

  private SimulatedModel endpoint(String model) {
    synchronized (endpoints) {
      SimulatedModel endpoint = endpoints.get(model);
      if (endpoint == null) {
        ModelName name = new ModelName("simulated", model, Optional.empty(), Optional.empty());
        endpoint =
            SimulatedJudge.isJudge(name)
                ? new SimulatedJudge(name, suites, worldSeed)
                : model.startsWith("ft:")
                    ? new SimulatedEndpoint(
                        name, tuned.find(model), suites, table, banks, worldSeed)
                    : new SimulatedEndpoint(name, suites, table, banks, worldSeed);
        endpoints.put(model, endpoint);
        if (endpoints.size() > MOST_MODELS) {
          endpoints.remove(endpoints.keySet().iterator().next());
        }
      }
      return endpoint;
    }
  }

  private ObjectNode completion(String model, ChatRequest request, Response response) {
    boolean raw = request.mode() == Mode.COMPLETION;
    ObjectNode body =
        JSON.createObjectNode()
            .put("id", (raw ? "cmpl-" : "chatcmpl-") + Chance.fingerprint(request.messages()))
            .put("object", raw ? "text_completion" : "chat.completion")
            .put("created", clock.instant().getEpochSecond())
            .put("model", model)
            .put("system_fingerprint", response.served().fingerprint().orElse(""));
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    if (raw) {
      choice.put("text", response.text());
    } else {
      ObjectNode message = choice.putObject("message").put("role", "assistant");
      message.put("content", response.calls().isEmpty() ? response.text() : null);
      message.putNull("refusal");
      calls(message, response);
    }
    choice.set("logprobs", raw ? lists(response) : places(response));
    choice.put("finish_reason", response.finishReason().orElse("stop"));
    long input = response.usage().input().orElse(0);
    long output = response.usage().output().orElse(0);
    body.putObject("usage")
        .put("prompt_tokens", input)
        .put("completion_tokens", output)
        .put("total_tokens", input + output);
    return body;
  }

  private static void calls(ObjectNode message, Response response) {
    for (ToolCall call : response.calls()) {
      ArrayNode calls = message.withArray("tool_calls");
      calls
          .addObject()
          .put("id", "call-" + calls.size())
          .put("type", "function")
          .putObject("function")
          .put("name", call.tool())
          .put("arguments", call.arguments());
    }
  }

  /** Log-probabilities as a chat's choice has them; null if there are none. */
  private static JsonNode places(Response response) {
    if (response.tokens().isEmpty()) {
      return JSON.nullNode();
    }
    ObjectNode logprobs = JSON.createObjectNode();
    ArrayNode content = logprobs.putArray("content");
    for (TokenChoice choice : response.tokens()) {
      ObjectNode place = content.addObject();
      place.put("token", choice.token()).put("logprob", choice.logprob());
      ArrayNode top = place.putArray("top_logprobs");
      choice
          .top()
          .forEach((token, logprob) -> top.addObject().put("token", token).put("logprob", logprob));
    }
    return logprobs;
  }

  /** The same as the choice of a raw completion has them. */
  private static JsonNode lists(Response response) {
    if (response.tokens().isEmpty()) {
      return JSON.nullNode();
    }
    ObjectNode logprobs = JSON.createObjectNode();
    ArrayNode tokens = logprobs.putArray("tokens");
    ArrayNode own = logprobs.putArray("token_logprobs");
    ArrayNode top = logprobs.putArray("top_logprobs");
    for (TokenChoice choice : response.tokens()) {
      tokens.add(choice.token());
      own.add(choice.logprob());
      ObjectNode here = top.addObject();
      choice.top().forEach(here::put);
    }
    return logprobs;
  }

  /**
   * An error in OpenAI's shape.
   *
   * @param code empty for none
   */
  static Reply error(int status, String type, Optional<String> param, String code, String message) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param.orElse(null))
        .put("code", code.isEmpty() ? null : code);
    return new Reply(status, body);
  }
}
