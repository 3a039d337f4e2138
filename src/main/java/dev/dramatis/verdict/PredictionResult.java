package dev.dramatis.verdict;

import dev.dramatis.suite.Prediction;
import java.util.List;

/**
 * What became of a prediction.
 *
 * @param reason why it was not tested or stayed open, or how it was contradicted; may be empty
 * @param ungated the verdict that the data alone would give
 */
public record PredictionResult(
    Prediction prediction,
    Verdict verdict,
    Verdict ungated,
    Scope scope,
    String reason,
    List<ClaimResult> claims,
    List<GateResult> gates,
    List<Mark> marks) {
  public PredictionResult {
    claims = List.copyOf(claims);
    gates = List.copyOf(gates);
    marks = List.copyOf(marks);
  }
}
