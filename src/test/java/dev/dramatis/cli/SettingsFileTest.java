package dev.dramatis.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.cli.Cli.Called;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code dramatis.yaml} settles, and what goes before it. */
class SettingsFileTest {
  private static final String KEY = "lab-key-0123456789abcdef";

  @TempDir private Path folder;
  private final ChatServer server = new ChatServer();
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
    cli.suite("small", "below: 0.9");
    cli.variables.put("LAB_API_KEY", KEY);
    server.answers("Twelve, I would say.");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void settle(String more) {
    cli.write(
        "dramatis.yaml",
        """
        endpoints:
          careful:
            model: openai-compatible/m
            baseUrl: %s
            keyEnv: LAB_API_KEY
            tokensField: max_completion_tokens
            body: {reasoning_effort: low}
            price: {input: 1000, output: 0}
        """
                .formatted(server.url())
            + more);
  }

  private Path onlyRun(Path reports) throws IOException {
    try (var runs = Files.list(reports)) {
      return runs.toList().get(0);
    }
  }

  @Test
  void aRoleIsAskedAsItsEndpointSays() {
    settle("roles: {chat: careful}\n");
    Called called = cli.call("run", "small", "--no-preflight");

    assertThat(called.code()).as(called.err()).isZero();
    assertThat(called.err()).contains("openai-compatible/m#careful");
    server.server.verify(
        exactly(24),
        postRequestedFor(anyUrl())
            .withHeader("Authorization", equalTo("Bearer " + KEY))
            .withRequestBody(matchingJsonPath("$.reasoning_effort", equalTo("low")))
            .withRequestBody(matchingJsonPath("$.max_completion_tokens"))
            .withRequestBody(matchingJsonPath("$.model", equalTo("m"))));
  }

  @Test
  void theReportSaysHowTheModelWasSet() throws Exception {
    settle("roles: {chat: careful}\nreports: kept\n");
    cli.call("run", "small", "--no-preflight");
    Path run = onlyRun(folder.resolve("kept"));

    assertThat(run.resolve("report.html")).content().contains("reasoning_effort = low");
    assertThat(run.resolve("summary.md")).content().contains("reasoning\\_effort = low");
    // 11 tokens in at 1000 USD a million, 24 times.
    assertThat(run.resolve("report.json")).content().contains("\"spendUsd\" : 0.264");
    assertThat(run.resolve("run.json")).content().contains("LAB_API_KEY").doesNotContain(KEY);
  }

  @Test
  void aRunIsCarriedOnAsItBeganWhateverTheFileSaysNow() throws Exception {
    settle("");
    cli.call("run", "small", "--model", "careful", "--no-preflight", "--max-calls", "5");
    cli.write("dramatis.yaml", "roles: {chat: simulated/psm}\n");
    Path run = onlyRun(folder.resolve("reports"));
    Called called = cli.call("resume", run.toString(), "--no-preflight");

    assertThat(called.code()).as(called.err()).isZero();
    server.server.verify(
        exactly(24),
        postRequestedFor(anyUrl())
            .withHeader("Authorization", equalTo("Bearer " + KEY))
            .withRequestBody(matchingJsonPath("$.reasoning_effort", equalTo("low"))));
  }

  @Test
  void theCommandLineGoesBeforeTheFile() {
    settle("roles: {chat: careful}\njudge: careful\nreports: kept\n");
    Called called = cli.call("run", "small", "--model", "simulated/psm", "--reports", "elsewhere");

    assertThat(called.code()).as(called.err()).isZero();
    assertThat(folder.resolve("elsewhere")).isDirectory();
    assertThat(folder.resolve("kept")).doesNotExist();
    server.server.verify(exactly(0), postRequestedFor(anyUrl()));
  }

  @Test
  void theFileAtTheRootOfTheRepositoryHoldsInItsFolders() throws Exception {
    settle("");
    Files.createDirectories(folder.resolve(".git"));
    Cli below = new Cli(Files.createDirectories(folder.resolve("a/b")));
    below.variables.putAll(cli.variables);
    Called called = below.call("probe", "careful", "Hello", "-n", "1");

    assertThat(called.code()).as(called.err()).isZero();
    server.server.verify(exactly(1), postRequestedFor(anyUrl()));
  }

  @Test
  void aBudgetIsKeptByTheStatedPrice() {
    settle("");
    Called called =
        cli.call("run", "small", "--model", "careful", "--no-preflight", "--budget", "0.1");

    assertThat(called.code()).isEqualTo(ExitCode.CAPPED);
    assertThat(called.err()).contains("over the budget");
  }

  @Test
  void planAndModelsUseTheStatedPrice() {
    settle("");

    assertThat(cli.call("plan", "small", "--model", "careful").out()).doesNotContain("unknown");
    assertThat(cli.call("models", "careful").out())
        .contains("1000 in, 0 out (stated in dramatis.yaml)");
  }

  @Test
  void doctorSaysWhatAppliesAndFromWhere() {
    settle("roles: {chat: careful}\njudge: [simulated/judge]\nreports: kept\n");
    cli.columns = 200;
    Called called = cli.call("doctor");

    assertThat(called.code()).as(called.out()).isZero();
    assertThat(called.out())
        .contains("dramatis.yaml\n")
        .containsPattern("Model, chat +openai-compatible/m#careful \\(dramatis.yaml\\)")
        .containsPattern("Judge +simulated/judge \\(dramatis.yaml\\)")
        .containsPattern("Reports +kept can be written \\(dramatis.yaml\\)")
        .containsPattern("Endpoint careful .*key in LAB_API_KEY, set; .*reasoning_effort = low")
        .doesNotContain(KEY);
  }

  @Test
  void everyFaultIsSaidWithItsLine() {
    cli.write(
        "dramatis.yaml",
        """
        endpoints:
          a: {model: openai/gpt-4.1, rpm: 0}
          b: {model: openai/gpt-4.1, keyEnv: sk-1234}
          c: {baseUrl: "http://localhost:1/v1"}
        rolls: {chat: a}
        """);
    Called called = cli.call("run", "small");

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err().lines().toList())
        .anySatisfy(line -> assertThat(line).startsWith("dramatis.yaml:2: ").contains("0"))
        .anySatisfy(line -> assertThat(line).startsWith("dramatis.yaml:3: ").contains("_API_KEY"))
        .anySatisfy(line -> assertThat(line).startsWith("dramatis.yaml:4: ").contains("\"model\""))
        .anySatisfy(line -> assertThat(line).startsWith("dramatis.yaml:5: ").contains("roles"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{model: 'nonsense/x'}|not a provider",
        "{model: simulated/psm}|nothing can be set",
        "{model: openai/gpt-4.1, body: {temperature: 1}}|must not set temperature",
        "{model: 'openai-compatible/m@http://a/v1', baseUrl: 'http://b/v1'}|stands twice",
        "{model: openai/m, baseUrl: 'https://x.example/v1', keyEnv: OPENAI_API_KEY}|another host",
        "{model: openai/m, baseUrl: 'https://x.example/v1', keyEnv: OPENAI_API_KEY_2}|another host",
        "{model: openai/m, keyEnv: ANTHROPIC_API_KEY}|another host",
        "{model: 'openai-compatible/m@https://x.example/v1', keyEnv: GROQ_API_KEY}|another host",
      })
  void anEndpointThatCannotBeRightIsRefused(String endpoint, String message) {
    cli.write("dramatis.yaml", "# mine\nendpoints:\n  x: " + endpoint + "\n");
    Called called = cli.call("run", "small");

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err()).startsWith("dramatis.yaml:3: ").contains(message);
  }

  @Test
  void aModelThatNoEndpointHasIsNamedWithThoseThatThereAre() {
    settle("roles: {chat: carefull}\n");
    Called called = cli.call("run", "small");

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err()).startsWith("dramatis.yaml:9: \"carefull\"").contains("careful");
    settle("");
    assertThat(cli.call("run", "small", "--model", "openai-compatible/m#other").err())
        .contains("no endpoint \"other\"");
  }

  @Test
  void aKeyOfTheProviderIsNotSentToAnAddressOfTheFile() {
    cli.variables.put("OPENAI_API_KEY", "sk-openai-0123456789");
    cli.write(
        "dramatis.yaml",
        "endpoints: {away: {model: openai/gpt-4.1, baseUrl: \"%s\"}}\n".formatted(server.url()));
    cli.call("probe", "away", "Hello", "-n", "1");

    server.server.verify(exactly(1), postRequestedFor(anyUrl()).withoutHeader("Authorization"));
  }

  @Test
  void anEmptyFileSettlesNothing() {
    for (String text : List.of("", "# nothing yet\n")) {
      cli.write("dramatis.yaml", text);
      assertThat(cli.call("run", "small").code()).isZero();
    }
  }

  @Test
  void theExampleOfTheManualIsValid() throws Exception {
    String manual = Files.readString(Path.of("docs", "operating.md"));
    int start = manual.indexOf("```yaml\n", manual.indexOf("## dramatis.yaml")) + 8;
    cli.write("dramatis.yaml", manual.substring(start, manual.indexOf("```", start)));
    Called called = cli.call("doctor");

    assertThat(called.code()).as(called.out()).isZero();
    assertThat(called.out()).contains("openai/gpt-5-mini#thinking", "60 requests a minute");
  }
}
