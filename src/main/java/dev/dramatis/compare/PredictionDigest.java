package dev.dramatis.compare;

import dev.dramatis.suite.Bearing;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.Mark;
import dev.dramatis.verdict.Scope;
import dev.dramatis.verdict.Verdict;
import java.util.List;

/**
 * What became of a prediction in a run.
 *
 * @param says what it predicts, in words
 * @param ungated the verdict that the data alone would give
 * @param reason why it was not tested or stayed open, or how it was contradicted; may be empty
 */
public record PredictionDigest(
    String id,
    Role role,
    Bearing bearing,
    String says,
    Verdict verdict,
    Verdict ungated,
    Scope scope,
    String reason,
    List<Mark.Kind> marks,
    List<ClaimDigest> claims) {
  public PredictionDigest {
    marks = List.copyOf(marks);
    claims = List.copyOf(claims);
  }

  PredictionDigest withoutUnits() {
    return with(claims.stream().map(ClaimDigest::withoutUnits).toList());
  }

  /** The same with units that are told by what they were asked alone. */
  PredictionDigest withoutNames() {
    return with(claims.stream().map(claim -> claim.with(claim.units().withoutNames())).toList());
  }

  private PredictionDigest with(List<ClaimDigest> others) {
    return new PredictionDigest(
        id, role, bearing, says, verdict, ungated, scope, reason, marks, others);
  }
}
