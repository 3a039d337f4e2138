package dev.dramatis.run;

import dev.dramatis.model.Response;
import java.util.OptionalDouble;

/**
 * Says what calls cost, in US dollars; empty where that is not known, never 0 in its place. Models
 * go by their names without server. Safe for use by many threads at once.
 */
public interface Prices {
  /** Nothing is known. */
  Prices UNKNOWN =
      new Prices() {
        @Override
        public OptionalDouble cost(String model, Response response) {
          return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble most(String model, long inputTokens, long outputTokens) {
          return OptionalDouble.empty();
        }
      };

  /** What a reply cost. */
  OptionalDouble cost(String model, Response response);

  /** What a call may cost that reads and writes so many tokens, none of them cached. */
  OptionalDouble most(String model, long inputTokens, long outputTokens);
}
