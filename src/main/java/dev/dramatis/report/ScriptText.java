package dev.dramatis.report;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON that may stand inside a script element: nothing in it can end the element. */
final class ScriptText {
  private ScriptText() {}

  static String of(JsonNode node) {
    return node.toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
