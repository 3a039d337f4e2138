package dev.dramatis.run;

import dev.dramatis.model.Endpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is asked, and how far.
 *
 * @param endpoints by the models' labels; trials of a model without one are not asked
 * @param judges label what needs a judge
 * @param concurrency trials in flight at once, at most
 * @param limits where to stop although the plan goes on
 * @param prices what the calls cost
 */
public record Asking(
    Map<String, Endpoint> endpoints,
    List<Endpoint> judges,
    int concurrency,
    Limits limits,
    Prices prices) {
  public Asking {
    endpoints = Collections.unmodifiableMap(new LinkedHashMap<>(endpoints));
    judges = List.copyOf(judges);
  }
}
