package dev.dramatis;

import dev.dramatis.model.Endpoint;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.Preflight;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Suite;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds out in seconds whether a run can succeed, before it costs anything. */
final class Readiness {
  /** Two looks of three seconds, and some for connections. */
  private static final long LONGEST_SECONDS = 12;

  /** Long enough to choose another model for a nightly job. */
  private static final int SOON_DAYS = 30;

  private Readiness() {}

  /**
   * Refuses parameters that a model is known to refuse.
   *
   * @throws IllegalArgumentException listing every arm and parameter
   */
  static void refuseObjections(
      List<Suite> suites, Map<String, ModelName> roles, Map<String, Endpoint> endpoints) {
    Set<String> objections = new LinkedHashSet<>();
    for (Suite suite : suites) {
      for (Arm arm : suite.arms()) {
        ModelName name = roles.get(arm.model());
        Endpoint endpoint = name == null ? null : endpoints.get(name.label());
        if (endpoint != null) {
          endpoint
              .objections(arm.parameters())
              .forEach(objection -> objections.add(suite.id() + ": " + objection));
        }
      }
    }
    if (!objections.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", objections));
    }
  }

  /**
   * Looks every model up, all at once.
   *
   * @return warnings, a sentence each
   * @throws UnreadyException if one cannot be asked, naming all of them
   */
  static List<String> check(
      CallSettings calls, Collection<Endpoint> tested, Collection<Endpoint> judges, Clock clock) {
    if (!calls.preflight() || calls.replay().isPresent()) {
      return List.of();
    }
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    tested.forEach(endpoint -> endpoints.put(endpoint.name().label(), endpoint));
    judges.forEach(endpoint -> endpoints.put(endpoint.name().label(), endpoint));
    endpoints.keySet().removeIf(label -> label.startsWith("simulated/"));
    if (endpoints.isEmpty()) {
      return List.of();
    }
    ExecutorService pool = Executors.newFixedThreadPool(endpoints.size());
    try {
      Map<String, Future<Preflight>> looks = new LinkedHashMap<>();
      endpoints.forEach((label, endpoint) -> looks.put(label, pool.submit(endpoint::preflight)));
      return judge(looks, LocalDate.now(clock));
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<String> judge(Map<String, Future<Preflight>> looks, LocalDate today) {
    List<String> warnings = new ArrayList<>();
    List<String> impossible = new ArrayList<>();
    looks.forEach(
        (label, look) -> {
          Preflight found = found(look);
          if (found instanceof Preflight.Impossible refused) {
            impossible.add(label + ": " + refused.reason());
          } else if (found instanceof Preflight.Unknown unknown) {
            warnings.add(label + " could not be looked up beforehand: " + unknown.reason());
          } else if (found instanceof Preflight.Ready ready) {
            ready
                .retires()
                .filter(day -> day.isBefore(today.plusDays(SOON_DAYS)))
                .ifPresent(day -> warnings.add(label + " can be asked until " + day + " only."));
          }
        });
    if (!impossible.isEmpty()) {
      throw new UnreadyException(String.join("\n", impossible));
    }
    return warnings;
  }

  private static Preflight found(Future<Preflight> look) {
    try {
      return look.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      look.cancel(true);
      return new Preflight.Unknown("no answer in " + LONGEST_SECONDS + " s.");
    } catch (ExecutionException e) {
      return new Preflight.Unknown(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Preflight.Unknown("interrupted.");
    }
  }
}
