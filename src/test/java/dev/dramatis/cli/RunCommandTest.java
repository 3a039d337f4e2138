package dev.dramatis.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.cli.Cli.Called;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void writeSuite() {
    cli = new Cli(folder);
    cli.suite("small", "below: 0.9");
  }

  @Test
  void runsEverySuiteInTheSimulatedWorldAndSaysThatItIsSimulated() {
    Called called = cli.call("run");

    assertThat(called.code()).isZero();
    assertThat(called.err()).contains("SIMULATED world (chat = simulated/psm)");
    assertThat(called.out())
        .contains("SIMULATED world", "no evidence", "* stays-in-character", "SUPPORTED")
        .contains("Primary predictions: 1 supported.")
        .contains("Report: " + cli.run() + "/report.html");
    assertThat(folder.resolve(cli.run()).resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void keysInTheEnvironmentDoNotMakeItAskAModel() {
    try (ChatServer server = new ChatServer()) {
      server.answers("Hello.");
      cli.variables.put("OPENAI_API_KEY", "sk-test-0123456789abcdef");
      cli.variables.put("OPENAI_BASE_URL", server.url());

      assertThat(cli.call("run").code()).isZero();
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void aContradictedPrimaryIsAFinding() {
    cli.suite("wrong", "above: 0.9");

    Called called = cli.call("run");

    assertThat(called.code()).isEqualTo(ExitCode.FINDING);
    assertThat(called.err()).contains("Met --fail-on: wrong contradicted.");
    assertThat(called.out()).contains("1 supported, 1 contradicted");
  }

  @Test
  void failOnSaysWhichVerdictsAreFindings() {
    cli.suite("wrong", "above: 0.9");
    cli.suite("open", "below: 0.05");

    assertThat(cli.call("run", "wrong", "--fail-on", "never").code()).isZero();
    assertThat(cli.call("run", "wrong", "--fail-on", "inconclusive").code()).isZero();
    assertThat(cli.call("run", "open").code()).isZero();
    assertThat(cli.call("run", "open", "--fail-on", "contradicted,inconclusive").code())
        .isEqualTo(ExitCode.FINDING);
  }

  @Test
  void asksANamedServerWithTheKeyOfDotEnvAndShowsTheKeyNowhere() throws Exception {
    try (ChatServer server = new ChatServer()) {
      server.answers("It is 42. Is there anything else?");
      cli.write(
          ".env",
          "# keys\nexport OPENAI_API_KEY='sk-test-0123456789abcdef'\nOPENAI_BASE_URL="
              + server.url()
              + "\n");

      Called called = cli.call("run", "--model", "chat=openai/gpt-small");

      assertThat(called.code()).isZero();
      assertThat(called.err()).contains("Asking chat = openai/gpt-small.");
      assertThat(called.out()).doesNotContain("SIMULATED");
      server.server.verify(
          24,
          postRequestedFor(anyUrl())
              .withHeader("Authorization", equalTo("Bearer sk-test-0123456789abcdef")));
      assertThat(called.out() + called.err()).doesNotContain("0123456789abcdef");
      try (var files = Files.walk(folder.resolve("reports"))) {
        assertThat(files.filter(Files::isRegularFile))
            .isNotEmpty()
            .allSatisfy(file -> assertThat(file).content().doesNotContain("0123456789abcdef"));
      }
    }
  }

  @Test
  void aRefusedKeyStopsTheRunAtOnceInTheProvidersWords() {
    try (ChatServer server = new ChatServer()) {
      server.refuses(401, "Incorrect API key \u001b[31mprovided");

      Called called = cli.call("run", "-j", "2", "--model", server.model());

      assertThat(called.code()).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(called.out())
          .contains("Incorrect API key \\u001b[31mprovided", "NOT TESTED")
          .contains("of plain were not asked");
      assertThat(called.err())
          .contains("Stopped: the endpoint refuses every call.")
          .contains("./dramatis resume " + cli.run());
      assertThat(server.requests()).isLessThan(10);
    }
  }

  @Test
  void aRunWithTooManyFailuresIsIncompleteAndCanBeResumed() {
    try (ChatServer server = new ChatServer()) {
      server.refuses(500, "overloaded");

      Called failed = cli.call("run", "--max-retries", "0", "--model", server.model());

      assertThat(failed.code()).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(failed.err()).contains("too many calls failed", "failed: 24 HTTP 500");
      assertThat(failed.out()).contains("24 of 24 trials failed:", "overloaded");

      server.answers("It is 42. Is there anything else?");
      Called resumed = cli.call("resume", cli.run());

      assertThat(resumed.code()).isZero();
      assertThat(resumed.out()).contains("SUPPORTED").doesNotContain("failed");
    }
  }

  @Test
  void aFinishedRunIsNotAskedAgain() {
    cli.call("run");

    Called resumed = cli.call("resume", cli.run());

    assertThat(resumed.code()).isZero();
    assertThat(resumed.err()).contains("24 of 24 trials are finished already.");
  }

  @Test
  void resumeRefusesASuiteThatChangedUnlessToldToGoOn() {
    cli.call("run");
    cli.suite("small", "below: 0.8");

    Called refused = cli.call("resume", cli.run());

    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("small.yaml", "--frozen");
    assertThat(cli.call("resume", cli.run(), "--frozen").out()).contains("< 0.90");
  }

  @Test
  void reportDecidesAgainFromTheJournal() throws Exception {
    cli.call("run");
    Files.delete(folder.resolve(cli.run()).resolve("report.html"));

    Called called = cli.call("report", cli.run());

    assertThat(called.code()).isZero();
    assertThat(called.out()).contains("SUPPORTED", "SIMULATED", "/report.html");
    assertThat(folder.resolve(cli.run()).resolve("report.html")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 120})
  void noLineIsWiderThanTheTerminal(int columns) {
    cli.columns = columns;
    cli.suite("a-suite-with-a-rather-long-name", "above: 0.9");

    Called called = cli.call("run");

    assertThat(called.lines())
        .filteredOn(line -> !line.startsWith("Report: "))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    assertThat(called.out()).contains("stays-in-character", "[0.00, 0.26]", "> 0.90");
  }

  @Test
  void onlyAColouredTerminalGetsEscapeSequences() {
    assertThat(cli.call("run").out()).doesNotContain("\u001b");
    cli.colour = true;
    assertThat(cli.call("run").out()).contains("\u001b[32mSUPPORTED\u001b[0m");
  }
}
