package dev.dramatis.model;

/** Names of models that OpenAI has fine-tuned: {@code ft:BASE:ORGANISATION:SUFFIX:ID}. */
final class FineTuned {
  private static final String PREFIX = "ft:";

  private FineTuned() {}

  static boolean is(String model) {
    return model.startsWith(PREFIX);
  }

  /** The model that was tuned; another name is its own base. */
  static String base(String model) {
    if (!is(model)) return model;
    String rest = model.substring(PREFIX.length());
    int end = rest.indexOf(':');
    return end < 0 ? rest : rest.substring(0, end);
  }
}
