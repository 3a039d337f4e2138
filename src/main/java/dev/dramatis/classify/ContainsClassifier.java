package dev.dramatis.classify;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.dramatis.suite.ClassifierSpec;
import java.util.List;

/** Whether the reply contains any of some texts, without regard to case. */
final class ContainsClassifier implements Classifier {
  private static final int VERSION = 1;

  private final List<String> any;
  private final Pattern pattern;

  ContainsClassifier(ClassifierSpec.Contains spec) {
    this.any = spec.any();
    if (any.isEmpty() || any.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("contains needs texts, none of them empty: " + any);
    }
    this.pattern = Patterns.anyOf(any);
  }

  @Override
  public Classification classify(Subject subject) {
    Matcher matcher = pattern.matcher(subject.response());
    return matcher.find() ? Match.yes(matcher.group()) : Match.no("contains none of " + any);
  }

  @Override
  public String hash() {
    return Fingerprint.of("contains", VERSION, any);
  }
}
