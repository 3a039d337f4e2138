package dev.dramatis.verdict;

import dev.dramatis.stats.GaffkeBound;
import dev.dramatis.stats.Interval;
import dev.dramatis.stats.StudentT;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Suite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Holds claims of one suite against the outcomes of one run. */
final class ClaimEvaluation {
  private final Suite suite;
  private final Outcomes outcomes;

  ClaimEvaluation(Suite suite, Outcomes outcomes) {
    this.suite = suite;
    this.outcomes = outcomes;
  }

  Effects effects(Claim claim, MissingRule rule) {
    return Effects.of(
        suite,
        claim.contrast(),
        claim.measure(),
        outcome -> MeasureReader.read(claim.measure(), outcome),
        outcomes,
        rule);
  }

  /** What the data say about all claims together, under a rule for missing trials. */
  Finding finding(List<Claim> claims, Levels levels, MissingRule rule, Predicate<UnitEffect> kept) {
    return finding(
        claims, claims.stream().map(claim -> effects(claim, rule).only(kept)).toList(), levels);
  }

  private Finding finding(List<Claim> claims, List<Effects> effects, Levels levels) {
    List<List<Verdict>> verdicts =
        List.of(Scope.THESE_PROBES, Scope.PROBES_MADE_THE_SAME_WAY).stream()
            .map(
                scope ->
                    java.util.stream.IntStream.range(0, claims.size())
                        .mapToObj(i -> verdict(claims.get(i), effects.get(i), levels, scope))
                        .toList())
            .toList();
    return Finding.of(Finding.all(verdicts.get(0)), Finding.all(verdicts.get(1)));
  }

  private Verdict verdict(Claim claim, Effects effects, Levels levels, Scope scope) {
    return verdict(claim, analyse(effects, levels.support()), scope, levels, effects);
  }

  private Verdict verdict(
      Claim claim, Analysis analysis, Scope scope, Levels levels, Effects effects) {
    Verdict verdict = Decision.of(claim.bound(), analysis.interval(scope));
    if (verdict != Verdict.CONTRADICTED || levels.contradict() == levels.support()) {
      return verdict;
    }
    return Decision.of(claim.bound(), analyse(effects, levels.contradict()).interval(scope))
            == Verdict.CONTRADICTED
        ? verdict
        : Verdict.INCONCLUSIVE;
  }

  private Analysis analyse(Effects effects, double alphaPerSide) {
    return Analysis.of(effects, suite.sampling().repeats(), alphaPerSide);
  }

  /** The claim with everything that a report shows of it. */
  ClaimResult result(Claim claim, Levels levels) {
    Effects effects = effects(claim, MissingRule.LEAVE_OUT);
    Analysis analysis = analyse(effects, levels.support());
    Finding finding =
        Finding.of(
            verdict(claim, analysis, Scope.THESE_PROBES, levels, effects),
            verdict(claim, analysis, Scope.PROBES_MADE_THE_SAME_WAY, levels, effects));
    double[] units = effects.observations();
    return new ClaimResult(
        claim,
        finding.verdict(),
        finding.scope(),
        finding.verdict() == Verdict.CONTRADICTED
            ? Decision.contradiction(claim.bound(), analysis.interval(finding.scope()))
            : Optional.empty(),
        effects.units(),
        effects.lost(),
        effects.lo(),
        effects.hi(),
        levels.support(),
        effects.estimate(),
        analysis.sameWay(),
        analysis.theseProbes(),
        units.length < 2
            ? Optional.empty()
            : Optional.of(StudentT.interval(units, levels.support())),
        Analysis.pValue(effects, claim.bound()),
        Size.smallestDecidable(units.length, effects.hi(), levels.support()),
        effects(claim, MissingRule.AGAINST_A_LARGE_CONTRAST).estimate(),
        effects(claim, MissingRule.AGAINST_A_SMALL_CONTRAST).estimate(),
        new CellSummary(suite, outcomes).of(claim),
        kinds(effects, levels.support()),
        effects.unitEffects());
  }

  private static List<KindLine> kinds(Effects effects, double alphaPerSide) {
    Map<String, List<UnitEffect>> byKind =
        effects.unitEffects().stream()
            .filter(unit -> unit.kind().isPresent())
            .collect(
                Collectors.groupingBy(
                    unit -> unit.kind().orElse(""), TreeMap::new, Collectors.toList()));
    return byKind.keySet().stream()
        .map(
            kind -> {
              Effects some = effects.only(unit -> unit.kind().equals(Optional.of(kind)));
              double[] x = some.observations();
              OptionalDouble estimate = some.estimate();
              return new KindLine(
                  kind,
                  x.length,
                  estimate.orElse(0),
                  x.length == 0
                      ? new Interval(some.lo(), some.hi())
                      : GaffkeBound.interval(x, some.lo(), some.hi(), alphaPerSide));
            })
        .filter(line -> line.units() > 0)
        .toList();
  }
}
