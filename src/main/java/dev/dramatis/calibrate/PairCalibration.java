package dev.dramatis.calibrate;

import dev.dramatis.compare.Comparison;
import dev.dramatis.compare.Digests;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.compare.RunPair;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.InMemoryRun;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.simulate.SimulatedJudge;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.Gating;
import dev.dramatis.verdict.SuiteEvaluation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares pairs of whole evaluations in simulated worlds: how often something is called changed
 * where nothing has, or where something has.
 */
public final class PairCalibration {
  private final List<Suite> suites;
  private final Clock clock;

  public PairCalibration(List<Suite> suites, Clock clock) {
    this.suites = suites.stream().map(Calibration::trained).toList();
    this.clock = clock;
  }

  /**
   * What was called changed.
   *
   * @param pairs of evaluations, each over all suites, as runs are
   * @param anything in how many of them any contrast was called changed
   * @param primaries in how many of them a contrast of a primary was
   */
  public record Changes(int pairs, int anything, int primaries) {
    private Changes with(RunPair pair) {
      return new Changes(
          pairs + 1,
          anything + (pair.changed().isEmpty() ? 0 : 1),
          primaries + (pair.changedPrimaries().isEmpty() ? 0 : 1));
    }
  }

  /**
   * Counts. The n-th pair has world seeds 2n − 1 and 2n.
   *
   * @param before the world of the first of each pair, such as psm or dial@0.8
   * @param after the world of the second
   * @param threads that work at a time
   * @param finished is run after every pair
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public Changes run(String before, String after, int pairs, int threads, Runnable finished)
      throws InterruptedException {
    KnownSuites known = KnownSuites.of(suites);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<RunPair>> tasks = new ArrayList<>();
      for (int pair = 1; pair <= pairs; pair++) {
        long seed = 2L * pair - 1;
        tasks.add(
            pool.submit(
                () ->
                    Comparison.of(
                            List.of(digest(known, before, seed), digest(known, after, seed + 1)))
                        .pairs()
                        .get(0)));
      }
      Changes changes = new Changes(0, 0, 0);
      for (Future<RunPair> task : tasks) {
        changes = changes.with(task.get());
        finished.run();
      }
      return changes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an evaluation failed: " + e.getCause(), e);
    } finally {
      pool.shutdownNow();
    }
  }

  private RunDigest digest(KnownSuites known, String world, long seed) throws InterruptedException {
    Digests.Simulated digests = new Digests.Simulated(world + ", seed " + seed, clock.instant());
    for (Suite suite : suites) {
      Map<String, SimulatedEndpoint> endpoints = Calibration.endpoints(suite, known, world, seed);
      InMemoryRun.Result run =
          InMemoryRun.of(
              suite,
              Map.copyOf(endpoints),
              List.of(new SimulatedJudge(ModelName.parse("simulated/judge"), known, seed)),
              seed,
              clock);
      Map<String, String> models = new LinkedHashMap<>();
      endpoints.forEach((role, endpoint) -> models.put(role, endpoint.name().label()));
      digests.add(
          SuiteEvaluation.of(suite, run.outcomes(), Gating.ON, run.judges()),
          Plan.of(suite, models, seed));
    }
    return digests.digest();
  }
}
