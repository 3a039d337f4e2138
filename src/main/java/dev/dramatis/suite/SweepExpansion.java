package dev.dramatis.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns an arm, or a training, with a sweep into a plain one for every combination of its values.
 */
final class SweepExpansion {
  /** Arms that one sweep may give. */
  private static final int MOST_POINTS = 100;

  /** Keys whose value is a number, so that a swept text becomes one. */
  private static final Set<String> NUMBERS =
      Set.of(
          "take",
          "temperature",
          "topP",
          "maxTokens",
          "share",
          "size",
          "epochs",
          "batchSize",
          "learningRate",
          "learningRateMultiplier",
          "loraRank");

  /**
   * One plain arm, still unread.
   *
   * @param at the arm with the values put in
   */
  record Point(String id, SweepPoint from, Located at) {}

  private final String what;
  private final String arm;
  private final Located at;
  private final Problems problems;

  /**
   * @param what is expanded, in a word
   * @param arm its id
   */
  SweepExpansion(String what, String arm, Located at, Problems problems) {
    this.what = what;
    this.arm = arm;
    this.at = at;
    this.problems = problems;
  }

  /** The plain arms; none, with the problem noted, if the sweep cannot be expanded. */
  List<Point> points() {
    Map<String, Located> sweep = at.getOrThis("sweep").entries();
    if (!namesUsed(sweep)) {
      return List.of();
    }
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, Located> name : sweep.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (Located value : name.getValue().items()) {
          Map<String, String> values = new LinkedHashMap<>(combination);
          values.put(name.getKey(), value.text());
          longer.add(values);
        }
      }
      combinations = longer;
      if (combinations.size() > MOST_POINTS) {
        problems.add(
            at.getOrThis("sweep"),
            "the sweep gives more than " + MOST_POINTS + " " + what + "s. Leave values out.");
        return List.of();
      }
    }
    return combinations.stream().map(this::point).toList();
  }

  private boolean namesUsed(Map<String, Located> sweep) {
    String all = without(at.node(), "sweep").toString();
    boolean used = true;
    for (Map.Entry<String, Located> name : sweep.entrySet()) {
      if (!all.contains("{{" + name.getKey() + "}}")) {
        problems.add(
            name.getValue(),
            "the "
                + what
                + " does not use the swept variable {{"
                + name.getKey()
                + "}}. Put it into one of its strings, or leave the sweep out.");
        used = false;
      }
    }
    return used;
  }

  private Point point(Map<String, String> values) {
    String id =
        values.entrySet().stream()
            .map(value -> value.getKey() + "=" + value.getValue())
            .collect(Collectors.joining(",", arm + "[", "]"));
    JsonNode filled = fill(without(at.node(), "sweep"), "", values);
    return new Point(id, new SweepPoint(arm, values), at.with(filled));
  }

  private static ObjectNode without(JsonNode node, String key) {
    ObjectNode copy = ((ObjectNode) node).deepCopy();
    copy.remove(key);
    return copy;
  }

  private static JsonNode fill(JsonNode node, String key, Map<String, String> values) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (node.isTextual()) {
      String text = Template.fillSome(node.asText(), values);
      return NUMBERS.contains(key) && isNumber(text)
          ? nodes.numberNode(new BigDecimal(text))
          : nodes.textNode(text);
    }
    if (node.isArray()) {
      ArrayNode array = nodes.arrayNode();
      node.forEach(item -> array.add(fill(item, key, values)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = nodes.objectNode();
      node.properties()
          .forEach(each -> object.set(each.getKey(), fill(each.getValue(), each.getKey(), values)));
      return object;
    }
    return node;
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?");
  }
}
