package dev.dramatis.verdict;

import static java.util.Objects.requireNonNull;

import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides every prediction of a suite from the outcomes of its trials. */
public final class SuiteEvaluation {
  private final Suite suite;
  private final Outcomes outcomes;
  private final Gating gating;
  private final JudgeEvidence judges;
  private final Map<String, String> unaskable;
  private final ClaimEvaluation claims;
  private final Marks marks;

  private SuiteEvaluation(
      Suite suite,
      Outcomes outcomes,
      Gating gating,
      JudgeEvidence judges,
      Map<String, String> unaskable) {
    this.suite = suite;
    this.outcomes = outcomes;
    this.gating = gating;
    this.judges = judges;
    this.unaskable = unaskable;
    this.claims = new ClaimEvaluation(suite, outcomes, judges);
    this.marks = new Marks(suite, claims);
  }

  /** Everything that the outcomes say about the suite, at the planned end. */
  public static SuiteResult of(Suite suite, Outcomes outcomes, Gating gating) {
    return of(suite, outcomes, gating, JudgeEvidence.NONE);
  }

  /** The same with what is known of the judges whose labels the outcomes hold. */
  public static SuiteResult of(
      Suite suite, Outcomes outcomes, Gating gating, JudgeEvidence judges) {
    return of(suite, outcomes, gating, judges, Map.of());
  }

  /**
   * The same where some arms could not be asked.
   *
   * @param unaskable why not, by the arm's id
   */
  public static SuiteResult of(
      Suite suite,
      Outcomes outcomes,
      Gating gating,
      JudgeEvidence judges,
      Map<String, String> unaskable) {
    return new SuiteEvaluation(suite, outcomes, gating, judges, unaskable).result();
  }

  /**
   * One prediction's verdict, its gates left aside, without all that a report shows beside it.
   *
   * @param outcomes of its own arms; of no others anything is asked
   */
  public static Verdict alone(
      Suite suite, Prediction prediction, Outcomes outcomes, JudgeEvidence judges) {
    SuiteEvaluation evaluation = new SuiteEvaluation(suite, outcomes, Gating.OFF, judges, Map.of());
    Levels levels = Levels.of(suite, prediction);
    boolean excluded =
        ExclusionCheck.of(
                suite.exclusions(),
                prediction.claims().stream()
                    .map(claim -> evaluation.claims.result(claim, levels))
                    .toList())
            .isPresent();
    return excluded || evaluation.unjudged(prediction).isPresent()
        ? Verdict.NOT_TESTED
        : evaluation.claims.finding(prediction.claims(), levels).verdict();
  }

  private SuiteResult result() {
    List<ArmCounts> arms =
        suite.arms().stream().map(arm -> ArmTally.of(suite, arm, outcomes)).toList();
    Map<String, PredictionResult> results = new LinkedHashMap<>();
    Stream.of(true, false)
        .flatMap(
            gates ->
                suite.predictions().stream()
                    .filter(prediction -> prediction.role().gates() == gates))
        .forEach(prediction -> results.put(prediction.id(), decide(prediction, results, arms)));
    return new SuiteResult(
        suite,
        suite.predictions().stream()
            .map(prediction -> requireNonNull(results.get(prediction.id())))
            .toList(),
        arms,
        DoseLines.of(suite, outcomes),
        judges.scores(),
        unaskable);
  }

  /** Why an arm of a prediction could not be asked at all. */
  private Optional<String> unasked(Prediction prediction) {
    Set<String> used = prediction.arms();
    return suite.arms().stream()
        .filter(arm -> used.contains(arm.condition()) && unaskable.containsKey(arm.id()))
        .findFirst()
        .map(arm -> unaskable.get(arm.id()));
  }

  /** Why the judges of a prediction keep it from being tested; empty if they do not. */
  private Optional<String> unjudged(Prediction prediction) {
    return prediction.claims().stream()
        .flatMap(claim -> claim.measure().classifiers().stream())
        .flatMap(
            id ->
                Optional.ofNullable(judges.untested().get(id))
                    .or(
                        () ->
                            Optional.ofNullable(judges.scores().get(id))
                                .flatMap(score -> score.underBar(suite.judgeBar())))
                    .stream())
        .findFirst();
  }

  /** Why a prediction cannot be tested on an unfinished run; empty if its own arms are finished. */
  private Optional<String> unfinished(Prediction prediction, List<ArmCounts> arms) {
    Set<String> used = prediction.arms();
    return arms.stream()
        .filter(arm -> arm.notAsked() > 0 && used.contains(suite.arm(arm.arm()).condition()))
        .findFirst()
        .map(
            arm ->
                arm.notAsked()
                    + " of the "
                    + arm.trials()
                    + " trials of "
                    + arm.arm()
                    + " were not asked");
  }

  private PredictionResult decide(
      Prediction prediction, Map<String, PredictionResult> results, List<ArmCounts> arms) {
    Levels levels = Levels.of(suite, prediction);
    Gates gates = Gates.of(suite, prediction, results);
    List<ClaimResult> claimResults =
        prediction.claims().stream().map(claim -> claims.result(claim, levels)).toList();
    Finding finding = claims.finding(prediction.claims(), levels);
    Optional<String> untestable =
        unasked(prediction)
            .or(() -> unjudged(prediction))
            .or(() -> unfinished(prediction, arms))
            .or(() -> ExclusionCheck.of(suite.exclusions(), claimResults));
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
        marks.of(prediction, verdict, finding, levels, claimResults, gates));
  }
}
