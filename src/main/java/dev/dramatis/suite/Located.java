package dev.dramatis.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A value that a suite's author wrote, with where it stands.
 *
 * @param document the file, or the line of a JSONL file, that it stands in
 * @param pointer to it there (RFC 6901)
 */
record Located(Document document, String pointer, JsonNode node) {
  /**
   * What pointers point into.
   *
   * @param file as shown to the author
   * @param name unlike that of every other document of the suite
   * @param lines the line, from 1, of every pointer that has one of its own
   * @param line where it begins
   */
  record Document(String file, String name, Map<String, Integer> lines, int line) {
    int lineOf(String pointer) {
      String at = pointer;
      while (true) {
        Integer known = lines.get(at);
        if (known != null) {
          return known;
        }
        if (at.isEmpty()) {
          return line;
        }
        at = at.substring(0, at.lastIndexOf('/'));
      }
    }
  }

  String file() {
    return document.file();
  }

  int line() {
    return document.lineOf(pointer);
  }

  /** What sets it apart from every other value of the suite. */
  String place() {
    return document.name() + "#" + pointer;
  }

  /** The same place with another value. */
  Located with(JsonNode value) {
    return new Located(document, pointer, value);
  }

  /** The value of a key; empty if this is no mapping or lacks the key. */
  Optional<Located> get(String key) {
    return Optional.ofNullable(node.get(key)).map(value -> child(key, value));
  }

  /** The value of a key, or where it would have to be. */
  Located getOrThis(String key) {
    return get(key).orElse(this);
  }

  /** The entries of a mapping, in the order written. */
  Map<String, Located> entries() {
    Map<String, Located> entries = new LinkedHashMap<>();
    node.properties()
        .forEach(each -> entries.put(each.getKey(), child(each.getKey(), each.getValue())));
    return entries;
  }

  /** The items of a list; a single value is a list of one. */
  List<Located> items() {
    if (!node.isArray()) {
      return List.of(this);
    }
    List<Located> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(child(Integer.toString(i), node.get(i)));
    }
    return items;
  }

  /** The items of the list under a key; none if there is no such key. */
  List<Located> items(String key) {
    return get(key).map(Located::items).orElse(List.of());
  }

  boolean isText() {
    return node.isTextual();
  }

  /** A text, or a number or truth value as written. */
  String text() {
    return node.asText();
  }

  /** The text under a key. */
  Optional<String> text(String key) {
    return get(key).map(Located::text);
  }

  /** The texts of the list under a key. */
  List<String> texts(String key) {
    return items(key).stream().map(Located::text).toList();
  }

  /** The number under a key; empty if there is none. */
  OptionalDouble number(String key) {
    JsonNode value = node.get(key);
    return value != null && value.isNumber()
        ? OptionalDouble.of(value.doubleValue())
        : OptionalDouble.empty();
  }

  /** Whether the value under a key is {@code true}. */
  boolean isTrue(String key) {
    JsonNode value = node.get(key);
    return value != null && value.isBoolean() && value.booleanValue();
  }

  private Located child(String key, JsonNode value) {
    return new Located(document, pointer + "/" + escape(key), value);
  }

  /** A key as it stands in a pointer. */
  static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
