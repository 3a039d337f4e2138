package dev.dramatis.verdict;

import dev.dramatis.suite.Claim;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Measure.Form;
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
   */
  List<Mark> of(
      Prediction prediction,
      Verdict verdict,
      Levels levels,
      List<ClaimResult> claims,
      Gates gates) {
    List<Mark> marks = new ArrayList<>();
    if (verdict.isDecided()) {
      labelDependent(prediction, verdict, levels).ifPresent(marks::add);
      missingDependent(prediction, verdict, levels, claims).ifPresent(marks::add);
      oneKind(prediction, verdict, levels, claims).ifPresent(marks::add);
      fragile(gates).ifPresent(marks::add);
    }
    labelsNotRead(prediction).ifPresent(marks::add);
    return marks;
  }

  private Optional<Mark> labelDependent(Prediction prediction, Verdict verdict, Levels levels) {
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < prediction.alternatives().size(); i++) {
      Measure alternative = prediction.alternatives().get(i);
      List<Claim> claims =
          prediction.claims().stream()
              .map(claim -> new Claim(claim.contrast(), alternative, claim.bound()))
              .toList();
      Verdict other = evaluation.finding(claims, levels).verdict();
      if (other != verdict) {
        differing.add("alternative " + (i + 1) + " gives " + other);
      }
    }
    return mark(Mark.Kind.LABEL_DEPENDENT, differing);
  }

  private Optional<Mark> missingDependent(
      Prediction prediction, Verdict verdict, Levels levels, List<ClaimResult> claims) {
    if (claims.stream()
        .flatMap(claim -> claim.cells().stream())
        .allMatch(cell -> cell.missing() == 0)) {
      return Optional.empty();
    }
    List<String> differing = new ArrayList<>();
    for (MissingRule rule :
        List.of(MissingRule.AGAINST_A_LARGE_CONTRAST, MissingRule.AGAINST_A_SMALL_CONTRAST)) {
      Verdict other =
          evaluation.finding(prediction.claims(), levels, rule, UnaryOperator.identity()).verdict();
      if (other != verdict) {
        differing.add(
            "missing trials set "
                + (rule == MissingRule.AGAINST_A_LARGE_CONTRAST ? "low" : "high")
                + " give "
                + other);
      }
    }
    return mark(Mark.Kind.MISSING_DEPENDENT, differing);
  }

  /**
   * Whether the verdict changes if the kind with the greatest contrast, or the one with the least,
   * had been like the others: their units stand in its place, since fewer units alone can take a
   * verdict away.
   */
  private Optional<Mark> oneKind(
      Prediction prediction, Verdict verdict, Levels levels, List<ClaimResult> claims) {
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
      Verdict other =
          evaluation
              .finding(
                  prediction.claims(),
                  levels,
                  MissingRule.LEAVE_OUT,
                  effects -> effects.replacing(kind))
              .verdict();
      if (other != verdict) {
        differing.add("without " + kind + " it is " + other);
      }
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

  /** A voice is told by features of the text; its hits on a run are to be read by people. */
  private Optional<Mark> labelsNotRead(Prediction prediction) {
    Set<String> used =
        prediction.claims().stream()
            .flatMap(claim -> classifiers(claim.measure()).stream())
            .filter(id -> suite.classifiers().get(id) instanceof ClassifierSpec.Voice)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return mark(Mark.Kind.LABELS_NOT_READ, used.stream().map(id -> "labels of " + id).toList());
  }

  private static Set<String> classifiers(Measure measure) {
    Set<String> ids = new LinkedHashSet<>();
    measure.where().ifPresent(where -> ids.addAll(classifiers(where)));
    Form form = measure.form();
    if (form instanceof Form.LabelIs is) {
      ids.add(is.classifier());
    } else if (form instanceof Form.SubtypeIs is) {
      ids.add(is.classifier());
    } else if (form instanceof Form.Threshold threshold) {
      ids.add(threshold.classifier());
    } else if (form instanceof Form.Score score) {
      ids.add(score.classifier());
    } else if (form instanceof Form.Agree agree) {
      ids.add(agree.classifier());
    } else if (form instanceof Form.All all) {
      all.measures().forEach(part -> ids.addAll(classifiers(part)));
    } else if (form instanceof Form.PlusMinus pair) {
      ids.addAll(classifiers(pair.plus()));
      ids.addAll(classifiers(pair.minus()));
    }
    return ids;
  }

  private static Optional<Mark> mark(Mark.Kind kind, List<String> details) {
    return details.isEmpty()
        ? Optional.empty()
        : Optional.of(new Mark(kind, String.join("; ", details)));
  }
}
