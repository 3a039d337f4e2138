package dev.dramatis.report;

import static dev.dramatis.report.ExampleSuite.difference;
import static dev.dramatis.report.ExampleSuite.rate;

import dev.dramatis.run.RunRecord;
import dev.dramatis.stats.DoseCurve;
import dev.dramatis.stats.DoseFit;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bearing;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.ArmCounts;
import dev.dramatis.verdict.CellResult;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.Contradiction;
import dev.dramatis.verdict.DoseLine;
import dev.dramatis.verdict.GateResult;
import dev.dramatis.verdict.KindLine;
import dev.dramatis.verdict.Mark;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.Scope;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.UnitEffect;
import dev.dramatis.verdict.Verdict;
import dev.dramatis.verdict.Wealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A run written by hand, with one prediction of every verdict. */
final class SmallRun {
  private SmallRun() {}

  private static final Suite SUITE =
      new ExampleSuite("small", "A small suite")
          .arm("fragment")
          .arm("plain")
          .probes(2, "contract", "recipe")
          .predicts(
              "breaks",
              Role.PRIMARY,
              Bearing.CORE,
              "Fragments are continued.",
              difference("fragment", "plain", new Bound.Above(0.05)))
          .predicts(
              "reversed",
              Role.SECONDARY,
              Bearing.STRONG_FORM,
              "Remarks are continued.",
              difference("plain", "fragment", new Bound.Above(0.05)))
          .predicts(
              "alike",
              Role.SECONDARY,
              Bearing.RIVAL,
              "Both are alike.",
              difference("plain", "fragment", new Bound.Within(0.05)))
          .predicts(
              "stays",
              Role.CONTROL,
              Bearing.ALLOWED,
              "Remarks are answered.",
              rate("plain", new Bound.Below(0.10)))
          .predicts(
              "seen",
              Role.CHECK,
              Bearing.ALLOWED,
              "Fragments are seen.",
              rate("fragment", new Bound.Above(0.10)))
          .build();

  private static final GateResult GATE =
      new GateResult("stays", Role.CONTROL, Verdict.SUPPORTED, 0.021);

  private static final Instant NOVEMBER = Instant.parse("2026-11-24T20:31:07Z");
  private static final Instant DECEMBER = Instant.parse("2026-12-01T08:00:00Z");

  static RunRecord record() {
    return record("2026-11-24T20-31-07Z-3fa9c1", NOVEMBER, 24, 3, 0);
  }

  /** The same answers at another time, with more attempts. */
  static RunRecord again() {
    return record("2026-12-01T08-00-00Z-3fa9c1", DECEMBER, 31, 3, 0);
  }

  /** What the last prediction lacks was answered, but could not be labelled. */
  static RunRecord abstained() {
    return record("abstained", NOVEMBER, 24, 0, 3);
  }

  private static RunRecord record(
      String name, Instant frozen, long attempts, int failed, int abstained) {
    return new RunRecord(
        name,
        frozen,
        frozen.plusSeconds(1),
        frozen.plus(Duration.ofMillis(61_250)),
        "dramatis 0.1.0",
        Map.of("chat", "openai/gpt-small"),
        Map.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        false,
        17,
        0,
        true,
        new RunRecord.Counts(
            24,
            24,
            failed,
            0,
            0,
            24,
            attempts,
            Optional.of(1200L),
            Optional.empty(),
            Map.of("gpt-small-2026", 24L),
            Map.of(),
            OptionalDouble.of(0.0123)),
        List.of("run", "small"),
        List.of(),
        List.of(
            new SuiteResult(
                SUITE,
                results(),
                List.of(
                    new ArmCounts("fragment", 12, 9, 0, abstained, failed, 0, 1, 0),
                    new ArmCounts("plain", 12, 11, 1, 0, 0, 0, 0, 1)),
                List.of(dose()),
                Map.of(),
                Map.of())),
        Map.of("small", 0.0005),
        List.of(
            new RunRecord.EarlierRun(
                "earlier", Instant.parse("2026-11-01T00:00:00Z"), "small", "INCONCLUSIVE")));
  }

  private static DoseLine dose() {
    return new DoseLine(
        "curt",
        "k",
        "breaks",
        List.of(
            new DoseLine.Point(0, 0.1, new Interval(0.02, 0.3), 4),
            new DoseLine.Point(16, 0.6, new Interval(0.3, 0.9), 4)),
        Optional.of(
            new DoseFit(
                new DoseCurve.PowerLaw(2.3, 0.5, 0),
                new DoseCurve.Mixture(0.1, 0.6, -4, 0.5),
                0.9,
                0.7,
                0.65,
                0.125)));
  }

  private static List<PredictionResult> results() {
    return List.of(
        result(
            0,
            Verdict.SUPPORTED,
            Scope.PROBES_MADE_THE_SAME_WAY,
            "",
            List.of(
                new Mark(Mark.Kind.FRAGILE, "stays cleared its bar by 0.021"),
                new Mark(Mark.Kind.LABELS_NOT_READ, "labels of voice")),
            Optional.empty(),
            0.3),
        result(
            1,
            Verdict.CONTRADICTED,
            Scope.THESE_PROBES,
            "reversed",
            List.of(),
            Optional.of(Contradiction.REVERSED),
            -0.3),
        result(
            2,
            Verdict.INCONCLUSIVE,
            Scope.THESE_PROBES,
            "the control stays is undecided",
            List.of(),
            Optional.empty(),
            0),
        result(
            3,
            Verdict.SUPPORTED,
            Scope.PROBES_MADE_THE_SAME_WAY,
            "",
            List.of(),
            Optional.empty(),
            0.05),
        result(
            4,
            Verdict.NOT_TESTED,
            Scope.THESE_PROBES,
            "25.0 % of the trials of fragment are missing (at most 10.0 %)",
            List.of(),
            Optional.empty(),
            0.2));
  }

  private static PredictionResult result(
      int index,
      Verdict verdict,
      Scope scope,
      String reason,
      List<Mark> marks,
      Optional<Contradiction> contradiction,
      double estimate) {
    Prediction prediction = SUITE.predictions().get(index);
    Claim claim = prediction.claims().get(0);
    return new PredictionResult(
        prediction,
        verdict,
        verdict,
        scope,
        reason,
        List.of(claim(claim, verdict, scope, contradiction, estimate)),
        prediction.role().gates() ? List.of() : List.of(GATE),
        marks);
  }

  private static ClaimResult claim(
      Claim claim,
      Verdict verdict,
      Scope scope,
      Optional<Contradiction> contradiction,
      double estimate) {
    return new ClaimResult(
        claim,
        verdict,
        scope,
        contradiction,
        4,
        1,
        -1,
        1,
        0.025,
        OptionalDouble.of(estimate),
        new Interval(estimate - 0.04, estimate + 0.05),
        new Interval(estimate - 0.03, estimate + 0.04),
        Optional.of(new Interval(estimate - 0.02, estimate + 0.02)),
        0.0125,
        Wealth.STAKE,
        0.6,
        OptionalDouble.of(estimate - 0.01),
        OptionalDouble.of(estimate + 0.01),
        claim.contrast().weights().entrySet().stream()
            .map(cell -> cell(cell.getKey(), cell.getValue()))
            .toList(),
        List.of(
            new KindLine("contract", 2, estimate, new Interval(estimate - 0.2, estimate + 0.2))),
        List.of(),
        List.of(
            new UnitEffect("contract-1", Optional.of("contract"), Optional.empty(), estimate, 0),
            new UnitEffect("recipe-1", Optional.of("recipe"), Optional.empty(), 0, 0)));
  }

  private static CellResult cell(Cell cell, double weight) {
    return new CellResult(
        cell,
        weight,
        12,
        9,
        1,
        1,
        2,
        OptionalDouble.of(0.25),
        new Interval(0.125, 0.5),
        OptionalDouble.of(0.25),
        OptionalDouble.of(0.375),
        OptionalDouble.empty());
  }
}
