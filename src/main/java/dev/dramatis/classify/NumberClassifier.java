package dev.dramatis.classify;

import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.suite.ClassifierSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether the last number in the reply lies within bounds; its score is that number. */
final class NumberClassifier implements Classifier {
  private static final int VERSION = 1;

  private final ClassifierSpec.Numeric spec;

  NumberClassifier(ClassifierSpec.Numeric spec) {
    this.spec = spec;
  }

  @Override
  public Classification classify(Subject subject) {
    Optional<Numbers.Found> last = Numbers.last(subject.response());
    if (last.isEmpty()) {
      return Match.label("none", "no number");
    }
    Numbers.Found number = last.get();
    boolean within =
        number.value() >= spec.atLeast().orElse(Double.NEGATIVE_INFINITY)
            && number.value() <= spec.atMost().orElse(Double.POSITIVE_INFINITY);
    return new Labelled(
        within ? "match" : "no-match",
        Optional.empty(),
        OptionalDouble.of(number.value()),
        Quote.of(subject.response(), number.start(), number.end()));
  }

  @Override
  public String hash() {
    return Fingerprint.of(
        "number", VERSION, List.of(spec.atLeast().toString(), spec.atMost().toString()));
  }
}
