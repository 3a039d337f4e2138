package dev.dramatis.finetune;

import java.util.Locale;

/**
 * Where an account's things are managed at Fireworks, and what they are called: {@code
 * accounts/A/models/M}. Chats go to {@code /inference/v1}, management to {@code /v1}.
 *
 * @param root of the management, without a slash at its end
 * @param id of the account
 */
record FireworksAccount(String root, String id) {
  private static final String INFERENCE = "/inference/v1";

  /** By the address that chats go to. */
  static FireworksAccount of(String inference, String id) {
    String root =
        inference.endsWith(INFERENCE)
            ? inference.substring(0, inference.length() - INFERENCE.length()) + "/v1"
            : inference;
    return new FireworksAccount(root, id.startsWith("accounts/") ? id.substring(9) : id);
  }

  /** The address of all things of a kind. */
  String path(String kind) {
    return root + "/accounts/" + Replies.segment(id) + "/" + kind;
  }

  String path(String kind, String thing) {
    return path(kind) + "/" + Replies.segment(thing);
  }

  /** What Fireworks calls a thing. */
  String resource(String kind, String thing) {
    return "accounts/" + id + "/" + kind + "/" + thing;
  }

  /**
   * What an id may be: small letters, digits and hyphens, a letter first (fireworks, the Python
   * client, training/sdk/fireworks_client.py). A file's ending goes.
   */
  static String id(String name) {
    String plain =
        name.replaceFirst("\\.jsonl$", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "d-" + plain : plain;
  }

  /** The last part of what a thing is called. */
  static String last(String resource) {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }
}
