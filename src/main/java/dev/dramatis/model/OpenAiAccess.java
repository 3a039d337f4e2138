package dev.dramatis.model;

import java.util.List;

/**
 * The account by which a model is asked. Where several keys may be the right one, as with a model
 * that was fine-tuned in one of several organisations, the preflight finds out which; until then,
 * and if none is, it is the first. Thread-safe.
 */
final class OpenAiAccess {
  private final List<OpenAiRoute> routes;
  private final ModelLookup lookup;
  private volatile OpenAiRoute chosen;

  OpenAiAccess(List<OpenAiRoute> routes, ModelLookup lookup) {
    this.routes = List.copyOf(routes);
    this.lookup = lookup;
    this.chosen = routes.get(0);
  }

  OpenAiRoute route() {
    return chosen;
  }

  Preflight preflight() throws InterruptedException {
    if (routes.size() == 1) return lookup.find(chosen);
    for (OpenAiRoute route : routes) {
      ModelLookup.Sight sight = lookup.see(route);
      if (sight == ModelLookup.Sight.UNREACHED) break;
      if (sight == ModelLookup.Sight.THERE) {
        chosen = route;
        return lookup.find(route);
      }
    }
    return withKeys(lookup.find(chosen));
  }

  /** Adds which keys were tried where none of them will do. */
  private Preflight withKeys(Preflight found) {
    if (!(found instanceof Preflight.Impossible impossible)) return found;
    String keys =
        String.join(", ", routes.stream().flatMap(route -> route.keyName().stream()).toList());
    return new Preflight.Impossible(impossible.reason() + " Keys tried: " + keys + ".");
  }
}
