package dev.dramatis.classify;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.dramatis.suite.ClassifierSpec;
import java.util.List;

/** Whether a regular expression matches somewhere in the reply. */
final class RegexClassifier implements Classifier {
  private static final int VERSION = 1;

  private final Pattern pattern;

  RegexClassifier(ClassifierSpec.Regex spec) {
    this.pattern = Patterns.compile(spec.pattern());
  }

  @Override
  public Classification classify(Subject subject) {
    Matcher matcher = pattern.matcher(subject.response());
    return matcher.find()
        ? Match.yes(matcher.group())
        : Match.no("nothing matches " + pattern.pattern());
  }

  @Override
  public String hash() {
    return Fingerprint.of("regex", VERSION, List.of(pattern.pattern()));
  }
}
