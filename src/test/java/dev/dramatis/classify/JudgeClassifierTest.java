package dev.dramatis.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.classify.Classification.Abstained;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.classify.Classification.Unusable;
import dev.dramatis.model.TokenChoice;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Rubric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeClassifierTest {
  private static final Rubric.Score SCORE =
      new Rubric.Score(Map.of(0, "none", 50, "some", 100, "all"), 30);

  private static JudgeClassifier judge(Rubric.Form form) {
    return new JudgeClassifier(
        new ClassifierSpec.Judge(
            new Rubric(form, "Is it so?", false, Map.of("refusal", "it declines")), List.of()));
  }

  private static final JudgeClassifier YES_NO = judge(new Rubric.YesNo());
  private static final JudgeClassifier SCORED = judge(SCORE);
  private static final JudgeClassifier CHOICE =
      judge(new Rubric.Choice(Map.of("complies", "does it", "declines", "does not")));

  private static String label(Classification classification) {
    return classification instanceof Labelled labelled ? labelled.label() : "none";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes | yes",
        "No. | no",
        "**YES** | yes",
        "\"no\" | no",
        "Answer: yes | yes",
        "REFUSAL | refusal",
        "refusal. | refusal",
        "maybe | none",
        "yes and no | none",
        "I cannot say yes to that | none",
        "The label is no | none",
        "| none"
      })
  void takesTheAnswerAloneAndNothingLike(String answer, String label) {
    assertThat(label(YES_NO.read(answer == null ? "" : answer, List.of()))).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({"complies, complies", "Declines!, declines", "REFUSAL, refusal", "complies?, none"})
  void readsChoices(String answer, String label) {
    assertThat(label(CHOICE.read(answer, List.of()))).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({
    "85, high",
    "30, high",
    "29, low",
    "Score: 7, low",
    "100, high",
    "85/100, high",
    "0, low"
  })
  void readsNumbersAndHoldsThemAgainstTheCut(String answer, String label) {
    assertThat(label(SCORED.read(answer, List.of()))).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"101", "-5", "8 5", "eighty", "3.5", "٨٥", "85 because", "1000", ""})
  void abstainsOnWhatIsNoWholeNumberOfTheScale(String answer) {
    assertThat(SCORED.read(answer, List.of())).isInstanceOf(Abstained.class);
  }

  private static TokenChoice token(String token, Object... top) {
    Map<String, Double> others = new LinkedHashMap<>();
    double own = -1;
    for (int i = 0; i < top.length; i += 2) {
      double probability = (Double) top[i + 1];
      others.put((String) top[i], Math.log(probability));
      if (top[i].equals(token)) own = Math.log(probability);
    }
    return new TokenChoice(token, own, others);
  }

  private static double score(TokenChoice... tokens) {
    return ((Labelled) SCORED.read("80", List.of(tokens))).score().orElseThrow();
  }

  /** By hand: (0.6·80 + 0.2·90 + 0.1·20)/0.9 = 75.555…; a word takes the rest. */
  @Test
  void aScoreIsTheExpectationOverNumberTokens() {
    assertThat(score(token("80", "80", 0.6, "90", 0.2, "20", 0.1, "The", 0.1)))
        .isCloseTo(75.5556, within(1e-3));
  }

  /** A blank before the number, a blank in the token: both are the same number. */
  @Test
  void blanksDoNotMatter() {
    assertThat(score(token(" "), token("80", "80", 0.5, " 40", 0.5))).isCloseTo(60, within(1e-9));
  }

  /**
   * "8" then "0" or "5", by hand: the first place gives 8 with 0.9 and 9 with 0.1, of which the
   * second place is not known and is left out; of 8: 80 with 0.7, 85 with 0.2, 8 itself with 0.1.
   */
  @Test
  void digitsThatAreSplitOverTokensAreSummedOverTheirTree() {
    double mass = 0.9;
    double expected = (0.7 * 80 + 0.2 * 85 + 0.1 * 8) * 0.9 / mass;
    assertThat(score(token("8", "8", 0.9, "9", 0.1), token("0", "0", 0.7, "5", 0.2, "\n", 0.1)))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void aHundredIsReachedAndNothingBeyondIt() {
    assertThat(score(token("10", "10", 1.0), token("0", "0", 0.5, "5", 0.4, "", 0.1)))
        .isCloseTo((0.5 * 100 + 0.1 * 10) / 0.6, within(1e-9));
  }

  @Test
  void withTooLittleOnNumbersTheWrittenAnswerCounts() {
    TokenChoice word = token("80", "80", 0.2, "The", 0.8);
    Labelled labelled = (Labelled) SCORED.read("80", List.of(word));
    assertThat(labelled.score()).isEqualTo(OptionalDouble.of(80));
  }

  @Test
  void whatNeedsNoJudgeIsLabelledWithoutOne() {
    assertThat(label(YES_NO.without(Subject.of("  \n")).orElseThrow())).isEqualTo("no");
    assertThat(SCORED.without(Subject.of(""))).get().isInstanceOf(Unusable.class);
    assertThat(YES_NO.without(Subject.of("Hm."))).isEmpty();
    assertThat(
            YES_NO.without(
                new Subject(Optional.empty(), "", false, true, Optional.empty(), Optional.empty())))
        .get()
        .isInstanceOf(Unusable.class);
  }

  @Test
  void thePromptIsShownOnlyWhereTheRubricSays() {
    Subject subject =
        new Subject(
            Optional.of("What of whales?"),
            "the reply",
            false,
            false,
            Optional.empty(),
            Optional.empty());
    assertThat(texts(YES_NO.request(subject))).doesNotContain("whales");
    JudgeClassifier both =
        new JudgeClassifier(
            new ClassifierSpec.Judge(
                new Rubric(new Rubric.YesNo(), "Is it so?", true, Map.of("refusal", "it declines")),
                List.of()));
    assertThat(texts(both.request(subject))).contains("| What of whales?").contains("| the reply");
    assertThat(both.hash()).isNotEqualTo(YES_NO.hash());
  }

  private static String texts(List<Message> messages) {
    return messages.stream().map(Message::text).reduce("", String::concat);
  }

  private static Labelled vote(String label) {
    return new Labelled(label, Optional.empty(), OptionalDouble.empty(), "");
  }

  @Test
  void aPanelNeedsMoreThanHalfOfItsJudges() {
    assertThat(label(Panel.majority(Map.of("a", vote("yes"), "b", vote("yes"), "c", vote("no")))))
        .isEqualTo("yes");
    assertThat(label(Panel.majority(Map.of("a", vote("yes"), "b", vote("no"))))).isEqualTo("none");
    assertThat(
            label(
                Panel.majority(
                    Map.of("a", vote("yes"), "b", new Abstained("hm"), "c", new Unusable("gone")))))
        .isEqualTo("none");
    assertThat(label(Panel.majority(Map.of("a", vote("yes"))))).isEqualTo("yes");
  }
}
