package dev.dramatis.verdict;

import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides every prediction of a suite from the outcomes of its trials. */
public final class SuiteEvaluation {
  private final Suite suite;
  private final Outcomes outcomes;
  private final Gating gating;
  private final ClaimEvaluation claims;
  private final Marks marks;

  private SuiteEvaluation(Suite suite, Outcomes outcomes, Gating gating) {
    this.suite = suite;
    this.outcomes = outcomes;
    this.gating = gating;
    this.claims = new ClaimEvaluation(suite, outcomes);
    this.marks = new Marks(suite, claims);
  }

  /** Everything that the outcomes say about the suite, at the planned end. */
  public static SuiteResult of(Suite suite, Outcomes outcomes, Gating gating) {
    return new SuiteEvaluation(suite, outcomes, gating).result();
  }

  private SuiteResult result() {
    List<ArmCounts> arms =
        suite.arms().stream().map(arm -> ArmTally.of(suite, arm, outcomes)).toList();
    boolean complete = arms.stream().allMatch(arm -> arm.notAsked() == 0);
    Map<String, PredictionResult> results = new LinkedHashMap<>();
    for (Prediction prediction : inOrderOfGates()) {
      results.put(prediction.id(), decide(prediction, results, complete));
    }
    return new SuiteResult(
        suite,
        suite.predictions().stream().map(prediction -> results.get(prediction.id())).toList(),
        arms,
        DoseLines.of(suite, outcomes));
  }

  /** Predictions that gate others first; a gate may have gates of its own. */
  private List<Prediction> inOrderOfGates() {
    List<Prediction> order = new ArrayList<>();
    List<Prediction> waiting = new ArrayList<>(suite.predictions());
    while (!waiting.isEmpty()) {
      List<Prediction> ready =
          waiting.stream()
              .filter(
                  prediction ->
                      waiting.stream()
                          .filter(other -> other != prediction)
                          .noneMatch(other -> isGateOf(other, prediction)))
              .toList();
      List<Prediction> next = ready.isEmpty() ? List.copyOf(waiting) : ready;
      order.addAll(next);
      waiting.removeAll(next);
    }
    return order;
  }

  private static boolean isGateOf(Prediction gate, Prediction prediction) {
    return prediction
        .gates()
        .map(ids -> ids.contains(gate.id()))
        .orElse(gate.role().gates() && !prediction.role().gates());
  }

  private PredictionResult decide(
      Prediction prediction, Map<String, PredictionResult> results, boolean complete) {
    Levels levels = Levels.of(suite, prediction);
    Gates gates = Gates.of(suite, prediction, results);
    List<ClaimResult> claimResults =
        prediction.claims().stream().map(claim -> claims.result(claim, levels)).toList();
    Finding finding =
        claims.finding(prediction.claims(), levels, MissingRule.LEAVE_OUT, unit -> true);
    Optional<String> untestable =
        complete
            ? ExclusionCheck.of(suite.exclusions(), claimResults)
            : Optional.of("the run is not complete");
    Verdict verdict = finding.verdict();
    String reason = "";
    if (untestable.isPresent()) {
      verdict = Verdict.NOT_TESTED;
      reason = untestable.get();
    } else if (gating == Gating.ON && gates.closed().isPresent()) {
      verdict = Verdict.NOT_TESTED;
      reason = gates.closed().get();
    } else if (gating == Gating.ON
        && verdict == Verdict.SUPPORTED
        && gates.undecidedControl().isPresent()) {
      verdict = Verdict.INCONCLUSIVE;
      reason = "the control " + gates.undecidedControl().get() + " is undecided";
    } else if (verdict == Verdict.CONTRADICTED) {
      reason = Reasons.contradicted(claimResults);
    }
    return new PredictionResult(
        prediction,
        verdict,
        untestable.isPresent() ? Verdict.NOT_TESTED : finding.verdict(),
        finding.scope(),
        reason,
        claimResults,
        gates.results(),
        marks.of(prediction, verdict, levels, claimResults, gates));
  }
}
