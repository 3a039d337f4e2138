package dev.dramatis.run;

import dev.dramatis.model.Response;
import java.util.OptionalDouble;

/** Says what replies cost. Safe for use by many threads at once. */
@FunctionalInterface
public interface Prices {
  /** Nothing is known. */
  Prices UNKNOWN = (model, response) -> OptionalDouble.empty();

  /**
   * What a reply cost in US dollars; empty if that is not known, never 0 in its place.
   *
   * @param model as it was named, without server
   */
  OptionalDouble cost(String model, Response response);
}
