package dev.dramatis.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Inspect's published schema of its logs. */
final class InspectSchema {
  private static final Path FILE = Path.of("src/test/resources/inspect/inspect-openapi.json");

  private final Schema schema;

  /**
   * @param type of the schema's components
   */
  InspectSchema(String type) throws IOException {
    ObjectNode document = (ObjectNode) new ObjectMapper().readTree(FILE.toFile());
    ObjectNode root = document.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$ref", "#/components/schemas/" + type);
    root.set("components", document.get("components"));
    schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
  }

  List<String> faults(JsonNode node) {
    return schema.validate(node).stream().map(Object::toString).limit(5).toList();
  }
}
