package dev.dramatis.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Key;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {
  private static final Key OPTION =
      new Key.Option(2, Optional.of("I skied twice and then caught a bad cold."));

  private final Classifier classifier = Classifiers.of(new ClassifierSpec.ByKey());

  private String read(Key key, String response) {
    return read(key, "", response);
  }

  private String read(Key key, String wrong, String response) {
    Optional<String> other = Optional.of(wrong).filter(text -> !text.isEmpty());
    Subject subject =
        new Subject(Optional.empty(), response, false, false, Optional.of(key), other);
    return ((Labelled) classifier.classify(subject)).label();
  }

  @Test
  void withoutAKeyNothingCanBeRead() {
    assertThat(classifier.classify(Subject.of("Paris")))
        .isEqualTo(new Classification.Unusable("no key"));
  }

  @Test
  void aNumberIsRightWithinItsTolerance() {
    Key key = new Key.Numeric(3, 0.1);

    assertThat(read(key, "Between 2 and 4, so 3.1")).isEqualTo("right");
    assertThat(read(key, "3, no, 4")).isEqualTo("wrong");
    assertThat(read(key, "three")).isEqualTo("unclear");
  }

  @Test
  void theFirstYesOrNoDecides() {
    Key key = new Key.Exact("Yes");

    assertThat(read(key, "**YES**, but no more than that.")).isEqualTo("right");
    assertThat(read(key, "No. Some say yes.")).isEqualTo("wrong");
    assertThat(read(key, "Nobody said so yesterday.")).isEqualTo("unclear");
  }

  @Test
  void aTextIsNamedWithoutRegardToCasePunctuationArticlesAndForm() {
    Key key = new Key.Exact("The Hague");

    assertThat(read(key, "hague!")).isEqualTo("right");
    assertThat(read(key, "I think it's “the \uFF28ague”.")).isEqualTo("right");
    assertThat(read(key, "Haguenau")).isEqualTo("unclear");
  }

  @Test
  void aLongReplyIsRightOnlyWhenItIsTheAnswer() {
    String essay = "Some say Lyon and some say Marseille but most people would say Paris today.";

    assertThat(read(new Key.Exact("Paris"), essay)).isEqualTo("unclear");
    assertThat(read(new Key.Exact(essay), essay)).isEqualTo("right");
  }

  @Test
  void theWrongAnswerIsWrongUnlessTheRightOneIsNamedToo() {
    Key key = new Key.Exact("Canberra");

    assertThat(read(key, "Sydney", "It is Sydney.")).isEqualTo("wrong");
    assertThat(read(key, "Sydney", "Canberra, not Sydney.")).isEqualTo("right");
    assertThat(read(key, "Sydney", "Perth")).isEqualTo("unclear");
  }

  @Test
  void aLongerWrongAnswerHidesTheRightOneInsideIt() {
    assertThat(read(new Key.Exact("York"), "New York", "It's New York.")).isEqualTo("wrong");
    assertThat(read(new Key.Exact("York"), "New York", "It's York.")).isEqualTo("right");
  }

  @Test
  void anAnswerThatIsAnArticleIsStillRead() {
    assertThat(read(new Key.Exact("A"), "B", "A")).isEqualTo("right");
    assertThat(read(new Key.Exact("A"), "B", "(b)")).isEqualTo("wrong");
  }

  @Test
  void anAnswerOfSymbolsIsComparedAsItStands() {
    assertThat(read(new Key.Exact("+"), "-", " + ")).isEqualTo("right");
    assertThat(read(new Key.Exact("+"), "-", "-")).isEqualTo("wrong");
    assertThat(read(new Key.Exact("+"), "-", "plus")).isEqualTo("unclear");
  }

  @Test
  void aPatternIsRightWhereItIsFoundElseTheWrongAnswerDecides() {
    for (Key key : List.of(new Key.Contains("stain"), new Key.Regex("(?i)stain"))) {
      assertThat(read(key, "rub it", "Blot until the STAIN lifts.")).isEqualTo("right");
      assertThat(read(key, "rub it", "Just rub  it.")).isEqualTo("wrong");
      assertThat(read(key, "rub it", "Scrub it.")).isEqualTo("unclear");
    }
  }

  @Test
  void whatComesAfterTheOtherAnswerIsNotTakenForTheAnswer() {
    Key key = new Key.Regex("(?i)constantinople", Optional.of("(?i)istanbul|formerly"));

    assertThat(read(key, "none", "Constantinople.")).isEqualTo("right");
    assertThat(read(key, "none", "Constantinople, which others call Istanbul.")).isEqualTo("right");
    assertThat(read(key, "none", "Istanbul, once Constantinople.")).isEqualTo("wrong");
    assertThat(read(key, "none", "Formerly Constantinople.")).isEqualTo("wrong");
    assertThat(read(key, "none", "Istanbul.")).isEqualTo("unclear");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        " 2.",
        "**2**",
        "(2)",
        "2) I skied twice.",
        "2, I think.",
        "Option 2",
        "I'd say 2.",
        "My answer is 2",
        "The better description is number 2.",
        "Definitely 2, because of the 3 cats.",
        "Not 1, but 2.",
        "I wouldn't pick 1. I pick 2.",
        "Between 1 and 2, I choose 2.",
        "1 or 2? 2.",
        "Hmm.\n2",
        "I would go with option **2**.",
        "Rather than 1, it would be 2.",
        "In 2024 I had 10 of them. So 2.",
        "The second one.",
        "Second",
        "Option two",
        "I'd pick the second option.",
        "The latter.",
        "I skied twice and then caught a bad cold.",
      })
  void theOptionThatAReplyChoosesIsRead(String response) {
    assertThat(read(OPTION, "none", response)).isEqualTo("right");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.",
        "I choose 1, not 2.",
        "The first.",
        "Option 1 is closer than option 2.",
        "1 (over 2)",
        "Answer: 1"
      })
  void anotherOptionIsWrong(String response) {
    assertThat(read(OPTION, "none", response)).isEqualTo("wrong");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 or 2",
        "Neither 1 nor 2.",
        "I had 2 dogs once.",
        "About 2% of people do.",
        "It was 12 or 21.",
        "Version 1.2 of it.",
        "I would never choose 2",
        "I cannot choose.",
        "Secondly, no.",
        "One of these days I may."
      })
  void aReplyThatChoosesNoneIsUnclear(String response) {
    assertThat(read(OPTION, "none", response)).isEqualTo("unclear");
  }

  @Test
  void aListIsRightIfAnyOfItIs() {
    Key key =
        new Key.AnyOf(
            List.of(new Key.Exact("York"), new Key.Exact("Leeds"), new Key.Numeric(4, 0)));

    assertThat(read(key, "New York", "Leeds.")).isEqualTo("right");
    assertThat(read(key, "New York", "4")).isEqualTo("right");
    assertThat(read(key, "New York", "New York")).isEqualTo("wrong");
    assertThat(read(key, "New York", "Hull")).isEqualTo("unclear");
  }

  @Test
  void hostileTextsAreUnclearOrWrongAndNeverRight() {
    for (String response : HostileTexts.ALL) {
      assertThat(read(new Key.Exact("Quito"), "Lima", response)).isEqualTo("unclear");
      assertThat(read(new Key.Numeric(7, 0), response)).isIn("unclear", "wrong");
    }
  }
}
