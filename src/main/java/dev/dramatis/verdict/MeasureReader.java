package dev.dramatis.verdict;

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
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/** Reads a measure off the outcome of a trial. */
final class MeasureReader {
  private static final String REFUSAL = "refusal";

  private MeasureReader() {}

  /** The reading as the suite defines it. */
  static Reading read(Measure measure, TrialOutcome outcome) {
    return read(measure, outcome, Optional.empty());
  }

  /** The reading with refusals counted as told, whatever the suite says; conditions stay. */
  static Reading read(Measure measure, TrialOutcome outcome, OnRefusal onRefusal) {
    return read(measure, outcome, Optional.of(onRefusal));
  }

  private static Reading read(Measure measure, TrialOutcome outcome, Optional<OnRefusal> override) {
    if (!(outcome instanceof Answered answered)) {
      return Reading.MISSING;
    }
    Form form = measure.form();
    if (form instanceof Form.Agree agree) {
      return onlyIf(measure.where(), outcome).orElseGet(() -> agreement(answered, agree));
    } else if (form instanceof Form.PlusMinus pair) {
      Optional<OnRefusal> rule = inherited(measure, override);
      return onlyIf(measure.where(), outcome)
          .orElseGet(
              () -> minus(read(pair.plus(), outcome, rule), read(pair.minus(), outcome, rule)));
    }
    return mean(answered.turns().stream().map(turn -> ofTurn(measure, turn, override)).toList());
  }

  /** The reading of a trial that does not meet a condition in every reply; empty if it does. */
  private static Optional<Reading> onlyIf(Optional<Measure> where, TrialOutcome outcome) {
    return where
        .map(condition -> read(condition, outcome, Optional.empty()))
        .flatMap(MeasureReader::unmet);
  }

  private static Optional<Reading> unmet(Reading condition) {
    if (!(condition instanceof Reading.Value value)) {
      return Optional.of(condition);
    }
    return value.value() < 1 ? Optional.of(Reading.NOT_ELIGIBLE) : Optional.empty();
  }

  /** What a measure that joins others says about refusals goes before what they say. */
  private static Optional<OnRefusal> inherited(Measure measure, Optional<OnRefusal> override) {
    return override.or(
        () ->
            measure.onRefusal() == OnRefusal.ZERO
                ? Optional.empty()
                : Optional.of(measure.onRefusal()));
  }

  /** The reading of one reply, of a measure that looks at replies one by one. */
  private static Reading ofTurn(Measure measure, Turn turn, Optional<OnRefusal> override) {
    return measure
        .where()
        .flatMap(condition -> unmet(ofTurn(condition, turn, Optional.empty())))
        .orElseGet(() -> formOfTurn(measure, turn, override));
  }

  private static Reading formOfTurn(Measure measure, Turn turn, Optional<OnRefusal> override) {
    OnRefusal onRefusal = override.orElse(measure.onRefusal());
    Form form = measure.form();
    if (form instanceof Form.LabelIs is) {
      return is.labels().contains(REFUSAL) && isRefusal(turn, is.classifier())
          ? Reading.ONE
          : labelled(
              turn, is.classifier(), onRefusal, label -> is.labels().contains(label.label()));
    } else if (form instanceof Form.SubtypeIs is) {
      return labelled(
          turn,
          is.classifier(),
          onRefusal,
          label -> label.subtype().map(is.subtypes()::contains).orElse(false));
    } else if (form instanceof Form.Threshold threshold) {
      return scored(
          turn, threshold.classifier(), onRefusal, score -> holds(threshold, score) ? 1 : 0);
    } else if (form instanceof Form.Score score) {
      return scored(
          turn,
          score.classifier(),
          onRefusal,
          value -> Math.min(1, Math.max(0, value / score.scale())));
    } else if (form instanceof Form.All all) {
      Optional<OnRefusal> rule = inherited(measure, override);
      return all(all.measures().stream().map(part -> ofTurn(part, turn, rule)).toList());
    }
    throw new IllegalStateException("a form of measure that is not read off a reply: " + form);
  }

  private static boolean holds(Form.Threshold threshold, double score) {
    return switch (threshold.side()) {
      case BELOW -> score < threshold.threshold();
      case ABOVE -> score > threshold.threshold();
      case AT_LEAST -> score >= threshold.threshold();
      case AT_MOST -> score <= threshold.threshold();
    };
  }

  private static Reading labelled(
      Turn turn, String classifier, OnRefusal onRefusal, Predicate<Labelled> counts) {
    if (isRefusal(turn, classifier)) {
      return refused(onRefusal);
    }
    return turn.labels().get(classifier) instanceof Labelled label
        ? counts.test(label) ? Reading.ONE : Reading.ZERO
        : Reading.MISSING;
  }

  private static Reading scored(
      Turn turn, String classifier, OnRefusal onRefusal, DoubleUnaryOperator value) {
    if (isRefusal(turn, classifier)) {
      return refused(onRefusal);
    }
    return turn.labels().get(classifier) instanceof Labelled label && label.score().isPresent()
        ? new Reading.Value(value.applyAsDouble(label.score().getAsDouble()))
        : Reading.MISSING;
  }

  private static Reading refused(OnRefusal onRefusal) {
    return switch (onRefusal) {
      case ZERO -> Reading.ZERO;
      case ONE -> Reading.ONE;
      case OUT -> Reading.NOT_ELIGIBLE;
    };
  }

  /** The mean over the replies that are eligible; missing if one of them is. */
  private static Reading mean(List<Reading> replies) {
    if (replies.size() == 1) {
      return replies.get(0);
    }
    double sum = 0;
    int eligible = 0;
    for (Reading reply : replies) {
      if (reply instanceof Reading.Missing) {
        return reply;
      }
      if (reply instanceof Reading.Value value) {
        sum += value.value();
        eligible++;
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

  private static Reading agreement(Answered answered, Form.Agree agree) {
    List<String> labels = new ArrayList<>();
    for (Turn turn : answered.turns()) {
      if (turn.outcome() == Response.Outcome.REFUSAL) {
        labels.add(REFUSAL);
      } else if (turn.labels().get(agree.classifier()) instanceof Labelled labelled) {
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
            .anyMatch(label -> !(label instanceof Labelled));
  }
}
