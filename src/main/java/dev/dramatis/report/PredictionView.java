package dev.dramatis.report;

import dev.dramatis.suite.Prediction;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A prediction's section.
 *
 * @param ungated said when gates changed what the data alone would give
 * @param reach how far the verdict reaches, as a sentence
 */
public record PredictionView(
    String anchor,
    String id,
    String role,
    BadgeView verdict,
    String reason,
    Optional<String> ungated,
    String reach,
    String says,
    String bearing,
    String bearingMeaning,
    String ifSupported,
    String ifContradicted,
    boolean supported,
    boolean contradicted,
    List<String> rivals,
    List<GateRow> gates,
    List<MarkRow> marks,
    List<ClaimView> claims) {
  public PredictionView {
    rivals = List.copyOf(rivals);
    gates = List.copyOf(gates);
    marks = List.copyOf(marks);
    claims = List.copyOf(claims);
  }

  /** A check or control that had to pass first. */
  public record GateRow(String id, String role, BadgeView verdict, String clearance) {}

  /** A reservation with what it means and what it rests on. */
  public record MarkRow(String name, String meaning, String detail) {}

  static String anchor(SuiteResult suite, PredictionResult result) {
    return Anchor.of(suite.suite().id(), result.prediction().id());
  }

  static PredictionView of(int suiteIndex, SuiteResult suite, PredictionResult result) {
    Prediction prediction = result.prediction();
    return new PredictionView(
        anchor(suite, result),
        Visible.line(prediction.id()),
        Words.of(prediction.role()),
        BadgeView.of(result.verdict()),
        Visible.line(result.reason()),
        result.ungated() == result.verdict()
            ? Optional.empty()
            : Optional.of(
                "Without its gates the data alone would read " + Words.of(result.ungated()) + "."),
        reach(suite, result),
        Visible.line(prediction.says()),
        Words.of(prediction.bearing()),
        Words.meaning(prediction.bearing()),
        Visible.line(prediction.ifSupported()),
        Visible.line(prediction.ifContradicted()),
        result.verdict() == Verdict.SUPPORTED,
        result.verdict() == Verdict.CONTRADICTED,
        prediction.rivals().stream().map(Visible::line).toList(),
        result.gates().stream()
            .map(
                gate ->
                    new GateRow(
                        Visible.line(gate.id()),
                        Words.of(gate.role()),
                        BadgeView.of(gate.verdict()),
                        Numbers.points(gate.clearance()) + " pp"))
            .toList(),
        result.marks().stream()
            .map(
                mark ->
                    new MarkRow(
                        Words.of(mark.kind()),
                        Words.meaning(mark.kind()),
                        Visible.line(mark.detail())))
            .toList(),
        result.claims().stream()
            .map(claim -> ClaimView.of(suiteIndex, suite.suite(), claim))
            .toList());
  }

  private static String reach(SuiteResult suite, PredictionResult result) {
    if (!result.verdict().isDecided()) {
      return "Nothing is decided, on these probes or beyond them.";
    }
    String models =
        result.claims().stream().anyMatch(claim -> claim.isOfTheseCheckpoints())
            ? " It is about the checkpoints that were asked, not about all models trained so."
            : "";
    return switch (result.scope()) {
          case THESE_PROBES -> "The verdict holds on these probes; it is not claimed for others.";
          case PROBES_MADE_THE_SAME_WAY ->
              "The verdict holds for probes made the same way: "
                  + Visible.line(suite.suite().drawnFrom())
                  + ".";
        }
        + models;
  }
}
