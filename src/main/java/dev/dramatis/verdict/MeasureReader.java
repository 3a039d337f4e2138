package dev.dramatis.verdict;

import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.model.Response;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Measure.Form;
import dev.dramatis.suite.Measure.OnRefusal;
import dev.dramatis.verdict.TrialOutcome.Answered;
import dev.dramatis.verdict.TrialOutcome.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Reads a measure off the outcome of a trial. */
final class MeasureReader {
  private static final String REFUSAL = "refusal";

  private MeasureReader() {}

  /** The reading as the suite defines it. */
  static Reading read(Measure measure, TrialOutcome outcome) {
    return read(measure, outcome, Optional.empty());
  }

  /** The reading with refusals counted as told, whatever the suite says. */
  static Reading read(Measure measure, TrialOutcome outcome, OnRefusal onRefusal) {
    return read(measure, outcome, Optional.of(onRefusal));
  }

  private static Reading read(Measure measure, TrialOutcome outcome, Optional<OnRefusal> override) {
    if (!(outcome instanceof Answered answered)) {
      return Reading.MISSING;
    }
    if (measure.where().isPresent()) {
      Reading condition = read(measure.where().get(), outcome, override);
      if (!(condition instanceof Reading.Value value)) {
        return condition;
      }
      if (value.value() < 1) {
        return Reading.NOT_ELIGIBLE;
      }
    }
    OnRefusal onRefusal = override.orElse(measure.onRefusal());
    Form form = measure.form();
    if (form instanceof Form.LabelIs is) {
      return meanOverTurns(
          answered,
          is.classifier(),
          is.labels().contains(REFUSAL) ? Optional.empty() : Optional.of(onRefusal),
          label -> is.labels().contains(label.label()) ? 1 : 0);
    } else if (form instanceof Form.SubtypeIs is) {
      return meanOverTurns(
          answered,
          is.classifier(),
          Optional.of(onRefusal),
          label -> label.subtype().map(is.subtypes()::contains).orElse(false) ? 1 : 0);
    } else if (form instanceof Form.Threshold threshold) {
      return scored(
          answered, threshold.classifier(), onRefusal, score -> holds(threshold, score) ? 1 : 0);
    } else if (form instanceof Form.Score score) {
      return scored(
          answered,
          score.classifier(),
          onRefusal,
          value -> Math.min(1, Math.max(0, value / score.scale())));
    } else if (form instanceof Form.All all) {
      return all(all.measures().stream().map(part -> read(part, outcome, override)).toList());
    } else if (form instanceof Form.Agree agree) {
      return agreement(answered, agree.classifier());
    } else if (form instanceof Form.PlusMinus pair) {
      return minus(read(pair.plus(), outcome, override), read(pair.minus(), outcome, override));
    }
    throw new IllegalStateException("a form of measure that is not read: " + form);
  }

  private static boolean holds(Form.Threshold threshold, double score) {
    return switch (threshold.side()) {
      case BELOW -> score < threshold.threshold();
      case ABOVE -> score > threshold.threshold();
      case AT_LEAST -> score >= threshold.threshold();
      case AT_MOST -> score <= threshold.threshold();
    };
  }

  private static Reading scored(
      Answered answered, String classifier, OnRefusal onRefusal, ToDoubleFunction<Double> value) {
    for (Turn turn : answered.turns()) {
      if (!isRefusal(turn, classifier)
          && turn.labels().get(classifier) instanceof Labelled labelled
          && labelled.score().isEmpty()) {
        return Reading.MISSING;
      }
    }
    return meanOverTurns(
        answered,
        classifier,
        Optional.of(onRefusal),
        label -> value.applyAsDouble(label.score().orElse(0)));
  }

  /**
   * The mean over the classified turns that are eligible.
   *
   * @param onRefusal absent when a refusal is a label like any other
   */
  private static Reading meanOverTurns(
      Answered answered,
      String classifier,
      Optional<OnRefusal> onRefusal,
      ToDoubleFunction<Labelled> value) {
    double sum = 0;
    int eligible = 0;
    for (Turn turn : answered.turns()) {
      if (onRefusal.isPresent() && isRefusal(turn, classifier)) {
        switch (onRefusal.get()) {
          case ZERO -> eligible++;
          case ONE -> {
            sum += 1;
            eligible++;
          }
          case OUT -> {}
        }
      } else if (turn.labels().get(classifier) instanceof Labelled labelled) {
        sum += value.applyAsDouble(labelled);
        eligible++;
      } else {
        return Reading.MISSING;
      }
    }
    return eligible == 0 ? Reading.NOT_ELIGIBLE : new Reading.Value(sum / eligible);
  }

  /** Whether the provider or the classifier says that the turn is a refusal. */
  static boolean isRefusal(Turn turn, String classifier) {
    return turn.outcome() == Response.Outcome.REFUSAL
        || (turn.labels().get(classifier) instanceof Labelled labelled
            && labelled.label().equals(REFUSAL));
  }

  /** Whether any reply of the trial is a refusal, by the provider's or any classifier's word. */
  static boolean isRefusal(TrialOutcome outcome) {
    return outcome instanceof Answered answered
        && answered.turns().stream()
            .anyMatch(
                turn ->
                    turn.outcome() == Response.Outcome.REFUSAL
                        || turn.labels().keySet().stream()
                            .anyMatch(classifier -> isRefusal(turn, classifier)));
  }

  private static Reading all(List<Reading> parts) {
    boolean missing = false;
    boolean notEligible = false;
    double least = 1;
    for (Reading part : parts) {
      if (part instanceof Reading.Value value) {
        least = Math.min(least, value.value());
      } else if (part instanceof Reading.Missing) {
        missing = true;
      } else {
        notEligible = true;
      }
    }
    if (least == 0) {
      return Reading.ZERO;
    }
    if (missing) {
      return Reading.MISSING;
    }
    return notEligible ? Reading.NOT_ELIGIBLE : new Reading.Value(least);
  }

  private static Reading agreement(Answered answered, String classifier) {
    List<String> labels = new ArrayList<>();
    for (Turn turn : answered.turns()) {
      if (turn.outcome() == Response.Outcome.REFUSAL) {
        labels.add(REFUSAL);
      } else if (turn.labels().get(classifier) instanceof Labelled labelled) {
        labels.add(labelled.label());
      } else {
        return Reading.MISSING;
      }
    }
    int pairs = 0;
    int equal = 0;
    for (int i = 0; i < labels.size(); i++) {
      for (int j = 0; j < i; j++) {
        pairs++;
        equal += labels.get(i).equals(labels.get(j)) ? 1 : 0;
      }
    }
    return pairs == 0 ? Reading.NOT_ELIGIBLE : new Reading.Value((double) equal / pairs);
  }

  private static Reading minus(Reading plus, Reading minus) {
    if (plus instanceof Reading.Value first && minus instanceof Reading.Value second) {
      return new Reading.Value(first.value() - second.value());
    }
    return plus instanceof Reading.Missing || minus instanceof Reading.Missing
        ? Reading.MISSING
        : Reading.NOT_ELIGIBLE;
  }

  /** Whether any classifier abstained on the trial or found it unusable. */
  static boolean isUnlabelled(TrialOutcome outcome) {
    return outcome instanceof Answered answered
        && answered.turns().stream()
            .flatMap(turn -> turn.labels().values().stream())
            .anyMatch(label -> !(label instanceof Classification.Labelled));
  }
}
