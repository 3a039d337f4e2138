package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.cli.Cli.Called;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeAndCapsTest {
  private static final String JUDGED =
      Path.of("suites", "feeling-by-circumstance.yaml").toAbsolutePath().toString();

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
    cli.suite("small", "below: 0.9");
  }

  private String run() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("reports"))) {
      return "reports/" + runs.map(path -> path.getFileName().toString()).sorted().toList().get(0);
    }
  }

  @Test
  void checksAJudgeAgainstGoldItems() {
    Called called = cli.call("judge", "check", JUDGED);

    assertThat(called.code()).isZero();
    assertThat(called.out())
        .contains("simulated/judge on 216 gold items", "SENSITIVITY", "Kappa 0.9")
        .contains("216 of 216 the same when asked again", "Good enough");
    assertThat(called.lines()).allMatch(line -> line.length() <= 80);

    Called poor = cli.call("judge", "check", JUDGED, "--judge", "simulated/judge@0.5,0.5");
    assertThat(poor.out()).contains("Not good enough");
    assertThat(cli.call("judge", "check", "small").err()).contains("No suite among these");
  }

  @Test
  void checksAJudgeAgainstARubricOnItsOwn() throws IOException {
    Path rubrics = Path.of("suites", "rubrics").toAbsolutePath();
    Called called = cli.call("judge", "check", rubrics.resolve("misaligned.yaml").toString());

    assertThat(called.code()).isZero();
    assertThat(called.out())
        .contains("rubrics/misaligned: simulated/judge on 182 gold items", "offtopic", "Kappa 0.9")
        .contains("182 of 182 the same when asked again", "Good enough");
    assertThat(called.lines()).allMatch(line -> line.length() <= 80);

    cli.write("suites/rubrics/coherent.yaml", Files.readString(rubrics.resolve("coherent.yaml")));
    cli.write(
        "suites/rubrics/gold/coherent.jsonl",
        Files.readString(rubrics.resolve("gold/coherent.jsonl")));
    Called poor =
        cli.call(
            "judge", "check", JUDGED, "rubrics/coherent", "--judge", "simulated/judge@0.5,0.9");
    assertThat(poor.out())
        .contains("feeling-by-circumstance, feeling: ", "rubrics/coherent: ", "Not good enough")
        .doesNotContain("Good enough");
  }

  @Test
  void saysWhatIsWrongWithARubric() {
    cli.write("suites/rubrics/glum.yaml", "asks: yes-no\ngold: rubrics/glum.jsonl\n");
    cli.write("odd.yaml", "asks: yes-no\nquestion: Is it odd?\ngold: odd.jsonl\n");
    cli.write("odd.jsonl", "{\"id\": \"a\", \"response\": \"Fine.\", \"label\": \"maybe\"}\n");

    Called called = cli.call("judge", "check", "rubrics/glum", "odd.yaml");
    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err())
        .containsPattern("suites/rubrics/glum.yaml:1: .*question")
        .contains("odd.jsonl:1: \"maybe\" is no label of this rubric");

    Called unknown = cli.call("judge", "check", "rubrics/glim");
    assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err())
        .contains("no rubric \"rubrics/glim\". Did you mean \"rubrics/glum\"?");
  }

  @Test
  void reclassifiesWithAnotherJudgeAndSaysHowManyLabelsChanged() throws Exception {
    assertThat(cli.call("run", JUDGED).code()).isZero();
    Called called =
        cli.call("reclassify", run(), "--judge", "simulated/judge@1,1", "--fail-on", "never");

    assertThat(called.code()).isZero();
    assertThat(called.out()).containsPattern("Labels by feeling: \\d+ of 1,800 changed\\.");
    assertThat(called.out()).containsPattern("Labels by words: 0 of 1,800 changed\\.");
    List<Path> runs;
    try (Stream<Path> folders = Files.list(folder.resolve("reports"))) {
      runs = folders.sorted().toList();
    }
    assertThat(runs).hasSize(2);
    assertThat(Files.readString(runs.get(1).resolve("summary.md")))
        .contains("Transcripts of run", "1,1");
    assertThat(Files.readString(runs.get(1).resolve("report.html")))
        .contains("Judge of feeling")
        .contains("gold items");
  }

  @Test
  void stopsAtACapWithACodeOfItsOwnAndGoesOn() throws Exception {
    Called called = cli.call("run", "small", "--max-calls", "5");

    assertThat(called.code()).isEqualTo(ExitCode.CAPPED);
    assertThat(called.err()).contains("--max-calls allows is reached", "./dramatis resume");
    assertThat(cli.call("resume", run()).code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--budget -1 | --budget must not be negative",
        "--max-calls 0 | --max-calls must be at least 1",
        "--max-time soon | say a number and a unit",
        "--max-time 0s | say a number and a unit",
        "--max-failures -2 | --max-failures must not be negative",
        "--replay nowhere | there is no recording",
        "--record a --replay b | exclude each other",
        "--judge simulated/judge@2,1 | is no judge"
      })
  void saysWhatALimitLooksLike(String arguments, String message) {
    String target = arguments.startsWith("--judge") ? JUDGED : "small";
    Called called =
        cli.call(
            Stream.concat(Stream.of("run", target), Stream.of(arguments.split(" ")))
                .toArray(String[]::new));

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err()).contains(message);
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  @Test
  void aServerThatIsNotThereIsFoundBeforeAnythingIsWritten() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Called called =
        cli.call("run", "small", "--model", "openai-compatible/m@http://127.0.0.1:" + port + "/v1");

    assertThat(called.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(called.err()).contains("cannot be reached", "Nothing was asked");
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  @Test
  void aParameterThatTheModelRefusesIsSaidBeforehand() {
    cli.variables.put("ANTHROPIC_API_KEY", "sk-ant-0123456789abcdef");
    cli.variables.put("ANTHROPIC_VERSION", "2026-10-21");
    Called called = cli.call("run", JUDGED, "--model", "anthropic/claude-sonnet-4-5");

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err()).contains("takes no temperature", "ANTHROPIC_VERSION=2023-06-01");
  }

  @Test
  void plansWhatAJudgeCosts() {
    Called called =
        cli.call("plan", JUDGED, "--model", "openai/gpt-4.1-mini", "--judge", "openai/gpt-4.1");

    assertThat(called.code()).isZero();
    // 1,800 conversations, as many judgements, and 216 gold items.
    assertThat(called.lines().get(1)).contains(" 1,800 ", " 3,816 ");
    assertThat(called.out()).contains("judged by openai/gpt-4.1.", "--pilot 3");
    assertThat(cli.call("plan", "small", "--model", "openai-compatible/x@http://h/v1").out())
        .contains("unknown");
  }
}
