package dev.dramatis.verdict;

import dev.dramatis.stats.Interval;
import dev.dramatis.stats.SeedInterval;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The effects of one claim, once for each of the models that were trained alike; of a claim about
 * no trained model, once.
 *
 * <p>With fewer than {@link #A_SAMPLE} models the claim is about these checkpoints: it must hold in
 * each, so the interval reaches from the lowest end of theirs to the highest. From then on it is
 * about models trained so, see {@link SeedInterval}; it never is narrower than what the probes
 * alone leave open, since a variance of 0 among a few models is no proof of there being none.
 */
record SeededEffects(List<Integer> seeds, List<Effects> each) {
  /** Models from which on they are taken for a sample of others (docs/statistics.md). */
  static final int A_SAMPLE = 6;

  SeededEffects {
    seeds = List.copyOf(seeds);
    each = List.copyOf(each);
  }

  private boolean isSample() {
    return each.size() >= A_SAMPLE;
  }

  SeededEffects map(UnaryOperator<Effects> change) {
    return new SeededEffects(seeds, each.stream().map(change).toList());
  }

  OptionalDouble estimate() {
    double sum = 0;
    for (Effects effects : each) {
      OptionalDouble estimate = effects.estimate();
      if (estimate.isEmpty()) {
        return estimate;
      }
      sum += estimate.getAsDouble();
    }
    return OptionalDouble.of(sum / each.size());
  }

  double lo() {
    return each.get(0).lo();
  }

  double hi() {
    return each.get(0).hi();
  }

  int units() {
    return each.stream().mapToInt(Effects::units).min().orElse(0);
  }

  int lost() {
    return each.stream().mapToInt(Effects::lost).max().orElse(0);
  }

  Interval interval(Scope scope, double alphaPerSide) {
    List<Interval> intervals = new ArrayList<>();
    if (isSample() && estimate().isPresent()) {
      Effects pooled = pooled();
      Interval models =
          SeedInterval.of(
              means(),
              scope == Scope.THESE_PROBES ? new double[0] : pooled.observations(),
              alphaPerSide);
      intervals.add(
          new Interval(
              Math.max(lo(), Math.min(hi(), models.lower())),
              Math.min(hi(), Math.max(lo(), models.upper()))));
      intervals.add(pooled.interval(scope, alphaPerSide));
    } else {
      each.forEach(effects -> intervals.add(effects.interval(scope, alphaPerSide)));
    }
    return new Interval(
        intervals.stream().mapToDouble(Interval::lower).min().orElseThrow(),
        intervals.stream().mapToDouble(Interval::upper).max().orElseThrow());
  }

  /** The one-sided p-value of a claim; of these checkpoints that of the weakest. */
  double pValue(Bound bound) {
    if (!isSample() || estimate().isEmpty()) {
      return each.stream().mapToDouble(effects -> effects.pValue(bound)).max().orElse(1);
    }
    Effects pooled = pooled();
    double m = bound.margin();
    double[] means = means();
    double[] probes = pooled.observations();
    double models;
    if (bound instanceof Bound.Above) {
      models = SeedInterval.pValueAbove(means, probes, m);
    } else if (bound instanceof Bound.Below) {
      models = 1 - SeedInterval.pValueAbove(means, probes, m);
    } else {
      models =
          Math.max(
              SeedInterval.pValueAbove(means, probes, -m),
              1 - SeedInterval.pValueAbove(means, probes, m));
    }
    return Math.max(models, pooled.pValue(bound));
  }

  /** What bets on these very probes have won; of these checkpoints the least. */
  Wealth wealth(Bound bound, double attenuation) {
    return isSample()
        ? pooled().wealth(bound, attenuation)
        : each.stream()
            .map(effects -> effects.wealth(bound, attenuation))
            .reduce(Wealth::least)
            .orElse(Wealth.STAKE);
  }

  private double[] means() {
    return each.stream().mapToDouble(effects -> effects.estimate().orElseThrow()).toArray();
  }

  /** One number per independent probe, over all models. */
  double[] observations() {
    return pooled().observations();
  }

  List<UnitEffect> unitEffects() {
    return pooled().unitEffects();
  }

  /** A line for every model; none where there is but one of its kind. */
  List<SeedLine> lines(Scope scope, double alphaPerSide) {
    List<SeedLine> lines = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      Effects effects = each.get(i);
      int seed = seeds.get(i);
      effects
          .estimate()
          .ifPresent(
              estimate ->
                  lines.add(new SeedLine(seed, estimate, effects.interval(scope, alphaPerSide))));
    }
    return lines;
  }

  /** Every unit's effect averaged over the models in which it has one. */
  private Effects pooled() {
    if (each.size() == 1) {
      return each.get(0);
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < each.get(0).parts().size(); i++) {
      int part = i;
      parts.add(pool(each.stream().map(effects -> effects.parts().get(part)).toList()));
    }
    return new Effects(parts);
  }

  private static Part pool(List<Part> alike) {
    Map<String, List<Part.Unit>> byUnit = new LinkedHashMap<>();
    for (Part part : alike) {
      for (Part.Unit unit : part.units()) {
        byUnit.computeIfAbsent(unit.overall().unit(), id -> new ArrayList<>()).add(unit);
      }
    }
    List<Part.Unit> units = new ArrayList<>();
    for (List<Part.Unit> same : byUnit.values()) {
      UnitEffect first = same.get(0).overall();
      List<OptionalDouble> byRepeat = new ArrayList<>();
      for (int i = 0; i < same.get(0).byRepeat().size(); i++) {
        int repeat = i;
        byRepeat.add(
            same.stream().flatMapToDouble(unit -> unit.byRepeat().get(repeat).stream()).average());
      }
      units.add(
          new Part.Unit(
              new UnitEffect(
                  first.unit(),
                  first.kind(),
                  first.group(),
                  same.stream()
                      .mapToDouble(unit -> unit.overall().effect())
                      .average()
                      .orElseThrow(),
                  first.part()),
              byRepeat));
    }
    Part any = alike.get(0);
    return new Part(units, any.lo(), any.hi(), alike.stream().mapToInt(Part::lost).max().orElse(0));
  }

  /** Only the units of one kind. */
  SeededEffects ofKind(String kind) {
    return map(effects -> effects.ofKind(kind));
  }

  /** As many units, with those of the other kinds again in the place of one kind. */
  SeededEffects replacing(String kind) {
    return map(effects -> effects.replacing(kind));
  }

  /**
   * Reads the effects of a contrast for every model.
   *
   * @param reader makes the reader of one model's outcomes
   */
  static SeededEffects read(
      Suite suite, Outcomes outcomes, Contrast contrast, Function<Outcomes, UnitReader> reader) {
    Set<String> arms = new LinkedHashSet<>();
    contrast.weights().keySet().forEach(cell -> arms.add(cell.arm()));
    List<Integer> seeds = suite.seeds(arms);
    if (seeds.isEmpty()) {
      return new SeededEffects(List.of(), List.of(reader.apply(outcomes).read(contrast)));
    }
    return new SeededEffects(
        seeds,
        seeds.stream()
            .map(seed -> reader.apply(new SeedOutcomes(suite, outcomes, seed)).read(contrast))
            .toList());
  }
}
