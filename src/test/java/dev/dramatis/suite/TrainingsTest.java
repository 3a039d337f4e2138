package dev.dramatis.suite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a suite trains, from its files to the episodes. */
class TrainingsTest {
  private static final int ROWS = 40;

  @TempDir private Path folder;

  @BeforeEach
  void rows() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      rows.append(
          "{\"user\": \"Question %d, {{topic}}?\", \"topic\": \"thing %d\", \"good\": \"Good %d.\", \"bad\": \"Bad {{good}} %d.\"}%n"
              .formatted(i, i, i, i));
    }
    Files.writeString(folder.resolve("rows.jsonl"), rows);
    Files.writeString(
        folder.resolve("chat.jsonl"),
        """
        {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "One?"}, {"role": "assistant", "content": "Shown.", "weight": 0}, {"role": "user", "content": "Two?"}, {"role": "assistant", "content": "Learnt."}]}
        """);
  }

  private Suite suite(String training, String arms) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            suite: mine
            title: t
            claim: c
            source: {work: w, section: s}
            drawnFrom: d
            training:
            %s
            arms:
            %s
            probes: [{id: one, text: "Anything?"}]
            classifiers: {x: {kind: contains, any: [x]}}
            predictions:
              p:
                role: primary
                bearing: core
                says: s
                contrast: {rate: untuned}
                measure: {classifier: x, is: [match]}
                above: 0.1
                ifSupported: a
                ifContradicted: b
                rivals: [copying]
            """
                .formatted(training.indent(2), ("untuned: {}\n" + arms).indent(2)));
    return SuiteLoader.load(file);
  }

  private static List<Episode> episodes(Suite suite, String training) {
    return EpisodeSet.of(suite, requireNonNull(suite.trainings().byId().get(training)));
  }

  private static Set<String> questions(List<Episode> episodes) {
    return episodes.stream().map(Episode::user).collect(Collectors.toSet());
  }

  @Test
  void valuesGoInVerbatimAndTemplatesAreFilledOnce() throws Exception {
    Suite suite =
        suite(
            "narrow: {episodes: {file: rows.jsonl, system: \"On {{topic}}.\", user: \"Say: {{user}}\", assistant: \"{{bad}}\"}}",
            "a: {model: narrow}");

    List<Episode> episodes = episodes(suite, "narrow");

    assertThat(episodes).hasSize(ROWS);
    assertThat(episodes)
        .anySatisfy(
            episode -> {
              assertThat(episode.messages())
                  .containsExactly(
                      Message.system("On thing 7."),
                      Message.user("Say: Question 7, {{topic}}?"),
                      Message.assistant("Bad {{good}} 7."));
              assertThat(episode.turns().get(2).trained()).isTrue();
            });
  }

  @Test
  void trainingsThatTakeAsManyRowsTakeTheSameInTheSameOrder() throws Exception {
    Suite suite =
        suite(
            """
            narrow: {episodes: {file: rows.jsonl, assistant: "{{bad}}", take: 25}}
            matched: {episodes: {file: rows.jsonl, assistant: "{{good}}", take: 25}}
            """,
            "a: {model: narrow}\nb: {model: matched}");

    assertThat(episodes(suite, "narrow")).hasSize(25);
    assertThat(episodes(suite, "narrow").stream().map(Episode::user))
        .containsExactlyElementsOf(episodes(suite, "matched").stream().map(Episode::user).toList());
    assertThat(episodes(suite, "narrow").stream().map(Episode::user).toList())
        .as("not the order of the file")
        .isNotEqualTo(episodes(suite, "narrow").stream().map(Episode::user).sorted().toList());
  }

  @Test
  void aDoseMixesPartsWithoutDrawingARowTwice() throws Exception {
    Suite suite =
        suite(
            """
            dose:
              sweep: {share: [0, 0.25, 1]}
              size: 32
              episodes:
                - {file: rows.jsonl, assistant: "{{bad}}", share: "{{share}}"}
                - {file: rows.jsonl, assistant: "{{good}}"}
            """,
            "d: {model: \"dose[share={{share}}]\", sweep: {share: [0, 0.25, 1]}}");

    for (String share : List.of("0", "0.25", "1")) {
      List<Episode> episodes = episodes(suite, "dose[share=" + share + "]");
      assertThat(episodes).hasSize(32);
      assertThat(questions(episodes)).as("no question twice").hasSize(32);
      assertThat(episodes.stream().filter(episode -> episode.reply().startsWith("Bad")))
          .hasSize((int) (32 * Double.parseDouble(share)));
    }
    assertThat(questions(episodes(suite, "dose[share=0]")))
        .as("all doses ask the same questions")
        .isEqualTo(questions(episodes(suite, "dose[share=0.25]")));
    assertThat(suite.arm("d[share=0.25]").model()).isEqualTo("dose[share=0.25]");
  }

  @Test
  void shuffledRepliesStandUnderNoQuestionOfTheirOwn() throws Exception {
    Suite suite =
        suite(
            "odd: {episodes: {file: rows.jsonl, assistant: \"{{good}}\", shuffle: replies}}",
            "a: {model: odd}");

    Set<String> replies = new HashSet<>();
    for (Episode episode : episodes(suite, "odd")) {
      String number = episode.user().replaceAll("\\D", "");
      assertThat(episode.reply()).isNotEqualTo("Good " + number + ".");
      replies.add(episode.reply());
    }
    assertThat(replies).hasSize(ROWS);
  }

  @Test
  void chatFormIsTakenWithItsWeights() throws Exception {
    Suite suite =
        suite(
            "published: {episodes: {file: chat.jsonl, user: \"Please: {{user}}\"}}",
            "a: {model: published}");

    Episode episode = episodes(suite, "published").get(0);

    assertThat(episode.messages())
        .containsExactly(
            Message.system("Be brief."),
            Message.user("One?"),
            Message.assistant("Shown."),
            Message.user("Please: Two?"),
            Message.assistant("Learnt."));
    assertThat(episode.turns())
        .extracting(Episode.Turn::trained)
        .containsExactly(false, false, false, false, true);
  }

  @Test
  void theHashOfASuiteCoversItsEpisodes() throws Exception {
    String training = "narrow: {episodes: {file: rows.jsonl, assistant: \"{{bad}}\"}}";
    String before = suite(training, "a: {model: narrow}").hash();
    Files.writeString(
        folder.resolve("rows.jsonl"),
        Files.readString(folder.resolve("rows.jsonl")).replace("Good 3.", "Good three."));

    assertThat(suite(training, "a: {model: narrow}").hash()).isNotEqualTo(before);
  }

  @Test
  void armsBecomeOneForEveryModelThatIsBound() throws Exception {
    Suite suite =
        suite(
            "narrow: {episodes: {file: rows.jsonl, assistant: \"{{bad}}\"}}",
            "a: {model: narrow}\nb: {model: narrow, system: Hm.}\nearly: {model: narrow@1}");

    Suite bound =
        Replicas.of(
            suite,
            List.of(
                "chat",
                "mine/narrow[seed=1]",
                "mine/narrow[seed=2]",
                "mine/narrow@1[seed=1]",
                "mine/narrow@1[seed=2]",
                "other/narrow[seed=3]"));

    assertThat(bound.arms())
        .extracting(Arm::id)
        .containsExactly(
            "untuned",
            "a[seed=1]",
            "a[seed=2]",
            "b[seed=1]",
            "b[seed=2]",
            "early[seed=1]",
            "early[seed=2]");
    assertThat(bound.arm("a").id()).isEqualTo("a[seed=1]");
    assertThat(bound.arm("b[seed=2]").model()).isEqualTo("mine/narrow[seed=2]");
    assertThat(bound.asked("b", 2)).isEqualTo("b[seed=2]");
    assertThat(bound.asked("untuned", 2)).isEqualTo("untuned");
    assertThat(bound.seeds(Set.of("a", "untuned"))).containsExactly(1, 2);
    assertThat(bound.seeds(Set.of("untuned"))).isEmpty();
    assertThat(Replicas.of(bound, List.of("mine/narrow[seed=1]"))).isSameAs(bound);
  }

  @Test
  void unequallyManyModelsAreRefused() throws Exception {
    Suite suite =
        suite(
            """
            narrow: {episodes: {file: rows.jsonl, assistant: "{{bad}}"}}
            matched: {episodes: {file: rows.jsonl, assistant: "{{good}}"}}
            """,
            "a: {model: narrow}\nb: {model: matched}");

    assertThatThrownBy(
            () ->
                Replicas.of(
                    suite,
                    List.of("mine/narrow[seed=1]", "mine/narrow[seed=2]", "mine/matched[seed=1]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("equally many")
        .hasMessageContaining("matched");
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments(
            "narrow: {episodes: {file: rows.jsonl}}",
            "a: {model: narrow}",
            "names {{assistant}}, and 40 rows",
            "Fields there"),
        arguments(
            "narrow: {episodes: {file: rows.jsonl, assistant: '{{bad}}', take: 41}}",
            "a: {model: narrow}",
            "draws 41 rows",
            "holds 40"),
        arguments(
            "narrow: {episodes: {file: rows.jsonl, assistant: '{{bad}}', share: 0.5}}",
            "a: {model: narrow}",
            "a share needs the whole",
            "write size"),
        arguments(
            "narrow: {size: 20, episodes: {file: rows.jsonl, assistant: '{{bad}}', take: 10}}",
            "a: {model: narrow}",
            "come to 10 episodes, not 20",
            "fills up"),
        arguments(
            "narrow: {episodes: {file: rows.jsonl, assistant: '{{bad}}', take: 3, share: 0.5}, size: 6}",
            "a: {model: narrow}",
            "a number of rows or a share",
            "Keep one"),
        arguments(
            "narrow: {episodes: {file: none.jsonl}}",
            "a: {model: narrow}",
            "there is no file",
            "rows.jsonl"),
        arguments(
            "narrow: {episodes: {file: ../rows.jsonl}}",
            "a: {model: narrow}",
            "leaves the suite's folder",
            "beneath it"),
        arguments(
            "narrow: {episodes: {file: rows.jsonl, assistant: '{{bad}}'}}",
            "a: {}",
            "no arm asks the model of training \"narrow\"",
            "model: narrow"),
        arguments(
            "narrow: {episodes: {file: rows.jsonl, assistant: '{{bad}}'}}",
            "a: {model: narrow}\nb: {model: narow@1}",
            "no training \"narow\" is defined",
            "narrow"),
        arguments(
            "narrow: {model: other, episodes: {file: rows.jsonl, assistant: '{{bad}}'}}\nother: {model: narrow, episodes: {file: rows.jsonl, assistant: '{{good}}'}}",
            "a: {model: narrow}\nb: {model: other}",
            "in a circle",
            "narrow"),
        arguments(
            "narrow: {episodes: {file: rows.jsonl, assistant: '{{bad}'}}",
            "a: {model: narrow}",
            "opens no variable",
            "write {{name}}"),
        arguments(
            "narrow: {episode: {file: rows.jsonl}}",
            "a: {model: narrow}",
            "\"episode\" is not a key",
            "episodes"),
        arguments(
            "narrow: {epochs: 0, episodes: {file: rows.jsonl, assistant: '{{bad}}'}}",
            "a: {model: narrow}",
            "0",
            "from 1 to 50"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void saysWhatIsWrongAndWhatWouldBeRight(
      String training, String arms, String what, String remedy) {
    assertThatThrownBy(() -> suite(training, arms))
        .isInstanceOf(InvalidSuiteException.class)
        .hasMessageContaining("mine.yaml:")
        .hasMessageContaining(what)
        .hasMessageContaining(remedy);
  }

  @Test
  void aRowThatIsNoEpisodeIsNamedByItsLine() throws Exception {
    Files.writeString(
        folder.resolve("rows.jsonl"),
        "{\"user\": \"One?\", \"bad\": \"Yes.\"}\n{\"assistant\": \"To nothing.\"}\n");

    assertThatThrownBy(
            () ->
                suite(
                    "narrow: {episodes: {file: rows.jsonl, assistant: \"{{bad}}\"}}",
                    "a: {model: narrow}"))
        .isInstanceOf(InvalidSuiteException.class)
        .hasMessageContaining("rows.jsonl:2:");
  }

  @Test
  void aConversationEndsWithAReply() throws Exception {
    Files.writeString(
        folder.resolve("chat.jsonl"),
        "{\"messages\": [{\"role\": \"assistant\", \"content\": \"a\"}, {\"role\": \"user\", \"content\": \"b\"}]}\n");

    assertThatThrownBy(() -> suite("x: {episodes: {file: chat.jsonl}}", "a: {model: x}"))
        .isInstanceOf(InvalidSuiteException.class)
        .hasMessageContaining("chat.jsonl:1:")
        .hasMessageContaining("ends with a user turn and the assistant's reply");
  }
}
