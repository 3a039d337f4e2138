package dev.dramatis.calibrate;

import dev.dramatis.model.Endpoint;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.InMemoryRun;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.simulate.SimulatedJudge;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.Gating;
import dev.dramatis.verdict.PredictionResult;
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
import java.util.function.Consumer;

/**
 * Runs whole evaluations in the simulated worlds and counts the verdicts: how often the instrument
 * says what in a world whose truth is known.
 */
public final class Calibration {
  private final List<Suite> suites;
  private final Clock clock;

  public Calibration(List<Suite> suites, Clock clock) {
    this.suites = List.copyOf(suites);
    this.clock = clock;
  }

  /**
   * The table of verdicts, a line for every suite, world and prediction.
   *
   * @param worlds by name, such as psm or dial@0.5
   * @param seeds evaluations of each suite in each world; the n-th has world seed and order seed n
   * @param threads that work at a time
   * @param finished is told of every evaluation that is done
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public List<CalibrationLine> run(
      List<String> worlds, int seeds, int threads, Consumer<String> finished)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Map<String, Future<Verdicts>> tasks = new LinkedHashMap<>();
      for (Suite suite : suites) {
        KnownSuites known = KnownSuites.of(List.of(suite));
        for (String world : worlds) {
          for (int seed = 1; seed <= seeds; seed++) {
            long worldSeed = seed;
            tasks.put(
                suite.id() + " in " + world + ", seed " + seed,
                pool.submit(() -> evaluate(suite, known, world, worldSeed)));
          }
        }
      }
      Map<String, CalibrationLine> lines = new LinkedHashMap<>();
      for (Map.Entry<String, Future<Verdicts>> task : tasks.entrySet()) {
        add(lines, task.getValue().get());
        finished.accept(task.getKey());
      }
      return new ArrayList<>(lines.values());
    } catch (ExecutionException e) {
      throw new IllegalStateException("an evaluation failed: " + e.getCause(), e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** The verdicts of one evaluation, gates on and off. */
  private record Verdicts(
      Suite suite, String world, List<PredictionResult> on, List<PredictionResult> off) {}

  private Verdicts evaluate(Suite suite, KnownSuites known, String world, long seed)
      throws InterruptedException {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    for (Arm arm : suite.arms()) {
      ModelName name = SimulatedEndpoint.of(ModelName.parse("simulated/" + world), arm.model());
      endpoints.computeIfAbsent(
          arm.model(),
          role -> new SimulatedEndpoint(name, known, WorldTable.load(), Banks.load(), seed));
    }
    SimulatedJudge judge = new SimulatedJudge(ModelName.parse("simulated/judge"), known, seed);
    InMemoryRun.Result run = InMemoryRun.of(suite, endpoints, List.of(judge), seed, clock);
    return new Verdicts(
        suite,
        world,
        SuiteEvaluation.of(suite, run.outcomes(), Gating.ON, run.judges()).predictions(),
        SuiteEvaluation.of(suite, run.outcomes(), Gating.OFF, run.judges()).predictions());
  }

  private static void add(Map<String, CalibrationLine> lines, Verdicts verdicts) {
    for (int i = 0; i < verdicts.on().size(); i++) {
      PredictionResult on = verdicts.on().get(i);
      PredictionResult off = verdicts.off().get(i);
      String key = verdicts.suite().id() + "\n" + verdicts.world() + "\n" + on.prediction().id();
      CalibrationLine line =
          lines.computeIfAbsent(
              key,
              absent ->
                  CalibrationLine.empty(verdicts.suite().id(), verdicts.world(), on.prediction()));
      lines.put(key, line.with(on.verdict(), off.verdict()));
    }
  }
}
