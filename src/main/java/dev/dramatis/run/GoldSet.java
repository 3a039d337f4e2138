package dev.dramatis.run;

import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.JudgeBar;
import dev.dramatis.suite.RubricFile;
import dev.dramatis.suite.Suite;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a judge is held against: the gold items of a suite, or those of a rubric on its own.
 *
 * @param id of the suite or rubric
 * @param judges by the name of the classifier; that of a rubric is named as the set is
 * @param bar that a judge has to reach
 * @param isRubric whether it is a rubric's
 */
public record GoldSet(
    String id, Map<String, ClassifierSpec.Judge> judges, JudgeBar bar, boolean isRubric) {
  public GoldSet {
    judges = Collections.unmodifiableMap(new LinkedHashMap<>(judges));
  }

  /** All that a suite asks judges, under its own bar. */
  public static GoldSet of(Suite suite) {
    Map<String, ClassifierSpec.Judge> judges = new LinkedHashMap<>();
    suite
        .classifiers()
        .forEach(
            (name, spec) -> {
              if (spec instanceof ClassifierSpec.Judge judge) {
                judges.put(name, judge);
              }
            });
    return new GoldSet(suite.id(), judges, suite.judgeBar(), false);
  }

  /** One rubric, under the bar of suites that set none. */
  public static GoldSet of(RubricFile rubric) {
    return new GoldSet(rubric.id(), Map.of(rubric.id(), rubric.judge()), JudgeBar.DEFAULT, true);
  }
}
