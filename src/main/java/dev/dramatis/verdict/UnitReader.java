package dev.dramatis.verdict;

import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Reads the contrasts of units off the outcomes of a run, for one measure and one rule for missing
 * trials.
 *
 * @param least the least value of the measure
 */
record UnitReader(
    Suite suite,
    Outcomes outcomes,
    double least,
    Function<TrialOutcome, Reading> measure,
    MissingRule rule) {

  Effects read(Contrast contrast) {
    return new Effects(ContrastPart.of(suite, contrast).stream().map(this::read).toList());
  }

  private Part read(ContrastPart part) {
    double lo = part.lo(least);
    double hi = part.hi(least);
    List<List<Probe>> units = part.units();
    List<Part.Unit> kept = new ArrayList<>();
    for (List<Probe> unit : units) {
      List<Contrasted> members =
          unit.stream().map(probe -> contrast(probe, part.weights())).toList();
      OptionalDouble overall = mean(members.stream().map(Contrasted::overall).toList(), lo, hi);
      if (overall.isPresent()) {
        List<OptionalDouble> byRepeat = new ArrayList<>();
        for (int repeat = 0; repeat < suite.sampling().repeats(); repeat++) {
          int round = repeat;
          byRepeat.add(
              mean(members.stream().map(member -> member.byRepeat().get(round)).toList(), lo, hi));
        }
        Probe first = unit.get(0);
        kept.add(
            new Part.Unit(
                new UnitEffect(first.unit(), first.kind(), first.group(), overall.getAsDouble(), 0),
                byRepeat));
      }
    }
    return new Part(kept, lo, hi, units.size() - kept.size());
  }

  /** The mean of what there is; rounding must not take it out of the range of the bounds. */
  private static OptionalDouble mean(List<OptionalDouble> values, double lo, double hi) {
    double sum = 0;
    int present = 0;
    for (OptionalDouble value : values) {
      if (value.isPresent()) {
        sum += value.getAsDouble();
        present++;
      }
    }
    return present == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(lo, Math.min(hi, sum / present)));
  }

  /** A probe's contrast over all repeats and in each; empty where a cell has no value. */
  private record Contrasted(OptionalDouble overall, List<OptionalDouble> byRepeat) {}

  private Contrasted contrast(Probe probe, Map<Cell, Double> weights) {
    int repeats = suite.sampling().repeats();
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
        Reading reading = measure.apply(outcomes.of(cell.getKey().arm(), probe.id(), repeat));
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
}
