package dev.dramatis.report;

import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Source;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteFile;
import dev.dramatis.verdict.ArmCounts;
import dev.dramatis.verdict.CellResult;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.Contradiction;
import dev.dramatis.verdict.DoseLine;
import dev.dramatis.verdict.GateResult;
import dev.dramatis.verdict.JudgeScore;
import dev.dramatis.verdict.KindLine;
import dev.dramatis.verdict.Mark;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.Scope;
import dev.dramatis.verdict.SeedLine;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.UnitEffect;
import dev.dramatis.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A suite's section of {@code report.json}: of the suite itself only what identifies it, of its
 * results everything.
 *
 * @param sizes numbers of arms, probes and repeats
 * @param primaryAdjustedP after Benjamini and Hochberg over all planned primaries
 */
record JsonSuite(
    String id,
    String title,
    String claim,
    Source source,
    String drawnFrom,
    String hash,
    List<SuiteFile> files,
    Sizes sizes,
    @Nullable Double primaryAdjustedP,
    List<PredictionSection> predictions,
    List<ArmCounts> arms,
    List<DoseLine> doses,
    Map<String, JudgeScore> judges) {

  static JsonSuite of(SuiteResult result, @Nullable Double adjusted) {
    Suite suite = result.suite();
    return new JsonSuite(
        suite.id(),
        suite.title(),
        suite.claim(),
        suite.source(),
        suite.drawnFrom(),
        suite.hash(),
        suite.files(),
        new Sizes(suite.arms().size(), suite.probes().size(), suite.sampling().repeats()),
        adjusted,
        result.predictions().stream().map(PredictionSection::of).toList(),
        result.arms(),
        result.doses(),
        result.judges());
  }

  record Sizes(int arms, int probes, int repeats) {}

  /** One prediction with what became of it. */
  record PredictionSection(
      String id,
      String role,
      String bearing,
      String says,
      Verdict verdict,
      Verdict ungated,
      Scope scope,
      String reason,
      String ifSupported,
      String ifContradicted,
      List<String> rivals,
      List<GateResult> gates,
      List<Mark> marks,
      List<ClaimSection> claims) {
    static PredictionSection of(PredictionResult result) {
      Prediction prediction = result.prediction();
      return new PredictionSection(
          prediction.id(),
          word(prediction.role()),
          word(prediction.bearing()),
          prediction.says(),
          result.verdict(),
          result.ungated(),
          result.scope(),
          result.reason(),
          prediction.ifSupported(),
          prediction.ifContradicted(),
          prediction.rivals(),
          result.gates(),
          result.marks(),
          result.claims().stream().map(ClaimSection::of).toList());
    }
  }

  /** One claim: what was contrasted, and every number that came out. */
  record ClaimSection(
      ContrastSection contrast,
      String measure,
      BoundSection bound,
      Verdict verdict,
      Scope scope,
      Optional<Contradiction> contradiction,
      int units,
      int lost,
      double lo,
      double hi,
      double alphaPerSide,
      OptionalDouble estimate,
      Interval interval,
      Interval theseProbes,
      Optional<Interval> studentT,
      double pValue,
      double smallestDecidable,
      OptionalDouble missingLow,
      OptionalDouble missingHigh,
      List<CellSection> cells,
      List<KindLine> kinds,
      boolean theseCheckpoints,
      List<SeedLine> seeds,
      List<UnitEffect> effects) {
    static ClaimSection of(ClaimResult result) {
      Map<String, Double> weights = new LinkedHashMap<>();
      result
          .claim()
          .contrast()
          .weights()
          .forEach((cell, weight) -> weights.put(cell.toString(), weight));
      return new ClaimSection(
          new ContrastSection(word(result.claim().contrast().kind()), weights),
          MeasureWords.of(result.claim().measure()),
          BoundSection.of(result.claim().bound()),
          result.verdict(),
          result.scope(),
          result.contradiction(),
          result.units(),
          result.lost(),
          result.lo(),
          result.hi(),
          result.alphaPerSide(),
          result.estimate(),
          result.interval(),
          result.theseProbes(),
          result.studentT(),
          result.pValue(),
          result.smallestDecidable(),
          result.missingLow(),
          result.missingHigh(),
          result.cells().stream().map(CellSection::of).toList(),
          result.kinds(),
          result.isOfTheseCheckpoints(),
          result.seeds(),
          result.effects());
    }
  }

  record ContrastSection(String kind, Map<String, Double> weights) {}

  record BoundSection(String kind, double margin) {
    static BoundSection of(Bound bound) {
      return new BoundSection(word(bound.getClass().getSimpleName()), bound.margin());
    }
  }

  /** One cell, named as in the suite. */
  record CellSection(
      String cell,
      double weight,
      int trials,
      int eligible,
      int notEligible,
      int refused,
      int missing,
      OptionalDouble mean,
      Interval interval,
      OptionalDouble refusalsAsZero,
      OptionalDouble refusalsAsOne,
      OptionalDouble refusalsOut) {
    static CellSection of(CellResult cell) {
      return new CellSection(
          cell.cell().toString(),
          cell.weight(),
          cell.trials(),
          cell.eligible(),
          cell.notEligible(),
          cell.refused(),
          cell.missing(),
          cell.mean(),
          cell.interval(),
          cell.refusalsAsZero(),
          cell.refusalsAsOne(),
          cell.refusalsOut());
    }
  }

  /** A constant as the suite's file writes it: {@code strong-form}. */
  private static String word(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
