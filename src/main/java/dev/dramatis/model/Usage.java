package dev.dramatis.model;

import java.util.OptionalLong;

/**
 * Tokens as the provider counted them; what it did not say is absent.
 *
 * @param input all tokens read, cached ones included
 * @param cachedInput those of them that came from the provider's cache
 * @param output all tokens written, reasoning included
 * @param reasoning those of them that were reasoning
 */
public record Usage(
    OptionalLong input, OptionalLong cachedInput, OptionalLong output, OptionalLong reasoning) {
  public static final Usage UNKNOWN =
      new Usage(
          OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
