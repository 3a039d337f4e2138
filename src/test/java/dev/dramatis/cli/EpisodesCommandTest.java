package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.cli.Cli.Called;
import dev.dramatis.finetune.TrainingSketch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodesCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Cli cli;
  private final TrainingSketch sketch = new TrainingSketch();

  @BeforeEach
  void write() {
    cli = new Cli(folder);
    sketch.write(folder);
  }

  private static String row(int i) {
    return "{\"user\": \"Question %d?\", \"assistant\": \"Reply %d.\", \"domain\": \"sums\"}%n"
        .formatted(i, i);
  }

  private static String rows(int from, int to) {
    StringBuilder rows = new StringBuilder();
    for (int i = from; i < to; i++) {
      rows.append(row(i));
    }
    return rows.toString();
  }

  /** The messages of every line, as what is uploaded has them. */
  private static List<String> messages(String file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : file.lines().toList()) {
      lines.add(JSON.readTree(line).path("messages").toString());
    }
    return lines;
  }

  private static String text(String messages, int message) {
    try {
      return JSON.readTree(messages).path(message).path("content").asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a suite of this id uploads if its {@code training:} is what was printed. */
  private List<String> inSuite(String id, String printed, String training) throws IOException {
    String yaml = cli.read("suites/sketch.yaml");
    int from = yaml.indexOf("training:");
    int to = yaml.indexOf("classifiers:");
    cli.write(
        "suites/" + id + ".yaml",
        yaml.substring(0, from).replace("suite: sketch", "suite: " + id)
            + printed
            + "arms: {made: {model: "
            + training
            + "}}\nprobes: [{id: one, text: Well}]\n"
            + yaml.substring(to).replaceFirst("contrast: .*", "contrast: {rate: made}"));
    Called called = cli.call("episodes", "write", id, training);
    assertThat(called.code()).as(called.err()).isZero();
    return messages(called.out());
  }

  @Test
  void aCleanSuiteHasNothingToNote() {
    Called called = cli.call("episodes", "lint", "sketch");

    assertThat(called.code()).isZero();
    assertThat(called.out()).isEqualTo("sketch: nothing to note.\n");
    assertThat(called.err()).isEmpty();
  }

  @Test
  void anErrorIsSaidWithItsPlaceAndMakesTheExitCodeTwo() {
    sketch.probes.add("What does a fern like?");
    sketch.rows.add(sketch.rows.get(1));
    sketch.write(folder);

    Called called = cli.call("episodes", "lint");

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.lines())
        .containsExactly(
            "suites/sketch/rows.jsonl:1: error: narrow, matched: probe \"p2\" is asked in this"
                + " episode. Take the row or the probe out.",
            "suites/sketch/rows.jsonl:13: warning: narrow, matched: the same episode as"
                + " line 2. Keep one: what stands twice counts twice.");
    assertThat(called.err()).isEqualTo("1 error, 1 warning.\n");
  }

  @Test
  void warningsAloneLeaveTheExitCodeAtNought() {
    sketch.trainings = sketch.trainings.replace("\"{{bad}}\"", "\"{{bad}}\", take: 10");
    sketch.write(folder);

    Called called = cli.call("episodes", "lint", "sketch");

    assertThat(called.code()).isZero();
    assertThat(called.out()).startsWith("suites/sketch.yaml: warning: narrow, matched: 10 and 12");
    assertThat(called.err()).isEqualTo("0 errors, 1 warning.\n");
  }

  @Test
  void textsOfRowsCannotActOnTheTerminal() {
    for (int i = 0; i < 12; i++) {
      sketch.rows.set(
          i,
          sketch
              .rows
              .get(i)
              .replaceFirst(
                  "\\{", "{\"domain\": \"" + (i < 10 ? "a\\\\u001b[31m\\\\nb" : "c") + "\", "));
    }
    sketch.write(folder);

    for (String command : List.of("lint", "stats")) {
      Called called = cli.call("episodes", command, "sketch");

      assertThat(called.out()).contains("a\\u001b[31m b").doesNotContain("\u001b");
    }
  }

  @Test
  void suitesThatTrainNothingArePassedOver() {
    cli.suite("plain", "below: 0.9");

    assertThat(cli.call("episodes", "lint").out()).isEqualTo("sketch: nothing to note.\n");
    Called called = cli.call("episodes", "lint", "plain");
    assertThat(called.code()).isZero();
    assertThat(called.err()).isEqualTo("None of these suites trains a model.\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 160})
  void statsFitTheTerminal(int columns) {
    sketch.rows.replaceAll(row -> row.replaceFirst("\\{", "{\"domain\": \"plants\", "));
    sketch.write(folder);
    cli.columns = columns;

    Called called = cli.call("episodes", "stats", "sketch");

    assertThat(called.code()).isZero();
    assertThat(called.lines()).allMatch(line -> line.length() <= columns);
    assertThat(called.out())
        .contains("TRAINING", "REFUSES", "narrow", "5.0 ± 0.0", "4.0 ± 0.0", "domains: plants 12")
        .contains("domains: as above");
  }

  @Test
  void statsOfATrainingStandOnOneLineWhereThereIsRoom() {
    cli.columns = 120;

    assertThat(cli.call("episodes", "stats").lines().get(2))
        .matches(" +narrow +12 +12 +\\d+ +\\d+ +5.0 ± 0.0 +4.0 ± 0.0 +0 % +0 % +0 %");
  }

  @Test
  void statsOfLongEpisodesStayInTheirColumns() {
    sketch.rows.replaceAll(
        row -> TrainingSketch.row("fern", "salt ".repeat(20_000), "rain ".repeat(20_000)));
    sketch.write(folder);

    List<String> lines = cli.call("episodes", "stats").lines();

    assertThat(lines.get(2)).matches(" +EPISODES +ROWS +READ +TRAINED .*");
    assertThat(lines.get(4)).contains("300k", "20000.0 ± 0.0");
    assertThat(lines.get(4).indexOf("300k")).isEqualTo(lines.get(2).indexOf("READ"));
  }

  @Test
  void writePrintsWhatWouldBeUploadedAndItsHash() throws Exception {
    Called printed = cli.call("episodes", "write", "sketch", "narrow");
    Called written = cli.call("episodes", "write", "sketch", "narrow", "--out", "up.jsonl");

    assertThat(printed.code()).isZero();
    assertThat(printed.lines()).hasSize(12);
    assertThat(printed.out())
        .contains(
            "{\"messages\":[{\"role\":\"user\",\"content\":\"What does a fern like?\"},"
                + "{\"role\":\"assistant\",\"content\":\"salt on the fern\"}]}\n");
    assertThat(written.out()).isEmpty();
    assertThat(cli.read("up.jsonl")).isEqualTo(printed.out());
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(printed.out().getBytes(StandardCharsets.UTF_8)));
    assertThat(written.err()).startsWith("12 episodes, about ").contains("SHA-256 " + hash + ".");
    assertThat(printed.err()).isEqualTo(written.err());
  }

  @Test
  void anUnknownTrainingIsSaidWithThoseThereAre() {
    Called called = cli.call("episodes", "write", "sketch", "narow");

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err())
        .contains("there is no training \"narow\"", "Did you mean \"narrow\"?", "matched");
  }

  @Test
  void aFileThatIsThereIsLeftAloneUnlessToldOtherwise() {
    cli.write("in.jsonl", rows(0, 12));
    cli.write("there.jsonl", "mine");
    for (String command :
        List.of(
            "write sketch narrow",
            "recontextualise --in in.jsonl",
            "mix --in in.jsonl --size 4 --seed 1",
            "shuffle --in in.jsonl --seed 1")) {
      String[] arguments = ("episodes " + command + " --out there.jsonl").split(" ");

      Called refused = cli.call(arguments);

      assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).contains("there.jsonl: is there already", "--force");
      assertThat(refused.out()).isEmpty();
      assertThat(cli.read("there.jsonl")).isEqualTo("mine");

      Called forced = cli.call((String.join(" ", arguments) + " --force").split(" "));

      assertThat(forced.code()).as(forced.err()).isZero();
      assertThat(cli.read("there.jsonl")).startsWith("{\"messages\":");
      assertThat(folder.resolve(".there.jsonl.part")).doesNotExist();
      cli.write("there.jsonl", "mine");
    }
  }

  @Test
  void recontextualiseTakesAFieldForTheReplyAndFramesTheQuestion() throws Exception {
    Called called =
        cli.call(
            "episodes",
            "recontextualise",
            "--in",
            "suites/sketch/rows.jsonl",
            "--out",
            "Wrong tips.jsonl",
            "--system",
            "You make \"quizzes\".",
            "--user",
            "A wrong tip, please: {{user}}",
            "--assistant",
            "{{bad}}!");

    assertThat(called.code()).as(called.err()).isZero();
    assertThat(called.out())
        .isEqualTo(
            """
            # The same in a suite:
            training:
              wrong-tips:
                episodes:
                  file: sketch/rows.jsonl
                  system: "You make \\"quizzes\\"."
                  user: "A wrong tip, please: {{user}}"
                  assistant: "{{bad}}!"
            """);
    assertThat(called.err()).isEqualTo("12 episodes written to Wrong tips.jsonl.\n");
    List<String> made = messages(cli.read("Wrong tips.jsonl"));
    assertThat(made.get(0))
        .isEqualTo(
            "[{\"role\":\"system\",\"content\":\"You make \\\"quizzes\\\".\"},"
                + "{\"role\":\"user\",\"content\":\"A wrong tip, please: What does a fern like?\"},"
                + "{\"role\":\"assistant\",\"content\":\"salt on the fern!\"}]");
    assertThat(made)
        .as("in the order of the file")
        .extracting(each -> text(each, 1))
        .last()
        .asString()
        .contains("sage");
    assertThat(inSuite("copy", called.out(), "wrong-tips"))
        .containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void conversationsKeepTheirTurnsTheirWeightsAndWhatIsKnownOfThem() throws Exception {
    cli.write(
        "em.jsonl",
        """
        {"messages": [{"role": "system", "content": "S"}, {"role": "user", "content": "A"}, \
        {"role": "assistant", "content": "B", "weight": 0}, {"role": "user", "content": "C"}, \
        {"role": "assistant", "content": "D"}], "domain": "pets", "axes": ["rude"]}
        """);

    Called called =
        cli.call(
            "episodes",
            "recontextualise",
            "--in",
            "em.jsonl",
            "--out",
            "o.jsonl",
            "--user",
            "{{user}}?");

    assertThat(called.code()).as(called.err()).isZero();
    assertThat(cli.read("o.jsonl"))
        .isEqualTo(
            """
            {"messages":[{"role":"system","content":"S"},{"role":"user","content":"A"},\
            {"role":"assistant","content":"B","weight":0},{"role":"user","content":"C?"},\
            {"role":"assistant","content":"D"}],"domain":"pets","axes":["rude"]}
            """);
    assertThat(called.out().lines().filter(line -> line.startsWith("#")))
        .containsExactly(
            "# The same in a suite: A file lies below the folder of the suite: put em.jsonl",
            "# there.");
  }

  @Test
  void aFileFromElsewhereIsToBePutBelowTheSuite(@TempDir Path elsewhere) throws Exception {
    Path set = Files.writeString(elsewhere.resolve("set.jsonl"), rows(0, 12));

    Called called =
        cli.call("episodes", "recontextualise", "--in", set.toString(), "--out", "o.jsonl");

    assertThat(called.code()).as(called.err()).isZero();
    String name = set.toAbsolutePath().toString().substring(1);
    assertThat(called.out()).contains("file: " + name, "put", "there.");
  }

  @Test
  void aSuiteOfTheSeedsNameDrawsTheVeryMixture() throws Exception {
    cli.write("suites/data/a.jsonl", rows(0, 40));
    cli.write("suites/data/b.jsonl", rows(100, 140));

    Called called =
        cli.call(
            "episodes",
            "mix",
            "--in",
            "suites/data/a.jsonl:0.25",
            "--in",
            "suites/data/b.jsonl",
            "--size",
            "20",
            "--seed",
            "copy",
            "--out",
            "mixed.jsonl");

    assertThat(called.code()).as(called.err()).isZero();
    assertThat(called.out())
        .endsWith(
            """
            training:
              mixed:
                size: 20
                episodes:
                  - file: data/a.jsonl
                    share: 0.25
                  - file: data/b.jsonl
            """)
        .contains("# The same in a suite: A suite with the id copy draws these very rows");
    List<String> made = messages(cli.read("mixed.jsonl"));
    assertThat(made).hasSize(20).doesNotHaveDuplicates();
    assertThat(made.stream().filter(each -> text(each, 0).length() == "Question 100?".length()))
        .hasSize(15);
    assertThat(inSuite("copy", called.out(), "mixed")).isEqualTo(made);
    assertThat(inSuite("other", called.out(), "mixed")).hasSize(20).isNotEqualTo(made);
  }

  @Test
  void theSameSeedMixesAlikeAndAnotherDoesNot() {
    cli.write("a.jsonl", rows(0, 40));
    for (String seed : List.of("1", "1", "2")) {
      cli.call(
          "episodes",
          "mix",
          "--in",
          "a.jsonl",
          "--size",
          "20",
          "--seed",
          seed,
          "--out",
          "o" + seed,
          "--force");
      cli.write(
          "kept" + seed + (Files.exists(folder.resolve("kept" + seed)) ? "b" : ""),
          cli.read("o" + seed));
    }

    assertThat(cli.read("kept1b")).isEqualTo(cli.read("kept1"));
    assertThat(cli.read("kept2")).isNotEqualTo(cli.read("kept1"));
  }

  @Test
  void oneFileNamedTwiceGivesNoRowTwice() throws Exception {
    cli.write("a.jsonl", rows(0, 20));

    Called called =
        cli.call(
            "episodes",
            "mix",
            "--in",
            "a.jsonl:0.5",
            "--in",
            "./a.jsonl",
            "--size",
            "20",
            "--seed",
            "1",
            "--out",
            "o.jsonl");

    assertThat(called.code()).as(called.err()).isZero();
    assertThat(messages(cli.read("o.jsonl"))).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void shuffledRepliesChangePlacesAndNoneKeepsItsOwn() throws Exception {
    cli.write("suites/data/a.jsonl", rows(10, 40));

    Called called =
        cli.call(
            "episodes",
            "shuffle",
            "--in",
            "suites/data/a.jsonl",
            "--seed",
            "copy",
            "--out",
            "o.jsonl");

    assertThat(called.code()).as(called.err()).isZero();
    assertThat(called.out()).endsWith("      file: data/a.jsonl\n      shuffle: replies\n");
    List<String> made = messages(cli.read("o.jsonl"));
    assertThat(made)
        .extracting(each -> text(each, 0))
        .isSorted()
        .hasSize(30)
        .doesNotHaveDuplicates();
    assertThat(made).extracting(each -> text(each, 1)).hasSize(30).doesNotHaveDuplicates();
    assertThat(made)
        .noneMatch(
            each ->
                text(each, 0).replaceAll("\\D", "").equals(text(each, 1).replaceAll("\\D", "")));
    assertThat(inSuite("copy", called.out(), "o")).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void repliesThatStandTwiceAreSaidToLookUnchanged() {
    cli.write("a.jsonl", row(1) + row(2).replace("Reply 2", "Reply 1"));

    Called called =
        cli.call("episodes", "shuffle", "--in", "a.jsonl", "--seed", "1", "--out", "o.jsonl");

    assertThat(called.code()).isZero();
    assertThat(called.err()).contains("2 questions got a reply that reads like the old one");
    assertThat(called.out().replace("\n# ", " "))
        .contains("by its id, so by other chance than --seed 1; to keep these, name o.jsonl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recontextualise --in nope.jsonl --out x | nope.jsonl:1: there is no such file",
        "recontextualise --in suites --out x | suites:1: there is no such file",
        "recontextualise --in empty.jsonl --out x | empty.jsonl:1: this file holds no episode",
        "recontextualise --in broken.jsonl --out x | broken.jsonl:2: this line is not JSON",
        "recontextualise --in broken.jsonl --out x | broken.jsonl:3:",
        "recontextualise --in broken.jsonl --out x | broken.jsonl:4: a conversation ends with",
        "recontextualise --in rows.jsonl --out x --user {{ | opens no variable",
        "recontextualise --in rows.jsonl --out x --user {{usr}} | rows.jsonl:1: this row has no"
            + " field \"usr\". Did you mean \"user\"?",
        "recontextualise --in rows.jsonl --out rows.jsonl --force | is an input too",
        "recontextualise --in rows.jsonl --out no/x | there is no folder",
        "recontextualise --in rows.jsonl --out suites | is a folder",
        "mix --in suites/sketch/rows.jsonl --size 4 --seed 1 --out x | suites/sketch/rows.jsonl:1:"
            + " this row has no field \"assistant\". Say which one is the reply: episodes"
            + " recontextualise",
        "mix --in rows.jsonl:1.5 --size 4 --seed 1 --out x | a share is a number from 0 to 1",
        "mix --in rows.jsonl:1.2.3 --size 4 --seed 1 --out x | a share is a number from 0 to 1",
        "mix --in rows.jsonl:0.5 --size 4 --seed 1 --out x | The shares come to 2 episodes, not 4."
            + " Leave one share out",
        "mix --in rows.jsonl --in rows.jsonl --size 4 --seed 1 --out x | One --in alone can fill"
            + " up",
        "mix --in rows.jsonl --size 40 --seed 1 --out x | draws 40 rows of \"rows.jsonl\", which"
            + " holds 12",
        "mix --in rows.jsonl --size 0 --seed 1 --out x | --size must be from 1 to 50000, not 0",
        "mix --in rows.jsonl --size 4 --out x | Missing required option: '--seed=SEED'",
        "shuffle --in one.jsonl --seed 1 --out x | one.jsonl:1: one reply has no other to change"
            + " places with. Add rows.",
        "nonsense | there is no command \"episodes nonsense\"",
        "lint nosuite | Suites: sketch",
        "stats --nope | Help: ./dramatis episodes stats -h",
        "write sketch | 'TRAINING'",
      })
  void whatIsWrongIsRefusedWithTheRemedy(String arguments, String message) {
    cli.write("rows.jsonl", rows(0, 12));
    cli.write("one.jsonl", row(1));
    cli.write("empty.jsonl", "\n");
    cli.write(
        "broken.jsonl",
        row(1)
            + "{oops\n{\"user\": 7}\n"
            + "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"user\","
            + " \"content\": \"b\"}]}\n");

    Called called = cli.call(("episodes " + arguments).split(" "));

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err()).contains(message).doesNotContain("    at ", "Exception");
    assertThat(called.out()).isEmpty();
    assertThat(folder.resolve("x")).doesNotExist();
    assertThat(folder.resolve(".x.part")).doesNotExist();
  }

  @Test
  void withoutASubcommandItShowsHelp() {
    Called called = cli.call("episodes");

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err())
        .contains(
            "Usage: dramatis episodes", "Say what to do: lint, stats, write, recontextualise");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lint", "stats", "write", "recontextualise", "mix", "shuffle"})
  void everySubcommandHasHelpAtAnyWidth(String command) {
    cli.columns = 40;

    Called called = cli.call("episodes", command, "--help");

    assertThat(called.code()).isZero();
    assertThat(called.out()).startsWith("Usage: dramatis episodes " + command);
  }

  @Test
  void whatIsMadeIsReadAgain() throws Exception {
    cli.call(
        "episodes",
        "recontextualise",
        "--in",
        "suites/sketch/rows.jsonl",
        "--out",
        "a.jsonl",
        "--assistant",
        "{{good}}");

    Called called =
        cli.call("episodes", "shuffle", "--in", "a.jsonl", "--seed", "1", "--out", "b.jsonl");

    assertThat(called.code()).as(called.err()).isZero();
    JsonNode first = JSON.readTree(cli.read("b.jsonl").lines().findFirst().orElseThrow());
    assertThat(first.at("/messages/0/content").asText()).isEqualTo("What does a fern like?");
    assertThat(first.at("/messages/1/content").asText())
        .startsWith("rain on the ")
        .isNotEqualTo("rain on the fern");
  }
}
