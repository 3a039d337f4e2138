package dev.dramatis.compare;

import dev.dramatis.model.ModelSettings;
import dev.dramatis.run.Answers;
import dev.dramatis.run.FinishedRun;
import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.ClaimText;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Parameters;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Sha256;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.ContrastPart;
import dev.dramatis.verdict.Mark;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.UnitEffect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Makes digests of finished runs. */
public final class Digests {
  private static final double PLACES = 1e6;

  private Digests() {}

  /** The digest of a run. */
  public static RunDigest of(FinishedRun run) {
    RunRecord record = run.record();
    RunRecord.Counts counts = record.counts();
    Map<String, String> settings = new LinkedHashMap<>();
    record.endpoints().forEach((label, own) -> settings.put(label, words(own)));
    List<SuiteDigest> suites = new ArrayList<>();
    for (int i = 0; i < record.suites().size(); i++) {
      suites.add(suite(run, record.suites().get(i), run.plans().get(i)));
    }
    return new RunDigest(
        RunDigest.FORMAT,
        record.run(),
        record.frozen(),
        record.program(),
        record.roles(),
        settings,
        record.judges(),
        record.parent(),
        record.simulated(),
        record.seed(),
        record.worldSeed(),
        counts.planned(),
        counts.asked(),
        counts.failed(),
        counts.spendUsd(),
        record.deviations(),
        suites);
  }

  private static SuiteDigest suite(FinishedRun run, SuiteResult result, Plan plan) {
    return suite(result, plan, run.answers(result.suite()), run.classifiers(result.suite()));
  }

  private static SuiteDigest suite(
      SuiteResult result, Plan plan, Answers answers, Map<String, String> classifiers) {
    Suite suite = result.suite();
    Map<String, String> models = new TreeMap<>();
    Map<String, String> sampling = new LinkedHashMap<>();
    for (Arm arm : suite.arms()) {
      String model = plan.models().get(arm.model());
      if (model != null) {
        models.put(arm.model(), model);
      }
      sampling.put(arm.condition(), words(arm.parameters()));
    }
    Asked asked = Asked.of(plan);
    return new SuiteDigest(
        suite.id(),
        suite.title(),
        suite.hash(),
        suite.sampling().repeats(),
        models,
        answers.served(),
        sampling,
        classifiers,
        answers.fingerprint(),
        result.predictions().stream().map(each -> prediction(suite, each, asked)).toList());
  }

  /** Builds the digest of evaluations in a simulated world that left nothing on disk. */
  public static final class Simulated {
    private final String run;
    private final Instant frozen;
    private final List<SuiteDigest> suites = new ArrayList<>();

    /**
     * @param run by which it is told from others
     */
    public Simulated(String run, Instant frozen) {
      this.run = run;
      this.frozen = frozen;
    }

    /** Takes one suite's results. */
    public void add(SuiteResult result, Plan plan) {
      suites.add(suite(result, plan, new Answers(Map.of(), run), Map.of()));
    }

    /** What was added so far. */
    public RunDigest digest() {
      return new RunDigest(
          RunDigest.FORMAT,
          run,
          frozen,
          "",
          Map.of(),
          Map.of(),
          List.of(),
          Optional.empty(),
          true,
          0,
          0,
          0,
          0,
          0,
          OptionalDouble.of(0),
          List.of(),
          suites);
    }
  }

  /** What changes a reply; where and how fast a model is asked does not. */
  private static String words(ModelSettings settings) {
    List<String> words = new ArrayList<>();
    new TreeMap<>(settings.body()).forEach((field, value) -> words.add(field + " = " + value));
    settings.api().ifPresent(api -> words.add("by " + api.name().toLowerCase(Locale.ROOT)));
    return String.join("; ", words);
  }

  private static String words(Parameters parameters) {
    StringBuilder words = new StringBuilder();
    parameters.temperature().ifPresent(value -> words.append("temperature ").append(value));
    parameters.topP().ifPresent(value -> words.append(", top-p ").append(value));
    words.append(words.length() == 0 ? "" : ", ").append("at most ").append(parameters.maxTokens());
    words.append(" tokens");
    if (!parameters.stop().isEmpty()) {
      words.append(", stops at ").append(parameters.stop());
    }
    return words.toString();
  }

  private static PredictionDigest prediction(Suite suite, PredictionResult result, Asked asked) {
    return new PredictionDigest(
        result.prediction().id(),
        result.prediction().role(),
        result.prediction().bearing(),
        result.prediction().says(),
        result.verdict(),
        result.ungated(),
        result.scope(),
        result.reason(),
        result.marks().stream().map(Mark::kind).toList(),
        result.claims().stream().map(claim -> claim(suite, claim, asked)).toList());
  }

  private static ClaimDigest claim(Suite suite, ClaimResult result, Asked asked) {
    Claim claim = result.claim();
    Contrast contrast = claim.contrast();
    return new ClaimDigest(
        ClaimText.of(contrast),
        question(claim),
        contrast.weights().keySet().stream().map(cell -> cell.arm()).distinct().toList(),
        List.copyOf(claim.measure().classifiers()),
        claim.bound().getClass().getSimpleName().toLowerCase(Locale.ROOT),
        claim.bound().margin(),
        contrast.weights().size() == 1 && contrast.weights().containsValue(1.0),
        result.lo(),
        result.hi(),
        result.units(),
        result.estimate(),
        result.interval(),
        result.wealth(),
        units(suite, result, asked));
  }

  /** Everything that is measured but the margin. */
  private static String question(Claim claim) {
    String measured =
        ClaimText.of(claim.contrast())
            + "\n"
            + ClaimText.of(claim.measure())
            + claim.measure().where().map(where -> "\n" + ClaimText.of(where)).orElse("");
    return hash(measured);
  }

  private static Units units(Suite suite, ClaimResult result, Asked asked) {
    List<ContrastPart> parts = ContrastPart.of(suite, result.claim().contrast());
    List<Map<String, String>> hashes = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      hashes.add(hashes(parts.get(i), asked));
    }
    List<String> ids = new ArrayList<>();
    List<String> put = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    List<Double> effects = new ArrayList<>();
    for (UnitEffect unit : result.effects()) {
      ids.add(unit.unit());
      put.add(hashes.get(unit.part()).getOrDefault(unit.unit(), ""));
      numbers.add(unit.part());
      effects.add(Math.rint(unit.effect() * PLACES) / PLACES);
    }
    return new Units(ids, put, numbers, effects);
  }

  /** By unit, what was put to the models in all cells that its contrast takes together. */
  private static Map<String, String> hashes(ContrastPart part, Asked asked) {
    Map<String, String> hashes = new HashMap<>();
    for (List<Probe> unit : part.units()) {
      List<String> put = new ArrayList<>();
      for (Probe probe : unit) {
        part.weights()
            .forEach((cell, weight) -> put.add(weight + " " + asked.of(cell.arm(), probe.id())));
      }
      Collections.sort(put);
      hashes.put(unit.get(0).unit(), hash(put.toString()).substring(0, 12));
    }
    return hashes;
  }

  private static String hash(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /** What was put to the models, by condition and probe. */
  private record Asked(Map<String, String> hashes) {
    static Asked of(Plan plan) {
      Map<String, String> hashes = new HashMap<>();
      for (int i = 0; i < plan.size(); i++) {
        // Repeats differ in nothing that is asked, and models that were trained alike neither.
        if (plan.isFirst(i)) {
          Trial trial = plan.trial(i);
          hashes.putIfAbsent(key(trial.arm().condition(), trial.probe().id()), trial.asked());
        }
      }
      return new Asked(hashes);
    }

    String of(String condition, String probe) {
      return hashes.getOrDefault(key(condition, probe), "");
    }

    private static String key(String condition, String probe) {
      return condition + '\0' + probe;
    }
  }
}
