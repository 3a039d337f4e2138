package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the keys of probes. */
final class KeyReader {
  private KeyReader() {}

  /** The key; empty, with the problem noted, if it says nothing or too much. */
  static Optional<Key> read(Located key, Problems problems) {
    if (!key.node().isArray()) {
      return readOne(key, problems);
    }
    List<Key> keys = new ArrayList<>();
    key.items().forEach(item -> readOne(item, problems).ifPresent(keys::add));
    return keys.size() == key.node().size() ? Optional.of(new Key.AnyOf(keys)) : Optional.empty();
  }

  private static Optional<Key> readOne(Located key, Problems problems) {
    if (key.isText()) {
      return Optional.of(new Key.Exact(key.text()));
    }
    if (key.node().isNumber()) {
      return Optional.of(new Key.Numeric(key.node().doubleValue(), 0));
    }
    List<String> forms =
        Stream.of("number", "contains", "regex", "option")
            .filter(form -> key.node().has(form))
            .toList();
    if (forms.size() != 1) {
      problems.add(
          key,
          "a key says "
              + (forms.isEmpty() ? "none" : "several")
              + " of number, contains, regex and option. Keep one; a list gives several right answers.");
      return Optional.empty();
    }
    if (key.node().has("tolerance") && !forms.contains("number")) {
      problems.add(key.getOrThis("tolerance"), "\"tolerance\" goes with a number. Leave it out.");
      return Optional.empty();
    }
    if (key.node().has("unlessAfter") && !forms.contains("regex")) {
      problems.add(
          key.getOrThis("unlessAfter"), "\"unlessAfter\" goes with a regex. Leave it out.");
      return Optional.empty();
    }
    if (key.node().has("says") && !forms.contains("option")) {
      problems.add(key.getOrThis("says"), "\"says\" goes with an option. Leave it out.");
      return Optional.empty();
    }
    return switch (forms.get(0)) {
      case "number" ->
          Optional.of(
              new Key.Numeric(
                  key.number("number").orElseThrow(), key.number("tolerance").orElse(0)));
      case "option" ->
          Optional.of(new Key.Option((int) key.number("option").orElseThrow(), key.text("says")));
      case "contains" -> key.text("contains").map(Key.Contains::new);
      default ->
          key.get("regex")
              .filter(pattern -> Patterns.compiles(pattern, problems))
              .filter(
                  pattern ->
                      key.get("unlessAfter")
                          .filter(before -> !Patterns.compiles(before, problems))
                          .isEmpty())
              .map(pattern -> new Key.Regex(pattern.text(), key.text("unlessAfter")));
    };
  }
}
