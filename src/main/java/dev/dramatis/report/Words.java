package dev.dramatis.report;

import dev.dramatis.suite.Bearing;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.Contradiction;
import dev.dramatis.verdict.Mark;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.Scope;
import dev.dramatis.verdict.Verdict;

/** The words of a report for what the records say by constants. */
final class Words {
  /** Stands on every report of a simulated run. */
  static final String SIMULATED =
      "This shows that the instrument works. It is no evidence about any language model.";

  private Words() {}

  static String of(Verdict verdict) {
    return switch (verdict) {
      case SUPPORTED -> "supported";
      case CONTRADICTED -> "contradicted";
      case INCONCLUSIVE -> "inconclusive";
      case NOT_TESTED -> "not tested";
    };
  }

  /** The name of the verdict's shape and colour in the style sheet. */
  static String style(Verdict verdict) {
    return of(verdict).replace(' ', '-');
  }

  static String of(Scope scope) {
    return switch (scope) {
      case THESE_PROBES -> "on these probes";
      case PROBES_MADE_THE_SAME_WAY -> "for probes made the same way";
    };
  }

  /** How far a verdict reaches; an undecided one reaches nowhere. */
  static String scope(PredictionResult result) {
    return result.verdict().isDecided() ? of(result.scope()) + checkpoints(result) : Numbers.NONE;
  }

  /** That a verdict is about the models that were asked; empty if no trained model was. */
  private static String checkpoints(PredictionResult result) {
    return result.claims().stream()
        .filter(ClaimResult::isOfTheseCheckpoints)
        .findFirst()
        .map(
            claim ->
                claim.seeds().size() == 1
                    ? ", this checkpoint"
                    : ", these " + claim.seeds().size() + " checkpoints")
        .orElse("");
  }

  static String of(Role role) {
    return switch (role) {
      case PRIMARY -> "primary";
      case SECONDARY -> "secondary";
      case CHECK -> "check";
      case CONTROL -> "control";
    };
  }

  static String of(Bearing bearing) {
    return switch (bearing) {
      case CORE -> "core";
      case DERIVED -> "derived";
      case ALLOWED -> "allowed";
      case STRONG_FORM -> "strong form";
      case RIVAL -> "rival";
    };
  }

  static String meaning(Bearing bearing) {
    return switch (bearing) {
      case CORE -> "persona selection stands or falls with it";
      case DERIVED -> "it follows from persona selection with further assumptions";
      case ALLOWED -> "persona selection permits either outcome, so that neither counts";
      case STRONG_FORM -> "only the strong form of persona selection says so";
      case RIVAL -> "a rival account says so";
    };
  }

  static String of(Contradiction contradiction) {
    return switch (contradiction) {
      case REVERSED -> "reversed";
      case ABSENT -> "absent";
      case TOO_SMALL -> "too small";
      case TOO_LARGE -> "too large";
    };
  }

  static String of(Mark.Kind mark) {
    return switch (mark) {
      case LABEL_DEPENDENT -> "label-dependent";
      case MISSING_DEPENDENT -> "missing-dependent";
      case ONE_KIND_CARRIES_IT -> "one kind carries it";
      case JUDGE_DEPENDENT -> "judge-dependent";
      case FRAGILE -> "fragile";
      case LABELS_NOT_READ -> "labels not read";
    };
  }

  static String meaning(Mark.Kind mark) {
    return switch (mark) {
      case LABEL_DEPENDENT ->
          "The verdict changes under a labelling that the suite names as an alternative.";
      case MISSING_DEPENDENT -> "The verdict changes if every missing trial is set against it.";
      case ONE_KIND_CARRIES_IT -> "The verdict changes when the strongest kind is left out.";
      case JUDGE_DEPENDENT ->
          "The labels are another model's; nothing shows that it errs alike in arms whose replies"
              + " differ in style.";
      case FRAGILE ->
          "A gate cleared its bar by less than 3 points; near the bar, a gate that should have"
              + " closed may have opened by chance.";
      case LABELS_NOT_READ ->
          "The labels come from a classifier that goes by features of the text; nobody has yet"
              + " read its hits on this run.";
    };
  }

  /** What is claimed of the contrast: {@code above +5.0}. */
  static String of(Bound bound, boolean rate) {
    String margin = rate ? Numbers.percent(bound.margin()) : Numbers.points(bound.margin()) + " pp";
    if (bound instanceof Bound.Above) {
      return "above " + margin;
    } else if (bound instanceof Bound.Below) {
      return "below " + margin;
    }
    return "within ±" + Numbers.percentOnly(bound.margin()) + (rate ? " %" : " pp");
  }
}
