package dev.dramatis.verdict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Abstained;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.stats.Detection;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.GoldItem;
import dev.dramatis.suite.JudgeBar;
import dev.dramatis.suite.Rubric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeScoreTest {
  private final List<GoldItem> gold = new ArrayList<>();
  private final Map<String, Classification> given = new LinkedHashMap<>();
  private final Map<String, List<Classification>> votes = new LinkedHashMap<>();

  private static Classification label(String label) {
    return label.isEmpty()
        ? new Abstained("hm")
        : new Labelled(label, Optional.empty(), OptionalDouble.empty(), "");
  }

  private void items(int count, String right, String said, String... others) {
    for (int i = 0; i < count; i++) {
      String id = "g" + gold.size();
      gold.add(new GoldItem(id, Optional.empty(), "text " + id, right, "author"));
      given.put(id, label(said));
      List<Classification> all = new ArrayList<>(List.of(label(said)));
      for (String other : others) {
        all.add(label(other));
      }
      votes.put(id, all);
    }
  }

  private JudgeScore score(String... judges) {
    return JudgeScore.of(
        new ClassifierSpec.Judge(
            new Rubric(new Rubric.YesNo(), "Is it so?", false, Map.of()), gold),
        List.of(judges),
        given,
        votes);
  }

  /** By hand: 48 of 50 and 47 of 50, one abstention among the misses; κ = (0.95 − 0.5)/0.5…. */
  @Test
  void countsEveryLabelAgainstTheOthers() {
    items(48, "yes", "yes");
    items(1, "yes", "no");
    items(1, "yes", "");
    items(47, "no", "no");
    items(3, "no", "yes");
    JudgeScore score = score("a");

    Detection yes = requireNonNull(score.labels().get("yes"));
    assertThat(yes.sensitivity()).hasValue(0.96);
    assertThat(yes.specificity()).hasValue(0.94);
    Detection no = requireNonNull(score.labels().get("no"));
    assertThat(no.sensitivity()).hasValue(0.94);
    assertThat(no.specificity()).hasValue(0.98);
    assertThat(score.abstained()).isEqualTo(1);
    // Observed 0.95; expected 0.5·0.51 + 0.5·0.48 + 0·0.01 = 0.495; (0.95 − 0.495)/0.505.
    assertThat(score.kappa().getAsDouble()).isCloseTo(0.455 / 0.505, within(1e-9));
    assertThat(score.alpha()).isEmpty();
    // Clopper–Pearson, 2.5 %: 48/50 from 0.8629, 47/50 from 0.8345 (R's binom.test).
    assertThat(score.attenuation(Set.of("yes"))).isCloseTo(0.8629 + 0.8345 - 1, within(2e-4));
    assertThat(score.underBar(JudgeBar.DEFAULT)).isEmpty();
    assertThat(score.underBar(new JudgeBar(0.95, 0.95)))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("specificity for \"yes\" is 0.94"));
  }

  @Test
  void aPanelThatAgreesHasAnAlphaOfOne() {
    items(10, "yes", "yes", "yes");
    items(10, "no", "no", "no");

    assertThat(score("a", "b").alpha()).hasValue(1);
  }

  /**
   * What says "small" must hold against the margin times the factor; what says "large" need not.
   */
  @ParameterizedTest
  @CsvSource({
    "above, 0.10, 0.11, 0.30, 1.0, SUPPORTED",
    "above, 0.10, 0.11, 0.30, 0.7, SUPPORTED",
    "above, 0.10, -0.02, 0.09, 1.0, CONTRADICTED",
    "above, 0.10, -0.02, 0.09, 0.8, INCONCLUSIVE",
    "above, 0.10, -0.02, 0.07, 0.8, CONTRADICTED",
    "above, -0.05, -0.045, 0.02, 1.0, SUPPORTED",
    "above, -0.05, -0.045, 0.02, 0.8, INCONCLUSIVE",
    "above, -0.05, -0.20, -0.06, 0.8, CONTRADICTED",
    "below, 0.10, 0.00, 0.09, 1.0, SUPPORTED",
    "below, 0.10, 0.00, 0.09, 0.8, INCONCLUSIVE",
    "below, 0.10, 0.12, 0.20, 0.8, CONTRADICTED",
    "within, 0.10, -0.09, 0.05, 1.0, SUPPORTED",
    "within, 0.10, -0.09, 0.05, 0.8, INCONCLUSIVE",
    "within, 0.10, -0.07, 0.05, 0.8, SUPPORTED",
    "within, 0.10, 0.11, 0.20, 0.8, CONTRADICTED"
  })
  void errorsOfAJudgeCountAgainstSmallness(
      String kind, double margin, double lower, double upper, double factor, Verdict verdict) {
    Bound bound =
        switch (kind) {
          case "above" -> new Bound.Above(margin);
          case "below" -> new Bound.Below(margin);
          default -> new Bound.Within(margin);
        };

    assertThat(Decision.of(bound, new Interval(lower, upper), factor)).isEqualTo(verdict);
  }
}
