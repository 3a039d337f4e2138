package dev.dramatis.suite;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A reply of which the right label is known: a judge is held against such items before it is
 * believed.
 *
 * @param prompt that the reply answers
 * @param label the right one
 * @param by who gave the label
 */
public record GoldItem(
    String id, Optional<String> prompt, String response, String label, String by) {
  public GoldItem {
    requireNonNull(id, "id");
    requireNonNull(prompt, "prompt");
    requireNonNull(response, "response");
    requireNonNull(label, "label");
    requireNonNull(by, "by");
  }
}
