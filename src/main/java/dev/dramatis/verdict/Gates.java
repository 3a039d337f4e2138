package dev.dramatis.verdict;

import static java.util.Objects.requireNonNull;

import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the checks and controls before a prediction make of its verdict. */
final class Gates {
  /** A gate that cleared its bar by less makes a verdict fragile (docs/statistics.md). */
  static final double FRAGILE = 0.03;

  private final List<GateResult> gates;

  private Gates(List<GateResult> gates) {
    this.gates = gates;
  }

  /** The gates of a prediction, whose results are known; checks and controls have none. */
  static Gates of(Suite suite, Prediction prediction, Map<String, PredictionResult> results) {
    if (prediction.role().gates()) {
      return new Gates(List.of());
    }
    List<String> ids =
        prediction
            .gates()
            .orElseGet(
                () ->
                    suite.predictions().stream()
                        .filter(other -> other.role().gates())
                        .map(Prediction::id)
                        .toList());
    return new Gates(
        ids.stream()
            .map(id -> requireNonNull(results.get(id), () -> "no check or control " + id))
            .map(Gates::gate)
            .toList());
  }

  private static GateResult gate(PredictionResult result) {
    double clearance =
        result.claims().stream()
            .mapToDouble(
                claim -> Decision.clearance(claim.claim().bound(), claim.interval(result.scope())))
            .min()
            .orElse(0);
    return new GateResult(
        result.prediction().id(), result.prediction().role(), result.verdict(), clearance);
  }

  List<GateResult> results() {
    return gates;
  }

  /** Why the prediction is not tested; empty if nothing forbids it. */
  Optional<String> closed() {
    for (GateResult gate : gates) {
      if (gate.role() == Role.CONTROL) {
        if (gate.verdict() == Verdict.CONTRADICTED) {
          return Optional.of("the control " + gate.id() + " is contradicted");
        }
        if (gate.verdict() == Verdict.NOT_TESTED) {
          return Optional.of("the control " + gate.id() + " could not be tested");
        }
      } else if (gate.verdict() != Verdict.SUPPORTED) {
        return Optional.of("the check " + gate.id() + " " + state(gate.verdict()));
      }
    }
    return Optional.empty();
  }

  private static String state(Verdict verdict) {
    return switch (verdict) {
      case SUPPORTED -> "passed";
      case CONTRADICTED -> "failed";
      case INCONCLUSIVE -> "is undecided";
      case NOT_TESTED -> "could not be tested";
    };
  }

  /** A control that stayed open, which keeps a verdict from SUPPORTED. */
  Optional<String> undecidedControl() {
    return gates.stream()
        .filter(gate -> gate.role() == Role.CONTROL && gate.verdict() == Verdict.INCONCLUSIVE)
        .map(GateResult::id)
        .findFirst();
  }

  /** The gates that barely passed. */
  List<GateResult> fragile() {
    return gates.stream()
        .filter(gate -> gate.verdict() == Verdict.SUPPORTED && gate.clearance() < FRAGILE)
        .toList();
  }
}
