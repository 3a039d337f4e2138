package dev.dramatis.suite;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A number in [0, 1] (in [−1, 1] for a difference) read off the labels of one trial.
 *
 * @param where trials that do not meet it leave the denominator, and are counted
 */
public record Measure(Form form, Optional<Measure> where, OnRefusal onRefusal) {
  /** What a refusal counts as. */
  public enum OnRefusal {
    ZERO,
    ONE,
    OUT
  }

  /** On which side of a threshold a score counts. */
  public enum Side {
    BELOW,
    ABOVE,
    AT_LEAST,
    AT_MOST
  }

  /** What is read. */
  public sealed interface Form {
    /** 1 if the label is one of these. */
    record LabelIs(String classifier, Set<String> labels) implements Form {
      public LabelIs {
        labels = Set.copyOf(labels);
      }
    }

    /** 1 if the subtype is one of these. */
    record SubtypeIs(String classifier, Set<String> subtypes) implements Form {
      public SubtypeIs {
        subtypes = Set.copyOf(subtypes);
      }
    }

    /** 1 if the score lies on this side of the threshold. */
    record Threshold(String classifier, Side side, double threshold) implements Form {}

    /** The score divided by the classifier's scale. */
    record Score(String classifier, double scale) implements Form {}

    /** 1 if all of these are 1. */
    record All(List<Measure> measures) implements Form {
      public All {
        measures = List.copyOf(measures);
      }
    }

    /** Share of pairs of a trial's turns that carry the same label. */
    record Agree(String classifier) implements Form {}

    /** The first minus the second, in [−1, 1]. */
    record PlusMinus(Measure plus, Measure minus) implements Form {}
  }

  /** The least value that it can take. */
  public double least() {
    return form instanceof Form.PlusMinus ? -1 : 0;
  }

  /** Every classifier whose labels it reads. */
  public Set<String> classifiers() {
    Set<String> ids = new LinkedHashSet<>();
    where.ifPresent(condition -> ids.addAll(condition.classifiers()));
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
      all.measures().forEach(part -> ids.addAll(part.classifiers()));
    } else if (form instanceof Form.PlusMinus pair) {
      ids.addAll(pair.plus().classifiers());
      ids.addAll(pair.minus().classifiers());
    }
    return ids;
  }
}
