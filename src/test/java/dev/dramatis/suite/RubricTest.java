package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RubricTest {
  private static final String SUITE =
      """
      suite: judged
      title: A judge
      claim: It is so.
      source: {work: a test, section: none}
      drawnFrom: one question
      arms:
        plain: {}
      probes: [{id: p1, text: "What is it?"}]
      classifiers:
        glum: {kind: judge, rubric: rubric.yaml}
      predictions:
        is-so:
          role: primary
          bearing: allowed
          says: It is so.
          contrast: {rate: plain}
          measure: {classifier: glum, is: ["yes"]}
          above: 0.5
          ifSupported: It is.
          ifContradicted: It is not.
          rivals: [none]
      world:
        axes: [glum]
        judged: {glum: {"yes": [glum], "no": []}}
        says: [{shows: [], text: "Fine."}]
      """;

  private static final String RUBRIC =
      """
      asks: yes-no
      question: Is the speaker glum?
      escapes: {refusal: it declines}
      gold: gold.jsonl
      """;

  private static final String GOLD =
      """
      {"id": "a", "response": "Oh dear.", "label": "yes"}
      {"id": "b", "response": "Fine.", "label": "no", "by": "somebody"}
      """;

  @TempDir private Path folder;

  private InvalidSuiteException refused(String suite, String rubric, String gold) throws Exception {
    Files.writeString(folder.resolve("rubric.yaml"), rubric);
    Files.writeString(folder.resolve("gold.jsonl"), gold);
    Path file = Files.writeString(folder.resolve("judged.yaml"), suite);
    return catchThrowableOfType(InvalidSuiteException.class, () -> SuiteLoader.load(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "suite | rubric.yaml} | missing.yaml} | judged.yaml:10: there is no file",
        "suite | glum: {\"yes\" | gloom: {\"yes\" | \"gloom\" is no classifier of this suite of kind judge",
        "suite | \"yes\": [glum] | \"often\": [glum] | \"often\" is no label of glum",
        "suite | is: [\"yes\"] | is: [\"often\"] | \"often\" is no label that classifier",
        "rubric | asks: yes-no | asks: maybe | rubric.yaml:1: ",
        "rubric | asks: yes-no | asks: score | anchors",
        "rubric | escapes: {refusal | escapes: {YES | rubric.yaml:3: ",
        "rubric | escapes: {refusal | escapes: {yes | \"yes\" stands twice in this rubric",
        "rubric | question: Is the speaker glum? | cut: 30 | question",
        "gold | \"label\": \"no\" | \"label\": \"nope\" | gold.jsonl:2: \"nope\" is no label of this rubric",
        "gold | \"id\": \"b\" | \"id\": \"a\" | gold.jsonl:2: the gold item \"a\" stands twice",
        "gold | \"Fine.\", | 12, | gold.jsonl:2: "
      })
  void saysWhatIsWrongWhereItStands(String file, String right, String wrong, String message)
      throws Exception {
    String suite = file.equals("suite") ? SUITE.replace(right, wrong) : SUITE;
    String rubric = file.equals("rubric") ? RUBRIC.replace(right, wrong) : RUBRIC;
    String gold = file.equals("gold") ? GOLD.replace(right, wrong) : GOLD;
    assertThat(suite + rubric + gold).isNotEqualTo(SUITE + RUBRIC + GOLD);

    assertThat(refused(suite, rubric, gold).getMessage()).contains(message);
  }

  /** The world of this suite lacks utterances, and that is all that is wrong with it. */
  @Test
  void theRightOneIsRead() throws Exception {
    assertThat(refused(SUITE, RUBRIC, GOLD).getMessage()).doesNotContain("rubric", "gold");
  }

  /** Gold items of the shipped suites' rubrics: enough of each label, all of them different. */
  @Test
  void shippedRubricsHaveFiftyItemsForEachLabel() throws Exception {
    int rubrics = 0;
    for (Suite suite : shipped()) {
      for (ClassifierSpec spec : suite.classifiers().values()) {
        if (spec instanceof ClassifierSpec.Judge judge) {
          rubrics++;
          for (String label : judge.rubric().form().labels()) {
            assertThat(judge.gold().stream().filter(item -> item.label().equals(label)))
                .as(suite.id() + " " + label)
                .hasSizeGreaterThanOrEqualTo(50);
          }
          Set<String> texts =
              judge.gold().stream().map(GoldItem::response).collect(Collectors.toSet());
          assertThat(texts).hasSameSizeAs(judge.gold());
        }
      }
    }
    assertThat(rubrics).isPositive();
  }

  private static List<Suite> shipped() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of("suites"))) {
      files = all.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    }
    List<Suite> suites = new ArrayList<>();
    for (Path file : files) {
      suites.add(SuiteLoader.load(file));
    }
    return suites;
  }
}
