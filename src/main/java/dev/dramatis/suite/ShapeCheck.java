package dev.dramatis.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Holds values against a JSON Schema, mostly the suites'. Safe for use by many threads at once. */
final class ShapeCheck {
  private static final String RESOURCE = "/schema/suite.schema.json";
  private static final JsonNode DOCUMENT = document(RESOURCE);
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** A whole suite. */
  static final ShapeCheck SUITE = new ShapeCheck(DOCUMENT);

  /** A line of a file of probes. */
  static final ShapeCheck PROBE = new ShapeCheck(part("probe"));

  /** A line of a file of shots. */
  static final ShapeCheck SHOT = new ShapeCheck(part("shot"));

  /** A line of a file of episodes. */
  static final ShapeCheck EPISODE = new ShapeCheck(part("episode"));

  /** A file that holds what a judge is asked. */
  static final ShapeCheck RUBRIC = new ShapeCheck(part("rubric"));

  /** A line of a file of gold items. */
  static final ShapeCheck GOLD = new ShapeCheck(part("gold"));

  private final JsonNode document;
  private final Schema schema;

  private ShapeCheck(JsonNode document) {
    this.document = document;
    this.schema = REGISTRY.getSchema(document);
  }

  /** Something else, by the schema that a resource holds. */
  static ShapeCheck of(String resource) {
    return new ShapeCheck(document(resource));
  }

  /** Whether the value has the right shape; what is wrong with it is noted. */
  boolean accepts(Located value, Problems problems) {
    boolean sound = true;
    for (Error error : schema.validate(value.node())) {
      ShapeFault.of(error, document).note(value, problems);
      sound = false;
    }
    return sound;
  }

  private static JsonNode document(String resource) {
    try (InputStream in = ShapeCheck.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + resource);
      }
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode part(String name) {
    ObjectNode part = new ObjectMapper().createObjectNode();
    part.set("$schema", DOCUMENT.get("$schema"));
    part.put("$ref", "#/$defs/" + name);
    part.set("$defs", DOCUMENT.get("$defs"));
    return part;
  }
}
