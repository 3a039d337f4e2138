package dev.dramatis.suite;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * One way in which a value departs from the schema, in words for its author.
 *
 * @param pointer from the value that was checked to the one at fault
 * @param title what the schema says that the value is to be
 */
record ShapeFault(String pointer, String title, Error error, JsonNode schema) {
  /** Keys and values of features that later versions bring. */
  private static final Set<String> LATER = Set.of("stopping", "option", "seeds", "budgets");

  private static final int MOST_SHOWN = 60;

  /**
   * Reads what the validator found.
   *
   * @param document the whole schema
   */
  static ShapeFault of(Error error, JsonNode document) {
    String location = error.getSchemaLocation().getFragment().toString();
    int end = location.lastIndexOf('/');
    JsonNode schema = document.at(JsonPointer.compile(end < 0 ? "" : location.substring(0, end)));
    return new ShapeFault(
        error.getInstanceLocation().toString(),
        schema.path("title").asText("something else"),
        error,
        schema);
  }

  /** Adds it to the problems of a suite. */
  void note(Located checked, Problems problems) {
    Located at = new Located(checked.document(), checked.pointer() + pointer, value(checked));
    switch (error.getKeyword()) {
      case "additionalProperties" -> {
        // No fault of what stands beside it, which is read on.
        Located key = key(at);
        problems.add(key.file(), key.line(), unknownKey());
      }
      case "propertyNames" ->
          problems.add(at, "\"" + property() + "\" cannot stand here: it is to be " + title + ".");
      case "required" -> problems.add(at, missing());
      case "type" -> problems.add(at, wrongType(at.node()));
      case "enum", "const" -> problems.add(at, notAmong(at.node()));
      default -> problems.add(at, limit(at.node()));
    }
  }

  private JsonNode value(Located checked) {
    return checked.node().at(JsonPointer.compile(pointer));
  }

  private Located key(Located at) {
    return new Located(at.document(), at.pointer() + "/" + Located.escape(property()), at.node());
  }

  private String property() {
    return String.valueOf(error.getProperty());
  }

  private String unknownKey() {
    List<String> known = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(known::add);
    String name = property();
    return LATER.contains(name)
        ? "\""
            + name
            + "\" is not yet known to this version. Known here: "
            + Names.list(name, known)
            + "."
        : "\"" + name + "\" is not a key that is known here. " + Names.hint("Known", name, known);
  }

  private String missing() {
    JsonNode property = schema.path("properties").path(property());
    String description = property.path("description").asText("");
    return "\""
        + property()
        + "\" is missing"
        + (description.isEmpty() ? ". Add it." : ". Add it: " + lowered(description));
  }

  private String wrongType(JsonNode value) {
    boolean textWanted =
        StreamSupport.stream(types().spliterator(), false)
            .anyMatch(type -> type.asText().equals("string"));
    if (textWanted && (value.isNumber() || value.isBoolean())) {
      return show(value)
          + " without quotes is "
          + kind(value)
          + ". Write \""
          + value.asText()
          + "\" in quotes, since here goes "
          + title
          + ".";
    }
    if (value.isNull()) {
      return "nothing stands here. Write " + title + ".";
    }
    return show(value) + " is " + kind(value) + ". Here goes " + title + ".";
  }

  private Iterable<JsonNode> types() {
    JsonNode type = schema.path("type");
    return type.isArray() ? type : List.of(type);
  }

  private String notAmong(JsonNode value) {
    List<String> known = new ArrayList<>();
    schema.path("enum").forEach(each -> known.add(each.asText()));
    if (known.isEmpty()) {
      return show(value) + " cannot stand here. Write " + title + ", or leave the key out.";
    }
    String text = value.asText();
    return LATER.contains(text)
        ? show(value) + " is not yet known to this version. Known: " + Names.list(text, known) + "."
        : show(value) + " is not " + title + ". " + Names.hint("Known", text, known);
  }

  private String limit(JsonNode value) {
    String what =
        switch (error.getKeyword()) {
          case "pattern" ->
              value.asText().isBlank()
                  ? "a blank text cannot stand here"
                  : show(value) + " cannot stand here";
          case "minItems", "minProperties", "minLength" ->
              isNothing(value) ? "nothing stands here" : "too few entries";
          case "maxItems", "maxProperties" -> "too many entries";
          case "maxLength" ->
              "a text of more than " + schema.path("maxLength").asText() + " letters";
          case "uniqueItems" -> "an entry stands twice";
          case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
              show(value) + " is out of range";
          default -> show(value) + " cannot stand here";
        };
    return what + ". Here goes " + title + ".";
  }

  private static boolean isNothing(JsonNode value) {
    return value.isTextual() ? value.asText().isEmpty() : value.isEmpty();
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a truth value";
      case ARRAY -> "a list";
      case OBJECT -> "a mapping";
      case NULL, MISSING -> "nothing";
      case BINARY, POJO -> "no value of a suite";
    };
  }

  private static String show(JsonNode value) {
    String text = value.isContainerNode() ? "this" : value.toString();
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…\"";
  }

  private static String lowered(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
