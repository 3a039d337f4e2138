package dev.dramatis.compare;

import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bearing;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.Scope;
import dev.dramatis.verdict.Verdict;
import dev.dramatis.verdict.Wealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Digests with the few things that a test is about; the rest is the same in all. */
public final class DigestSketch {
  private final String run;
  private Instant frozen = Instant.parse("2026-11-01T02:00:00Z");
  private String model = "lab/one";
  private String served = "one-0801";
  private String hash = "suite-hash";
  private String question = "question";
  private String classifier = "voice-1";
  private String sampling = "temperature 1.0, at most 300 tokens";
  private String answers;
  private Verdict verdict = Verdict.SUPPORTED;
  private Optional<String> parent = Optional.empty();
  private Wealth wealth = Wealth.STAKE;
  private final Map<String, List<Double>> predictions = new LinkedHashMap<>();
  private Map<String, List<String>> asked = Map.of();

  public DigestSketch(String run) {
    this.run = run;
    this.answers = "answers of " + run;
  }

  public DigestSketch at(Instant time) {
    frozen = time;
    return this;
  }

  public DigestSketch model(String name) {
    model = name;
    return this;
  }

  public DigestSketch served(String name) {
    served = name;
    return this;
  }

  public DigestSketch hash(String text) {
    hash = text;
    return this;
  }

  public DigestSketch question(String text) {
    question = text;
    return this;
  }

  public DigestSketch classifier(String text) {
    classifier = text;
    return this;
  }

  public DigestSketch sampling(String text) {
    sampling = text;
    return this;
  }

  public DigestSketch answers(String text) {
    answers = text;
    return this;
  }

  public DigestSketch verdict(Verdict all) {
    verdict = all;
    return this;
  }

  public DigestSketch parent(String name) {
    parent = Optional.of(name);
    return this;
  }

  public DigestSketch wealth(Wealth each) {
    wealth = each;
    return this;
  }

  /** A prediction with the effects of its units; the first is the primary. */
  public DigestSketch effects(String prediction, double... effects) {
    predictions.put(prediction, DoubleStream.of(effects).boxed().toList());
    return this;
  }

  /** What the units of all predictions were asked; else what stands in their place. */
  public DigestSketch asked(String prediction, String... texts) {
    asked = Map.of(prediction, List.of(texts));
    return this;
  }

  /** The digest: one suite, a rate for every prediction. */
  public RunDigest digest() {
    List<PredictionDigest> found = new ArrayList<>();
    predictions.forEach(
        (id, effects) ->
            found.add(
                new PredictionDigest(
                    id,
                    found.isEmpty() ? Role.PRIMARY : Role.SECONDARY,
                    Bearing.CORE,
                    "It holds.",
                    verdict,
                    verdict,
                    Scope.PROBES_MADE_THE_SAME_WAY,
                    "",
                    List.of(),
                    List.of(claim(id, effects)))));
    return new RunDigest(
        RunDigest.FORMAT,
        run,
        frozen,
        "dramatis 0.1.0",
        Map.of("chat", model),
        Map.of(),
        List.of(),
        parent,
        false,
        1,
        1,
        100,
        100,
        0,
        OptionalDouble.of(0.5),
        List.of(),
        List.of(
            new SuiteDigest(
                "suite",
                "A suite",
                hash,
                3,
                Map.of("chat", model),
                Map.of("chat", List.of(served)),
                Map.of("plain", sampling),
                Map.of("voice", classifier),
                answers,
                found)));
  }

  private ClaimDigest claim(String prediction, List<Double> effects) {
    List<String> places = IntStream.range(0, effects.size()).mapToObj(i -> "probe-" + i).toList();
    OptionalDouble estimate = effects.stream().mapToDouble(Double::doubleValue).average();
    return new ClaimDigest(
        "plain",
        question,
        List.of("plain"),
        List.of("voice"),
        "above",
        0.05,
        true,
        0,
        1,
        effects.size(),
        estimate,
        new Interval(0, 1),
        wealth,
        new Units(
            places,
            asked.getOrDefault(prediction, places),
            places.stream().map(place -> 0).toList(),
            effects));
  }
}
