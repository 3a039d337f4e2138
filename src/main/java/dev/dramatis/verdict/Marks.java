package dev.dramatis.verdict;

import dev.dramatis.suite.Claim;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The reservations that belong beside a decided verdict. */
final class Marks {
  private final Suite suite;
  private final ClaimEvaluation evaluation;

  Marks(Suite suite, ClaimEvaluation evaluation) {
    this.suite = suite;
    this.evaluation = evaluation;
  }

  /**
   * The marks of a prediction.
   *
   * @param verdict an undecided one, or one held back by gates, gets no mark but that on labels
   * @param finding what the data alone say
   */
  List<Mark> of(
      Prediction prediction,
      Verdict verdict,
      Finding finding,
      Levels levels,
      List<ClaimResult> claims,
      Gates gates) {
    List<Mark> marks = new ArrayList<>();
    if (verdict.isDecided()) {
      labelDependent(prediction, finding, levels).ifPresent(marks::add);
      missingDependent(prediction, finding, levels, claims).ifPresent(marks::add);
      oneKind(prediction, finding, levels, claims).ifPresent(marks::add);
      fragile(gates).ifPresent(marks::add);
    }
    if (verdict.isDecided()) {
      judgeDependent(prediction).ifPresent(marks::add);
    }
    labelsNotRead(prediction).ifPresent(marks::add);
    return marks;
  }

  private Optional<Mark> labelDependent(Prediction prediction, Finding finding, Levels levels) {
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < prediction.alternatives().size(); i++) {
      Measure alternative = prediction.alternatives().get(i);
      List<Claim> claims =
          prediction.claims().stream()
              .map(claim -> new Claim(claim.contrast(), alternative, claim.bound()))
              .toList();
      String what = "alternative " + (i + 1) + " gives ";
      finding
          .change(evaluation.finding(claims, levels))
          .map(what::concat)
          .ifPresent(differing::add);
    }
    return mark(Mark.Kind.LABEL_DEPENDENT, differing);
  }

  private Optional<Mark> missingDependent(
      Prediction prediction, Finding finding, Levels levels, List<ClaimResult> claims) {
    if (claims.stream()
        .flatMap(claim -> claim.cells().stream())
        .allMatch(cell -> cell.missing() == 0)) {
      return Optional.empty();
    }
    List<String> differing = new ArrayList<>();
    for (MissingRule rule :
        List.of(MissingRule.AGAINST_A_LARGE_CONTRAST, MissingRule.AGAINST_A_SMALL_CONTRAST)) {
      String side = rule == MissingRule.AGAINST_A_LARGE_CONTRAST ? "low" : "high";
      finding
          .change(evaluation.finding(prediction.claims(), levels, rule, UnaryOperator.identity()))
          .map(("missing trials set " + side + " give ")::concat)
          .ifPresent(differing::add);
    }
    return mark(Mark.Kind.MISSING_DEPENDENT, differing);
  }

  /**
   * Whether the verdict changes if the kind with the greatest contrast, or the one with the least,
   * had been like the others: their units stand in its place, since fewer units alone can take a
   * verdict away.
   */
  private Optional<Mark> oneKind(
      Prediction prediction, Finding finding, Levels levels, List<ClaimResult> claims) {
    Comparator<KindLine> byEstimate = Comparator.comparingDouble(KindLine::estimate);
    Set<String> extremes = new LinkedHashSet<>();
    for (ClaimResult claim : claims) {
      if (claim.kinds().size() > 1) {
        extremes.add(Collections.max(claim.kinds(), byEstimate).kind());
        extremes.add(Collections.min(claim.kinds(), byEstimate).kind());
      }
    }
    List<String> differing = new ArrayList<>();
    for (String kind : extremes) {
      finding
          .change(
              evaluation.finding(
                  prediction.claims(),
                  levels,
                  MissingRule.LEAVE_OUT,
                  effects -> effects.replacing(kind)))
          .map(("without " + kind + " it is ")::concat)
          .ifPresent(differing::add);
    }
    return mark(Mark.Kind.ONE_KIND_CARRIES_IT, differing);
  }

  private static Optional<Mark> fragile(Gates gates) {
    return mark(
        Mark.Kind.FRAGILE,
        gates.fragile().stream()
            .map(
                gate ->
                    String.format(
                        Locale.ROOT, "%s cleared its bar by %.3f", gate.id(), gate.clearance()))
            .toList());
  }

  /**
   * A judge may err otherwise in one arm than in another, and the gold items do not come from the
   * arms: only labels that people give to replies of the run could bound the difference.
   */
  private Optional<Mark> judgeDependent(Prediction prediction) {
    Set<String> judged = new LinkedHashSet<>();
    for (Claim claim : prediction.claims()) {
      claim.measure().classifiers().stream()
          .filter(id -> suite.classifiers().get(id) instanceof ClassifierSpec.Judge)
          .forEach(judged::add);
    }
    return mark(
        Mark.Kind.JUDGE_DEPENDENT,
        judged.stream().map(id -> "whether the judge errs alike in all arms by " + id).toList());
  }

  /** A voice is told by features of the text; its hits on a run are to be read by people. */
  private Optional<Mark> labelsNotRead(Prediction prediction) {
    Set<String> used =
        prediction.claims().stream()
            .flatMap(claim -> claim.measure().classifiers().stream())
            .filter(id -> suite.classifiers().get(id) instanceof ClassifierSpec.Voice)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return mark(Mark.Kind.LABELS_NOT_READ, used.stream().map(id -> "labels of " + id).toList());
  }

  private static Optional<Mark> mark(Mark.Kind kind, List<String> details) {
    return details.isEmpty()
        ? Optional.empty()
        : Optional.of(new Mark(kind, String.join("; ", details)));
  }
}
