package dev.dramatis.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** What makes a trial the one that it is: its content, never its place in a file or a plan. */
final class TrialIdentity {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TrialIdentity() {}

  /** Hex of the first 128 bits; two trials meet by chance once in 10^19 runs of a million. */
  static String id(
      String suite, Arm arm, Probe probe, int repeat, String model, Conversation conversation) {
    ObjectNode content = content(suite, arm, probe, repeat, conversation);
    content.put("model", model);
    return HexFormat.of().formatHex(digest(content), 0, 16);
  }

  /** The first 31 bits of the hash without the model's name. */
  static int seed(String suite, Arm arm, Probe probe, int repeat, Conversation conversation) {
    byte[] hash = digest(content(suite, arm, probe, repeat, conversation));
    return ByteBuffer.wrap(hash).getInt() >>> 1;
  }

  /** Hex of the first 64 bits of the hash of what is put to the model and how, by no name. */
  static String asked(Arm arm, Conversation conversation) {
    return HexFormat.of().formatHex(digest(put(JSON.createObjectNode(), arm, conversation)), 0, 8);
  }

  private static ObjectNode content(
      String suite, Arm arm, Probe probe, int repeat, Conversation conversation) {
    ObjectNode content = JSON.createObjectNode();
    content.put("suite", suite).put("arm", arm.id()).put("probe", probe.id()).put("repeat", repeat);
    return put(content, arm, conversation);
  }

  private static ObjectNode put(ObjectNode content, Arm arm, Conversation conversation) {
    Parameters parameters = arm.parameters();
    ObjectNode sampling = content.putObject("parameters");
    parameters.temperature().ifPresent(value -> sampling.put("temperature", value));
    parameters.topP().ifPresent(value -> sampling.put("topP", value));
    sampling.put("maxTokens", parameters.maxTokens());
    ArrayNode stop = sampling.putArray("stop");
    parameters.stop().forEach(stop::add);
    conversation.system().ifPresent(text -> content.put("system", text));
    messages(content.putArray("opening"), conversation.opening());
    messages(content.putArray("script"), conversation.script());
    content.put("fresh", conversation.fresh());
    // Left out where they say nothing new, so that trials of dialogues keep their ids.
    if (conversation.mode() != Mode.CHAT) {
      content.put("mode", conversation.mode().name());
    }
    conversation.prefill().ifPresent(text -> content.put("prefill", text));
    if (!conversation.toolbox().isEmpty()) {
      ObjectNode offer = content.putObject("tools");
      conversation
          .toolbox()
          .tools()
          .forEach(
              tool ->
                  offer
                      .putObject(tool.name())
                      .put("description", tool.description())
                      .put("parameters", tool.parameters()));
      content.put("toolChoice", conversation.toolbox().required() ? "required" : "auto");
    }
    if (arm.logprobs()) {
      content.put("logprobs", true);
    }
    return content;
  }

  private static void messages(ArrayNode target, List<Message> messages) {
    for (Message message : messages) {
      target.addObject().put("speaker", message.speaker().name()).put("text", message.text());
    }
  }

  private static byte[] digest(ObjectNode content) {
    try {
      return Sha256.digest(JSON.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }
}
