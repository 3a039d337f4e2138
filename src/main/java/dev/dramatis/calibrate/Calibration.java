package dev.dramatis.calibrate;

import dev.dramatis.model.ModelName;
import dev.dramatis.run.InMemoryRun;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.simulate.SimulatedJudge;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Replicas;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.TrainedModel;
import dev.dramatis.verdict.Gating;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteEvaluation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs whole evaluations in the simulated worlds and counts the verdicts: how often the instrument
 * says what in a world whose truth is known.
 */
public final class Calibration {
  /** Models of every training, as a run asks unless told otherwise. */
  private static final int SEEDS = 3;

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
   * @param seeds evaluations of each suite in each world, or none; the n-th has world seed and
   *     order seed n
   * @param draws sets of data drawn at the world's true rates, on which the rule alone decides
   * @param ruled the predictions for which that is done
   * @param threads that work at a time
   * @param finished is told of every evaluation that is done
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public List<CalibrationLine> run(
      List<String> worlds,
      int seeds,
      int draws,
      Predicate<Prediction> ruled,
      int threads,
      Consumer<String> finished)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Map<String, Future<Verdicts>> tasks = new LinkedHashMap<>();
      List<Future<List<CalibrationLine>>> rules = new ArrayList<>();
      for (Suite written : suites) {
        Suite suite = trained(written);
        KnownSuites known = KnownSuites.of(List.of(suite));
        for (String world : worlds) {
          for (int seed = 1; seed <= seeds; seed++) {
            long worldSeed = seed;
            tasks.put(
                suite.id() + " in " + world + ", seed " + seed,
                pool.submit(() -> evaluate(suite, known, world, worldSeed)));
          }
          if (draws > 0) {
            rules.add(pool.submit(() -> rule(suite, known, world, ruled, draws)));
          }
        }
      }
      Map<String, CalibrationLine> lines = new LinkedHashMap<>();
      for (Map.Entry<String, Future<Verdicts>> task : tasks.entrySet()) {
        add(lines, task.getValue().get());
        finished.accept(task.getKey());
      }
      for (Future<List<CalibrationLine>> rule : rules) {
        for (CalibrationLine line : rule.get()) {
          lines.merge(
              key(line.suite(), line.world(), line.prediction()),
              line,
              (whole, alone) -> whole.withRule(alone.rule()));
        }
      }
      return new ArrayList<>(lines.values());
    } catch (ExecutionException e) {
      throw new IllegalStateException("an evaluation failed: " + e.getCause(), e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** With as many models of every training as a run has. */
  static Suite trained(Suite suite) {
    Set<String> roles = new LinkedHashSet<>();
    for (Arm arm : suite.arms()) {
      if (suite.trainings().of(arm.model()).isPresent()) {
        for (int seed = 1; seed <= SEEDS; seed++) {
          roles.add(
              new TrainedModel.Seeded(suite.id(), TrainedModel.parse(arm.model()), seed)
                  .toString());
        }
      }
    }
    return Replicas.of(suite, roles);
  }

  /** The verdicts of one evaluation, gates on and off. */
  private record Verdicts(
      Suite suite, String world, List<PredictionResult> on, List<PredictionResult> off) {}

  private Verdicts evaluate(Suite suite, KnownSuites known, String world, long seed)
      throws InterruptedException {
    InMemoryRun.Result run =
        InMemoryRun.of(
            suite,
            Map.copyOf(endpoints(suite, known, world, seed)),
            List.of(judge(known, seed)),
            seed,
            clock);
    return new Verdicts(
        suite,
        world,
        SuiteEvaluation.of(suite, run.outcomes(), Gating.ON, run.judges()).predictions(),
        SuiteEvaluation.of(suite, run.outcomes(), Gating.OFF, run.judges()).predictions());
  }

  private List<CalibrationLine> rule(
      Suite suite, KnownSuites known, String world, Predicate<Prediction> ruled, int draws)
      throws InterruptedException {
    RuleAlone rule =
        new RuleAlone(suite, endpoints(suite, known, world, 1), List.of(judge(known, 1)), clock);
    List<CalibrationLine> lines = new ArrayList<>();
    for (Prediction prediction : suite.predictions()) {
      if (ruled.test(prediction)) {
        lines.add(
            CalibrationLine.empty(suite.id(), world, prediction)
                .withRule(rule.verdicts(prediction, draws, 1)));
      }
    }
    return lines;
  }

  static Map<String, SimulatedEndpoint> endpoints(
      Suite suite, KnownSuites known, String world, long seed) {
    Map<String, SimulatedEndpoint> endpoints = new LinkedHashMap<>();
    for (Arm arm : suite.arms()) {
      ModelName name = SimulatedEndpoint.of(ModelName.parse("simulated/" + world), arm.model());
      endpoints.computeIfAbsent(
          arm.model(),
          role -> new SimulatedEndpoint(name, known, WorldTable.load(), Banks.load(), seed));
    }
    return endpoints;
  }

  private static SimulatedJudge judge(KnownSuites known, long seed) {
    return new SimulatedJudge(ModelName.parse("simulated/judge"), known, seed);
  }

  private static String key(String suite, String world, Prediction prediction) {
    return suite + "\n" + world + "\n" + prediction.id();
  }

  private static void add(Map<String, CalibrationLine> lines, Verdicts verdicts) {
    for (int i = 0; i < verdicts.on().size(); i++) {
      PredictionResult on = verdicts.on().get(i);
      PredictionResult off = verdicts.off().get(i);
      String key = key(verdicts.suite().id(), verdicts.world(), on.prediction());
      CalibrationLine line =
          lines.computeIfAbsent(
              key,
              absent ->
                  CalibrationLine.empty(verdicts.suite().id(), verdicts.world(), on.prediction()));
      lines.put(key, line.with(on.verdict(), off.verdict()));
    }
  }
}
