package dev.dramatis.verdict;

import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Measure.OnRefusal;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Suite;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Counts and means of the cells of a claim. */
final class CellSummary {
  private final Suite suite;
  private final Outcomes outcomes;

  CellSummary(Suite suite, Outcomes outcomes) {
    this.suite = suite;
    this.outcomes = outcomes;
  }

  List<CellResult> of(Claim claim) {
    return claim.contrast().weights().entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), claim.measure()))
        .toList();
  }

  CellResult of(Cell cell, double weight, Measure measure) {
    int trials = 0;
    int eligible = 0;
    int notEligible = 0;
    int refused = 0;
    int missing = 0;
    List<Integer> seeds = suite.seeds(Set.of(cell.arm()));
    List<Outcomes> bySeed =
        seeds.isEmpty()
            ? List.of(outcomes)
            : seeds.stream()
                .<Outcomes>map(seed -> new SeedOutcomes(suite, outcomes, seed))
                .toList();
    for (Probe probe : suite.probesOf(cell)) {
      for (int repeat = 0; repeat < suite.sampling().repeats(); repeat++) {
        for (Outcomes seen : bySeed) {
          TrialOutcome outcome = seen.of(cell.arm(), probe.id(), repeat);
          trials++;
          if (MeasureReader.isRefusal(outcome)) {
            refused++;
          }
          Reading reading = MeasureReader.read(measure, outcome);
          if (reading instanceof Reading.Value) {
            eligible++;
          } else if (reading instanceof Reading.Missing) {
            missing++;
          } else {
            notEligible++;
          }
        }
      }
    }
    SeededEffects effects = rate(cell, measure, outcome -> MeasureReader.read(measure, outcome));
    return new CellResult(
        cell,
        weight,
        trials,
        eligible,
        notEligible,
        refused,
        missing,
        effects.estimate(),
        effects.interval(Scope.PROBES_MADE_THE_SAME_WAY, Levels.ALPHA_PER_SIDE),
        refusalsAs(OnRefusal.ZERO, cell, measure, refused),
        refusalsAs(OnRefusal.ONE, cell, measure, refused),
        refusalsAs(OnRefusal.OUT, cell, measure, refused));
  }

  private OptionalDouble refusalsAs(OnRefusal rule, Cell cell, Measure measure, int refused) {
    return refused == 0
        ? OptionalDouble.empty()
        : rate(cell, measure, outcome -> MeasureReader.read(measure, outcome, rule)).estimate();
  }

  private SeededEffects rate(Cell cell, Measure measure, Function<TrialOutcome, Reading> read) {
    return SeededEffects.read(
        suite,
        outcomes,
        new Contrast(Contrast.Kind.RATE, Map.of(cell, 1.0)),
        seen -> new UnitReader(suite, seen, measure.least(), read, MissingRule.LEAVE_OUT));
  }
}
