package dev.dramatis.verdict;

import dev.dramatis.stats.Interval;
import dev.dramatis.stats.StudentT;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Holds claims of one suite against the outcomes of one run. */
final class ClaimEvaluation {
  private final Suite suite;
  private final Outcomes outcomes;
  private final JudgeEvidence judges;

  ClaimEvaluation(Suite suite, Outcomes outcomes, JudgeEvidence judges) {
    this.suite = suite;
    this.outcomes = outcomes;
    this.judges = judges;
  }

  /** What the data say about all claims together. */
  Finding finding(List<Claim> claims, Levels levels) {
    return finding(claims, levels, MissingRule.LEAVE_OUT, UnaryOperator.identity());
  }

  /** The same under a rule for missing trials, and with the effects changed. */
  Finding finding(
      List<Claim> claims, Levels levels, MissingRule rule, UnaryOperator<SeededEffects> change) {
    List<SeededEffects> effects =
        claims.stream().map(claim -> change.apply(effects(claim, rule))).toList();
    return Finding.of(
        verdict(claims, effects, levels, Scope.THESE_PROBES),
        () -> verdict(claims, effects, levels, Scope.PROBES_MADE_THE_SAME_WAY));
  }

  private Verdict verdict(
      List<Claim> claims, List<SeededEffects> effects, Levels levels, Scope scope) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      verdicts.add(verdict(claims.get(i), effects.get(i), levels, scope));
    }
    return Finding.all(verdicts);
  }

  private Verdict verdict(Claim claim, SeededEffects effects, Levels levels, Scope scope) {
    double attenuation = attenuation(claim);
    Verdict verdict =
        Decision.of(claim.bound(), effects.interval(scope, levels.support()), attenuation);
    if (verdict != Verdict.CONTRADICTED || levels.contradict() == levels.support()) {
      return verdict;
    }
    return Decision.of(claim.bound(), effects.interval(scope, levels.contradict()), attenuation);
  }

  /** By how much the judges of a claim may have shrunk its contrast; 1 without a judge. */
  private double attenuation(Claim claim) {
    return claim.measure().classifiers().stream()
        .flatMapToDouble(
            id -> {
              JudgeScore score = judges.scores().get(id);
              return score == null
                  ? DoubleStream.empty()
                  : DoubleStream.of(score.attenuation(counted(claim.measure(), id)));
            })
        .min()
        .orElse(1);
  }

  /** The labels that a measure looks for, where labels are all that it reads; else none. */
  private static Set<String> counted(Measure measure, String classifier) {
    return measure.form() instanceof Measure.Form.LabelIs is && is.classifier().equals(classifier)
        ? is.labels()
        : Set.of();
  }

  private SeededEffects effects(Claim claim, MissingRule rule) {
    return SeededEffects.read(
        suite,
        outcomes,
        claim.contrast(),
        seen ->
            new UnitReader(
                suite,
                seen,
                claim.measure().least(),
                outcome -> MeasureReader.read(claim.measure(), outcome),
                rule));
  }

  /** The claim with everything that a report shows of it. */
  ClaimResult result(Claim claim, Levels levels) {
    SeededEffects effects = effects(claim, MissingRule.LEAVE_OUT);
    Finding finding =
        Finding.of(
            verdict(claim, effects, levels, Scope.THESE_PROBES),
            () -> verdict(claim, effects, levels, Scope.PROBES_MADE_THE_SAME_WAY));
    double[] units = effects.observations();
    return new ClaimResult(
        claim,
        finding.verdict(),
        finding.scope(),
        finding.verdict() == Verdict.CONTRADICTED
            ? Decision.contradiction(
                claim.bound(), effects.interval(finding.scope(), levels.contradict()))
            : Optional.empty(),
        effects.units(),
        effects.lost(),
        effects.lo(),
        effects.hi(),
        levels.support(),
        effects.estimate(),
        effects.interval(Scope.PROBES_MADE_THE_SAME_WAY, levels.support()),
        effects.interval(Scope.THESE_PROBES, levels.support()),
        units.length < 2
            ? Optional.empty()
            : Optional.of(StudentT.interval(units, levels.support())),
        effects.pValue(claim.bound()),
        effects.wealth(claim.bound(), attenuation(claim)),
        Size.smallestDecidable(claim.bound(), effects, levels),
        effects(claim, MissingRule.AGAINST_A_LARGE_CONTRAST).estimate(),
        effects(claim, MissingRule.AGAINST_A_SMALL_CONTRAST).estimate(),
        new CellSummary(suite, outcomes).of(claim),
        kinds(effects, levels.support()),
        effects.lines(finding.scope(), levels.support()),
        effects.unitEffects());
  }

  private static List<KindLine> kinds(SeededEffects effects, double alphaPerSide) {
    TreeSet<String> kinds =
        effects.unitEffects().stream()
            .flatMap(unit -> unit.kind().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    List<KindLine> lines = new ArrayList<>();
    for (String kind : kinds) {
      SeededEffects some = effects.ofKind(kind);
      Interval interval = some.interval(Scope.PROBES_MADE_THE_SAME_WAY, alphaPerSide);
      // A kind that one part lacks has no contrast of its own.
      some.estimate()
          .ifPresent(estimate -> lines.add(new KindLine(kind, some.units(), estimate, interval)));
    }
    return lines;
  }
}
