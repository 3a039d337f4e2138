package dev.dramatis.verdict;

import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The per-unit contrasts of one claim. Cells that share probes are contrasted within the probe; a
 * contrast that spans groups has a part for each, whose estimates add.
 */
record Effects(List<Part> parts) {
  Effects {
    parts = List.copyOf(parts);
  }

  /** Reads them off the outcomes of a run. */
  static Effects of(
      Suite suite,
      Contrast contrast,
      Measure measure,
      Function<TrialOutcome, Reading> read,
      Outcomes outcomes,
      MissingRule rule) {
    Map<List<Probe>, Map<Cell, Double>> byProbes = new LinkedHashMap<>();
    contrast
        .weights()
        .forEach(
            (cell, weight) ->
                byProbes
                    .computeIfAbsent(suite.probesOf(cell), probes -> new LinkedHashMap<>())
                    .put(cell, weight));
    List<Part> parts = new ArrayList<>();
    byProbes.forEach(
        (probes, weights) ->
            parts.add(part(suite, probes, weights, measure, read, outcomes, rule)));
    return new Effects(parts);
  }

  private static Part part(
      Suite suite,
      List<Probe> probes,
      Map<Cell, Double> weights,
      Measure measure,
      Function<TrialOutcome, Reading> read,
      Outcomes outcomes,
      MissingRule rule) {
    double least = measure.least();
    double lo = 0;
    double hi = 0;
    for (double weight : weights.values()) {
      lo += Math.min(weight * least, weight);
      hi += Math.max(weight * least, weight);
    }
    int repeats = suite.sampling().repeats();
    Map<String, List<Probe>> units = new LinkedHashMap<>();
    probes.forEach(
        probe -> units.computeIfAbsent(probe.unit(), unit -> new ArrayList<>()).add(probe));
    List<Part.Unit> kept = new ArrayList<>();
    for (Map.Entry<String, List<Probe>> unit : units.entrySet()) {
      List<Contrasted> members =
          unit.getValue().stream()
              .map(probe -> contrast(probe, weights, least, repeats, read, outcomes, rule))
              .toList();
      OptionalDouble overall = mean(members.stream().map(Contrasted::overall).toList(), lo, hi);
      if (overall.isPresent()) {
        List<OptionalDouble> byRepeat = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
          int round = repeat;
          byRepeat.add(
              mean(members.stream().map(member -> member.byRepeat().get(round)).toList(), lo, hi));
        }
        Probe first = unit.getValue().get(0);
        kept.add(
            new Part.Unit(
                new UnitEffect(unit.getKey(), first.kind(), first.group(), overall.getAsDouble()),
                byRepeat));
      }
    }
    return new Part(kept, lo, hi, units.size() - kept.size());
  }

  /** The mean of what there is; rounding must not take it out of the range of the bounds. */
  private static OptionalDouble mean(List<OptionalDouble> values, double lo, double hi) {
    OptionalDouble mean =
        values.stream()
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .average();
    return mean.isPresent()
        ? OptionalDouble.of(Math.max(lo, Math.min(hi, mean.getAsDouble())))
        : mean;
  }

  /** A probe's contrast over all repeats and in each; empty where a cell has no value. */
  private record Contrasted(OptionalDouble overall, List<OptionalDouble> byRepeat) {}

  private static Contrasted contrast(
      Probe probe,
      Map<Cell, Double> weights,
      double least,
      int repeats,
      Function<TrialOutcome, Reading> read,
      Outcomes outcomes,
      MissingRule rule) {
    double total = 0;
    boolean complete = true;
    double[] byRepeat = new double[repeats];
    boolean[] has = new boolean[repeats];
    Arrays.fill(has, true);
    for (Map.Entry<Cell, Double> cell : weights.entrySet()) {
      double weight = cell.getValue();
      double sum = 0;
      int values = 0;
      for (int repeat = 0; repeat < repeats; repeat++) {
        Reading reading = read.apply(outcomes.of(cell.getKey().arm(), probe.id(), repeat));
        if (reading instanceof Reading.Missing) {
          reading = rule.reading(weight, least);
        }
        if (reading instanceof Reading.Value value) {
          sum += value.value();
          values++;
          byRepeat[repeat] += weight * value.value();
        } else {
          has[repeat] = false;
        }
      }
      complete &= values > 0;
      total += values > 0 ? weight * sum / values : 0;
    }
    List<OptionalDouble> rounds = new ArrayList<>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      rounds.add(has[repeat] ? OptionalDouble.of(byRepeat[repeat]) : OptionalDouble.empty());
    }
    return new Contrasted(complete ? OptionalDouble.of(total) : OptionalDouble.empty(), rounds);
  }

  /** The sum of the parts' means; empty when a part has no unit. */
  OptionalDouble estimate() {
    double sum = 0;
    for (Part part : parts) {
      OptionalDouble mean = part.mean();
      if (mean.isEmpty()) {
        return mean;
      }
      sum += mean.getAsDouble();
    }
    return OptionalDouble.of(sum);
  }

  double lo() {
    return parts.stream().mapToDouble(Part::lo).sum();
  }

  double hi() {
    return parts.stream().mapToDouble(Part::hi).sum();
  }

  /** How many independent observations there are: the units of the smallest part. */
  int units() {
    return parts.stream().mapToInt(part -> part.units().size()).min().orElse(0);
  }

  int lost() {
    return parts.stream().mapToInt(Part::lost).sum();
  }

  List<UnitEffect> unitEffects() {
    return parts.stream().flatMap(part -> part.units().stream()).map(Part.Unit::overall).toList();
  }

  /** One number per independent observation. */
  double[] observations() {
    return fold(parts.stream().map(Part::effects).toList());
  }

  /** One number per observation and round, for the claim about these very probes. */
  double[] observationsByRound(int repeats) {
    double[] all = {};
    for (int repeat = 0; repeat < repeats; repeat++) {
      int round = repeat;
      double[] folded = fold(parts.stream().map(part -> part.effectsIn(round)).toList());
      double[] longer = Arrays.copyOf(all, all.length + folded.length);
      System.arraycopy(folded, 0, longer, all.length, folded.length);
      all = longer;
    }
    return all;
  }

  /**
   * Makes one observation of the k-th of each part. A larger part is dealt out in turn and
   * averaged, which leaves every observation's expectation the sum of the parts' means.
   */
  private static double[] fold(List<double[]> parts) {
    int size = parts.stream().mapToInt(part -> part.length).min().orElse(0);
    double[] folded = new double[size];
    if (size == 0) {
      return folded;
    }
    for (double[] part : parts) {
      double[] sums = new double[size];
      int[] counts = new int[size];
      for (int i = 0; i < part.length; i++) {
        sums[i % size] += part[i];
        counts[i % size]++;
      }
      for (int i = 0; i < size; i++) {
        folded[i] += sums[i] / counts[i];
      }
    }
    return folded;
  }

  /** The same with some of the units only. */
  Effects only(Predicate<UnitEffect> kept) {
    return new Effects(
        parts.stream()
            .map(
                part ->
                    new Part(
                        part.units().stream().filter(unit -> kept.test(unit.overall())).toList(),
                        part.lo(),
                        part.hi(),
                        part.lost()))
            .toList());
  }
}
