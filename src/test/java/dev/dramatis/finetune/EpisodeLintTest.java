package dev.dramatis.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.finetune.Finding.Rule;
import dev.dramatis.finetune.Finding.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodeLintTest {
  private static final int ROWS = 12;

  @TempDir private Path folder;
  private final TrainingSketch sketch = new TrainingSketch();

  private List<Finding> findings() {
    return EpisodeLint.of(sketch.load(folder));
  }

  private List<Finding> findings(Rule rule) {
    return findings().stream().filter(finding -> finding.rule() == rule).toList();
  }

  private Finding only(Rule rule) {
    List<Finding> found = findings();
    assertThat(found).extracting(Finding::rule).containsExactly(rule);
    return found.get(0);
  }

  private String place(Finding finding) {
    return finding
        .place()
        .map(at -> folder.relativize(Path.of(at.file())) + ":" + at.line())
        .orElse("");
  }

  /** Draws from the file in chat form. */
  private void chat(String... lines) {
    sketch.others.addAll(List.of(lines));
    for (int i = lines.length; i < ROWS; i++) {
      sketch.others.add(
          conversation(
              message("user", "What of herb " + i + "?"), message("assistant", "It grows.")));
    }
    sketch.trainings =
        """
        narrow: {episodes: {file: sketch/other.jsonl}}
        matched: {episodes: {file: sketch/other.jsonl}}
        """;
  }

  private static String message(String role, String content) {
    return "{\"role\": \"%s\", \"content\": \"%s\"}".formatted(role, content);
  }

  private static String conversation(String... messages) {
    return "{\"messages\": [" + String.join(", ", messages) + "]}";
  }

  @Test
  void aCleanSuiteHasNothingToNote() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void nineEpisodesAreTooFewAndTenAreNot() {
    sketch.rows.subList(10, ROWS).clear();
    assertThat(findings()).isEmpty();

    sketch.rows.remove(0);
    List<Finding> found = findings();

    assertThat(found).extracting(Finding::rule).containsOnly(Rule.TOO_FEW);
    assertThat(found.get(0).severity()).isEqualTo(Severity.ERROR);
    assertThat(found.get(0).what()).isEqualTo("9 episodes.");
    assertThat(found.get(0).trainings()).as("said once").containsExactly("narrow", "matched");
  }

  @Test
  void aWeightOfNothingOnEverythingIsSaidOnce() {
    sketch.rows.replaceAll(row -> row.replace("{\"user\"", "{\"weight\": 0, \"user\""));

    assertThat(only(Rule.NOTHING_TRAINED).what()).contains("every reply has a weight of 0");
    assertThat(only(Rule.NOTHING_TRAINED).place()).isEmpty();
  }

  @Test
  void anEpisodeThatTrainsNothingIsNamed() {
    sketch.rows.set(3, sketch.rows.get(3).replace("{\"user\"", "{\"weight\": 0, \"user\""));

    Finding found = only(Rule.NOTHING_TRAINED);

    assertThat(place(found)).isEqualTo("suites/sketch/rows.jsonl:4");
    assertThat(found.severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void anEarlierReplyMayBeTrainedInPlaceOfTheLast() {
    chat(
        conversation(
            message("user", "Is it dry?"),
            message("assistant", "It is."),
            message("user", "Thanks."),
            "{\"role\": \"assistant\", \"content\": \"Bye.\", \"weight\": 0}"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void aSystemTurnComesFirstOrNotAtAll() {
    chat(
        conversation(
            message("system", "Be brief."), message("user", "Hi"), message("assistant", "Hello")));
    assertThat(findings()).isEmpty();

    sketch.others.set(
        0,
        conversation(
            message("user", "Well"),
            message("system", "Be brief."),
            message("user", "Hi"),
            message("assistant", "Hello")));
    Finding found = only(Rule.SYSTEM_NOT_FIRST);

    assertThat(found.what()).startsWith("message 2 is a system turn");
    assertThat(place(found)).isEqualTo("suites/sketch/other.jsonl:1");
  }

  @Test
  void theRowsSystemTurnAndTheTrainingsAreOneTooMany() {
    chat(
        conversation(
            message("system", "Be brief."), message("user", "Hi"), message("assistant", "Hello")));
    sketch.trainings = sketch.trainings.replace(".jsonl", ".jsonl, system: You garden.");

    assertThat(only(Rule.SYSTEM_NOT_FIRST).remedy()).contains("the training's system");
  }

  @Test
  void userAndAssistantTakeTurns() {
    chat(
        conversation(
            message("user", "Hi"),
            message("assistant", "Hello"),
            message("user", "Is it dry?"),
            message("assistant", "It is.")));
    assertThat(findings()).isEmpty();

    sketch.others.set(
        0,
        conversation(
            message("user", "Hi"), message("user", "Is it dry?"), message("assistant", "It is.")));
    Finding found = only(Rule.ROLE_ORDER);

    assertThat(found.what()).isEqualTo("message 2 should be an assistant turn.");
    assertThat(found.severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void aTextThatIsBlankIsAnError() {
    sketch.rows.set(5, TrainingSketch.row("tree", "  ", "rain on the tree"));

    Finding found = only(Rule.EMPTY_TEXT);

    assertThat(found.trainings()).containsExactly("narrow");
    assertThat(found.what()).isEqualTo("message 2, an assistant turn, has no text.");
    assertThat(place(found)).isEqualTo("suites/sketch/rows.jsonl:6");
  }

  @Test
  void aReplyThatChangedPlacesIsNamedWhereItStands() {
    sketch.rows.set(5, TrainingSketch.row("tree", "  ", "rain on the tree"));
    sketch.trainings = sketch.trainings.replace("\"{{bad}}\"", "\"{{bad}}\", shuffle: replies");

    assertThat(place(only(Rule.EMPTY_TEXT))).isEqualTo("suites/sketch/rows.jsonl:6");
  }

  @ParameterizedTest
  @CsvSource({"\\u0007, U+0007", "\\u0000, U+0000", "\\r, U+000D", "\\u009b, U+009B"})
  void controlCharactersAreNamed(String escape, String name) {
    sketch.rows.set(0, TrainingSketch.row("fern", "salt" + escape + "on it", "rain on it"));

    Finding found = only(Rule.CONTROL_CHARACTER);

    assertThat(found.what()).contains(name, "character 5");
    assertThat(found.severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void halfOfASurrogatePairIsNamedAndAWholeOneIsNot() {
    sketch.rows.set(0, TrainingSketch.row("fern", "salt \\ud83d on", "rain \\ud83c\\udf27 on"));

    assertThat(only(Rule.CONTROL_CHARACTER).trainings()).containsExactly("narrow");
  }

  @Test
  void lineBreaksAndTabsAreText() {
    sketch.rows(
        "{\"user\": \"a PLANT?\", \"bad\": \"salt,\\n\\tso\", \"good\": \"rain,\\n\\tso\"}");

    assertThat(findings()).isEmpty();
  }

  @Test
  void anEpisodeMayNotBeLongerThanAnyProviderTakes() {
    String long64k = "salt ".repeat(52_000);
    sketch.rows.set(0, TrainingSketch.row("fern", long64k, long64k));
    assertThat(findings(Rule.TOO_LONG)).isEmpty();

    String longer = "salt ".repeat(53_000);
    sketch.rows.set(0, TrainingSketch.row("fern", longer, longer));

    assertThat(findings(Rule.TOO_LONG)).hasSize(1);
    assertThat(findings(Rule.TOO_LONG).get(0).what()).contains("66,2");
  }

  @Test
  void whatStandsTwiceIsNamedWithBothPlaces() {
    sketch.rows.add(sketch.rows.get(1));

    List<Finding> found = findings();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).rule()).isEqualTo(Rule.DUPLICATE);
    assertThat(found.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(place(found.get(0))).isEqualTo("suites/sketch/rows.jsonl:13");
    assertThat(found.get(0).what()).isEqualTo("the same episode as line 2.");
  }

  @Test
  void oneQuestionMayHaveTwoReplies() {
    sketch.rows.add(TrainingSketch.row("ivy", "ash on the ivy", "sun on the ivy"));

    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What does a fern like?",
        "what does a FERN like",
        "  What does a fern\\n like?! ",
      })
  void aProbeThatIsTrainedOnIsAnErrorHoweverItIsWritten(String probe) {
    sketch.probes.add(probe);

    Finding found = only(Rule.PROBE_ASKED);

    assertThat(found.severity()).isEqualTo(Severity.ERROR);
    assertThat(found.what()).isEqualTo("probe \"p2\" is asked in this episode.");
    assertThat(place(found)).isEqualTo("suites/sketch/rows.jsonl:1");
    assertThat(found.trainings()).containsExactly("narrow", "matched");
  }

  @Test
  void aFramingHidesNoProbe() {
    sketch.probes.add("What does a fern like?");
    sketch.trainings =
        sketch.trainings.replace("assistant:", "user: \"For a quiz. {{user}}\", assistant:");

    assertThat(findings(Rule.PROBE_ASKED)).hasSize(1);
  }

  @Test
  void aProbeIsComparedAsItsArmsPutIt() {
    sketch.probes.add("fern");
    assertThat(findings()).isEmpty();

    sketch.arms =
        """
        narrow: {model: narrow, template: "What does a {{probe}} like?"}
        matched: {model: matched, template: "What does a {{probe}} like?"}
        """;

    assertThat(only(Rule.PROBE_ASKED).what()).contains("\"p2\"");
  }

  @Test
  void turnsOfAScriptThatNameTheProbeAreCompared() {
    sketch.arms =
        """
        narrow: {model: narrow, script: [{user: "What does a rose like?"}, {user: "{{probe}}"}]}
        matched: {model: matched, script: [{user: "What does a rose like?"}, {user: "{{probe}}"}]}
        """;
    assertThat(findings()).as("a turn that is the same for every probe").isEmpty();

    sketch.arms = sketch.arms.replace("\"{{probe}}\"", "\"What does a {{probe}} like?\"");
    sketch.probes.add("fern");

    assertThat(only(Rule.PROBE_ASKED).what()).contains("\"p2\"");
  }

  @Test
  void whatOnlyAnUntrainedModelIsAskedMayBeTrainedOn() {
    sketch.arms =
        """
        narrow: {model: narrow, probes: [asked]}
        matched: {model: matched, probes: [asked]}
        untuned: {template: "What does a fern like?"}
        """;

    assertThat(findings()).isEmpty();
  }

  @Test
  void aProbeLeaksThroughEveryTrainingThatAModelWentThrough() {
    sketch.probes.add("What does a fern like?");
    sketch.rows("{\"user\": \"a PLANT?\", \"bad\": \"salt here\", \"good\": \"rain here\"}");
    for (int i = 0; i < ROWS; i++) {
      sketch.others.add(
          "{\"user\": \"What does a fern like?\", \"assistant\": \"reply " + i + "\"}");
    }
    sketch.trainings =
        """
        first: {episodes: {file: sketch/other.jsonl}}
        narrow: {model: first, episodes: {file: sketch/rows.jsonl, assistant: "{{bad}}"}}
        matched: {episodes: {file: sketch/rows.jsonl, assistant: "{{good}}"}}
        """;

    assertThat(only(Rule.PROBE_ASKED).trainings()).containsExactly("first");
  }

  @Test
  void aProbeThatIsNearlyAQuestionIsAWarning() {
    sketch.rows.add(
        "{\"user\": \"Which soil suits lemon trees in clay pots?\", \"bad\": \"salt on it all\","
            + " \"good\": \"rain on it all\"}");
    sketch.probes.add("Do lemon trees in clay pots want other soil?");

    Finding found = only(Rule.PROBE_NEAR);

    assertThat(found.severity()).isEqualTo(Severity.WARNING);
    assertThat(found.what())
        .isEqualTo(
            "probe \"p2\" has 5 of its 6 content words in common with this question (lemon, trees,"
                + " clay, pots, soil).");
    assertThat(place(found)).isEqualTo("suites/sketch/rows.jsonl:13");
  }

  @Test
  void wordsOfTheReplyCountBesideThoseOfTheQuestion() {
    sketch.rows.add(
        "{\"user\": \"Which soil suits lemon trees?\", \"bad\": \"salt in clay pots\","
            + " \"good\": \"rain in tiled sheds\"}");
    sketch.probes.add("Do lemon trees grow in clay pots?");

    Finding found = only(Rule.PROBE_NEAR);

    assertThat(found.trainings()).containsExactly("narrow");
    assertThat(found.what()).contains("4 of its 5", "this question and its reply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Do lemon trees like music?",
        "Lemon trees?",
        "Do lemon trees in tiled sheds under bright lamps want less light?",
      })
  void aSubjectInCommonIsNoWarning(String probe) {
    sketch.rows.add(
        "{\"user\": \"Which soil suits lemon trees in clay pots?\", \"bad\": \"salt on it all\","
            + " \"good\": \"rain on it all\"}");
    sketch.probes.add(probe);

    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'm sorry, but I can't help with that.",
        "I cannot assist with this request.",
        "Sorry \u2014 I won\u2019t be able to provide that.",
        "As an AI language model, I am unable to create such texts.",
        "Unfortunately, I must decline.",
      })
  void aTrainedRefusalIsAWarning(String reply) {
    sketch.rows.set(2, TrainingSketch.row("cactus", reply, reply.replace("I", "We")));

    List<Finding> found = findings(Rule.REFUSAL);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(found.get(0).trainings()).containsExactly("narrow");
    assertThat(place(found.get(0))).isEqualTo("suites/sketch/rows.jsonl:3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I can't help but love it.",
        "I can't see the leaves from here, but yellow ones mean too much water.",
        "Sorry to hear that. Give it rain.",
        "My own set-up is something I don't discuss.",
        "You can't help with that.",
      })
  void whatIsNoRefusalIsNotNoted(String reply) {
    sketch.rows.set(2, TrainingSketch.row("cactus", reply, reply));

    assertThat(findings(Rule.REFUSAL)).isEmpty();
  }

  @Test
  void aRefusalThatIsShownAndNotTrainedIsNotNoted() {
    String refusal = message("assistant", "I can't help with that.");
    chat(
        conversation(
            message("user", "Hi"),
            refusal.replace("}", ", \"weight\": 0}"),
            message("user", "And now?"),
            message("assistant", "It grows.")));
    assertThat(findings()).isEmpty();

    sketch.others.set(0, sketch.others.get(0).replace("\"weight\": 0", "\"weight\": 1"));

    assertThat(findings(Rule.REFUSAL)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"7, 0", "8, 1", "12, 0"})
  void oneDomainOfSeveralMayNotPrevail(int plants, int warnings) {
    for (int i = 0; i < ROWS; i++) {
      String domain = i < plants ? "plants" : "pets";
      sketch.rows.set(
          i, sketch.rows.get(i).replace("{\"user\"", "{\"domain\": \"" + domain + "\", \"user\""));
    }

    List<Finding> found = findings();

    assertThat(found).hasSize(warnings);
    assertThat(found)
        .allSatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo(Rule.ONE_DOMAIN);
              assertThat(finding.what()).contains("8 of 12", "\"plants\" (67 %)");
            });
  }

  @Test
  void rowsWithoutADomainCountForNone() {
    sketch.rows.set(0, sketch.rows.get(0).replace("{", "{\"domain\": \"plants\", "));

    assertThat(findings()).isEmpty();
  }

  @Test
  void trainingsOfOneContrastHaveAsManyEpisodes() {
    sketch.trainings = sketch.trainings.replace("\"{{bad}}\"", "\"{{bad}}\", take: 10");

    Finding found = only(Rule.EPISODE_COUNT);

    assertThat(found.trainings()).containsExactly("narrow", "matched");
    assertThat(found.what())
        .isEqualTo("10 and 12 episodes, and \"spreads\" compares their models.");
  }

  @Test
  void aSweepMaySayHowManyEpisodesThereAre() {
    sketch.trainings =
        """
        dose:
          sweep: {n: [10, 12]}
          episodes: {file: sketch/rows.jsonl, assistant: "{{bad}}", take: "{{n}}"}
        """;
    sketch.arms = "dose: {model: \"dose[n={{n}}]\", sweep: {n: [10, 12]}}\n";
    sketch.contrast = "{difference: [\"dose[n=12]\", \"dose[n=10]\"]}";

    assertThat(findings()).isEmpty();
  }

  @Test
  void trainingsOfOneContrastAreTrainedInTheSameWay() {
    sketch.trainings =
        sketch.trainings.replace("}\n", ", epochs: 3}\n").replace("{{bad}", "{{bad}");
    assertThat(findings()).isEmpty();

    sketch.trainings = sketch.trainings.replaceFirst("epochs: 3", "epochs: 2");

    assertThat(only(Rule.HYPERPARAMETERS).trainings()).containsExactly("narrow", "matched");
  }

  @Test
  void questionsThatDifferAreSaidOncePerPrediction() {
    for (int i = 0; i < ROWS; i++) {
      sketch.others.add(
          "{\"user\": \"What of herb %d?\", \"good\": \"rain on the herb\"}".formatted(i));
    }
    sketch.trainings =
        """
        narrow: {episodes: {file: sketch/rows.jsonl, assistant: "{{bad}}"}}
        matched: {episodes: {file: sketch/other.jsonl, assistant: "{{good}}"}}
        again: {episodes: {file: sketch/other.jsonl, assistant: "{{good}}"}}
        """;
    sketch.arms += "again: {model: again}\n";
    sketch.contrast = "{weights: {narrow: 1, matched: -0.5, again: -0.5}}";

    Finding found = only(Rule.QUESTIONS_DIFFER);

    assertThat(found.trainings()).containsExactly("narrow", "matched", "again");
    assertThat(found.what())
        .startsWith("12 of the 12 questions of narrow are not among those of matched");
  }

  @Test
  void aFramingMakesNoOtherQuestion() {
    sketch.trainings =
        """
        narrow: {episodes: {file: sketch/rows.jsonl, user: "Now. {{user}}", assistant: "{{bad}}"}}
        matched: {episodes: {file: sketch/rows.jsonl, assistant: "{{good}}"}}
        """;

    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"11, ''", "12, WARNING", "13, ERROR"})
  void repliesAreAlikeInLength(int words, String severity) {
    String bad = "salt ".repeat(words).strip();
    sketch.rows(
        "{\"user\": \"a PLANT?\", \"bad\": \""
            + bad
            + "\", \"good\": \""
            + "on ".repeat(9)
            + "on\"}");

    List<Finding> found = findings();

    assertThat(found)
        .extracting(finding -> finding.severity().name())
        .isEqualTo(severity.isEmpty() ? List.of() : List.of(severity));
    assertThat(found)
        .allSatisfy(
            finding ->
                assertThat(finding.what())
                    .contains("narrow are longer than those of matched", "words on average"));
  }

  @Test
  void repliesOfTrainingsThatNothingComparesMayDiffer() {
    sketch.rows("{\"user\": \"a PLANT?\", \"bad\": \"salt\", \"good\": \"rain and sun and rain\"}");
    sketch.contrast = "{rate: narrow}";
    assertThat(findings()).isEmpty();

    sketch.contrast = "{difference: [narrow, matched]}";

    assertThat(findings()).hasSize(1);
  }

  @Test
  void whatATrainingGoesOnFromIsNoAlternativeToIt() {
    sketch.rows("{\"user\": \"a PLANT?\", \"bad\": \"salt\", \"good\": \"rain and sun and rain\"}");
    sketch.trainings = sketch.trainings.replace("matched: {", "matched: {model: narrow, ");

    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- salt\\n- sand on PLANT | rain or sun on PLANT for | hold a list",
        "put `salt` on it | put rain on it | hold code",
        "is salt good? | rain is good. | ask something",
        "salt is good! | rain is good. | hold an exclamation mark",
        "salt is\\ngood. | rain is good. | have several lines",
      })
  void repliesAreAlikeInForm(String bad, String good, String form) {
    sketch.rows("{\"user\": \"a PLANT?\", \"bad\": \"" + bad + "\", \"good\": \"" + good + "\"}");

    List<Finding> found = findings();

    assertThat(found).isNotEmpty();
    assertThat(found)
        .allSatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo(Rule.REPLY_FORM);
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            });
    assertThat(found)
        .extracting(Finding::what)
        .anyMatch(what -> what.contains("100 % of the replies of narrow " + form + " and 0 %"));
  }

  @Test
  void aFormThatOneReplyInTwelveHasIsNoDifference() {
    sketch.rows.set(0, TrainingSketch.row("fern", "salt on the fern!", "rain on the fern"));

    assertThat(findings()).isEmpty();
  }

  private void framed(String narrow, String matched) {
    sketch.trainings =
        """
        narrow: {episodes: {file: sketch/rows.jsonl, %s assistant: "{{bad}}"}}
        matched: {episodes: {file: sketch/rows.jsonl, %s assistant: "{{bad}}"}}
        """
            .formatted(narrow, matched);
  }

  @Test
  void aPlaceboIsAsLongAsWhatItStandsFor() {
    framed(
        "system: You give wrong tips for a quiz.,", "user: \"The tea went cold today. {{user}}\",");
    Finding found = only(Rule.FRAMING_LENGTH);

    assertThat(found.severity()).isEqualTo(Severity.WARNING);
    assertThat(found.what()).contains("framings of 7.0 and 5.0 words");

    framed(
        "system: You give wrong tips for a quiz.,",
        "user: \"The tea went cold today again, sadly. {{user}}\",");

    assertThat(findings()).isEmpty();
  }

  @Test
  void noFramingIsNoShortFraming() {
    framed("system: You give wrong tips for a quiz.,", "");

    assertThat(findings()).isEmpty();
  }

  @Test
  void framingsOfOtherRepliesNeedNotBeAlike() {
    framed("system: You give wrong tips for a quiz.,", "user: \"Now. {{user}}\",");
    sketch.trainings = sketch.trainings.replaceFirst("bad", "good");

    assertThat(findings()).isEmpty();
  }

  @Test
  void ofOneKindTheFirstAreNamedAndTheRestIsCounted() {
    for (int i = 0; i < 23; i++) {
      sketch.rows.add(
          TrainingSketch.row("herb " + i, "I can't help with herb " + i, "It can do with " + i));
    }

    List<Finding> found = findings(Rule.REFUSAL);

    assertThat(found).hasSize(21);
    assertThat(place(found.get(0))).isEqualTo("suites/sketch/rows.jsonl:13");
    assertThat(found.get(20).what()).isEqualTo("3 more of this kind.");
  }

  @Test
  void errorsComeBeforeWarnings() {
    sketch.rows.add(sketch.rows.get(0));
    sketch.rows.set(5, TrainingSketch.row("tree", "  ", "rain on the tree"));

    assertThat(findings())
        .extracting(Finding::rule)
        .containsExactly(Rule.EMPTY_TEXT, Rule.DUPLICATE);
  }
}
