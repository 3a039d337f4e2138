package dev.dramatis.model;

import java.util.Optional;

/** The way to keys and addresses: the environment, a {@code .env} file, or a map in a test. */
@FunctionalInterface
public interface Secrets {
  /**
   * The value of a variable such as {@code OPENAI_API_KEY}, whether it stands in the environment,
   * in {@code .env}, or in a file that {@code OPENAI_API_KEY_FILE} names.
   */
  Optional<String> get(String name);
}
