package dev.dramatis.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dramatis.compare.HistoryFile;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.WorldServer;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fresh repository that has a suite, a local endpoint and six lines that use the action, in a
 * replay of the action's steps; and two nights after each other.
 */
@Tag("slow")
class ActionReplayTest {
  private static final Path HERE = Path.of("").toAbsolutePath();

  /** The six lines that docs/nightly.md shows. */
  private static final String STEP =
      """
      - uses: OWNER/dramatis@main
        with:
          suites: suites/*.yaml
          model: openai-compatible/%s@%s
          max-calls: "5000"
          fail-on: contradicted,changed
      """;

  @TempDir private Path folder;
  private Path repository;
  private WorldServer server;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void freshRepositoryAndEndpoint() throws Exception {
    repository = Files.createDirectories(folder.resolve("theirs"));
    Path suites = Files.createDirectories(repository.resolve("suites"));
    Path from = Path.of("suites");
    Files.copy(
        from.resolve("template-hole-break.yaml"), suites.resolve("template-hole-break.yaml"));
    Files.createDirectories(suites.resolve("template-hole-break"));
    try (Stream<Path> files = Files.list(from.resolve("template-hole-break"))) {
      for (Path file : files.toList()) {
        Files.copy(file, suites.resolve("template-hole-break").resolve(file.getFileName()));
      }
    }
    git(repository, "init", "-q", "-b", "main");
    git(repository, "config", "user.name", "Somebody");
    git(repository, "config", "user.email", "somebody@example.org");
    git(repository, "add", "-A");
    git(repository, "commit", "-qm", "A suite");
    server =
        WorldServer.start(
            KnownSuites.of(List.of(SuiteLoader.load(suites.resolve("template-hole-break.yaml")))),
            WorldTable.load(),
            Banks.load(),
            7,
            new WorldServer.Options(0, 8, Duration.ZERO, Duration.ofMillis(100), Optional.empty()),
            Clock.systemUTC());
    variables.put("DRAMATIS", launcher().toString());
  }

  @AfterEach
  void stopServing() {
    server.close();
  }

  /** The program as it is compiled here, where the action would build it. */
  private Path launcher() throws IOException {
    StringBuilder path = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      path.append(Path.of(entry).toAbsolutePath()).append(java.io.File.pathSeparator);
    }
    Path script = folder.resolve("dramatis.sh");
    Files.writeString(
        script,
        "#!/usr/bin/env bash\nexec '%s' -Xmx900m -cp '%s' dev.dramatis.cli.Main \"$@\"\n"
            .formatted(Path.of(System.getProperty("java.home"), "bin", "java"), path));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  private static String git(Path directory, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private CompositeSteps.Ended use(String model, Map<String, String> more) throws Exception {
    JsonNode step = new YAMLMapper().readTree(STEP.formatted(model, server.baseUrl())).get(0);
    Map<String, String> inputs = new HashMap<>();
    step.path("with")
        .fields()
        .forEachRemaining(each -> inputs.put(each.getKey(), each.getValue().asText()));
    inputs.putAll(more);
    return new CompositeSteps(HERE, repository, variables).run(inputs);
  }

  @Test
  void sixLinesAreEnough() throws Exception {
    CompositeSteps.Ended ended = use("psm", Map.of());

    assertThat(ended.failed()).as(ended.log()).isFalse();
    assertThat(ended.outputs()).containsEntry("exit-code", "0").containsEntry("changed", "false");
    Path run = repository.resolve(ended.outputs().get("run"));
    assertThat(run.resolve("junit.xml")).isNotEmptyFile();
    assertThat(repository.resolve(ended.outputs().get("report"))).isNotEmptyFile();
    assertThat(ended.summary()).contains("# Dramatis: primaries 1 supported", "breaks-character");
    assertThat(ended.used())
        .anySatisfy(
            used ->
                assertThat(used)
                    .containsEntry("uses", "actions/upload-artifact@v5")
                    .containsEntry("path", ended.outputs().get("run")));
    assertThat(ended.log()).doesNotContain("::error");
  }

  @Test
  void aContradictedPrimaryFailsTheStepAndIsShownAtItsLine() throws Exception {
    CompositeSteps.Ended ended = use("lookup", Map.of());

    assertThat(ended.failed()).isTrue();
    assertThat(ended.outputs()).containsEntry("exit-code", "3");
    assertThat(ended.log())
        .containsPattern(
            "::error file=suites/template-hole-break.yaml,line=[0-9]+,"
                + "title=template-hole-break/breaks-character contradicted::");
    assertThat(ended.used()).as("the run is kept all the same").isNotEmpty();
  }

  @Test
  void aFaultIsToldApartFromAFinding() throws Exception {
    CompositeSteps.Ended wrong = use("psm", Map.of("suites", "suites/none-*.yaml"));
    server.close();
    CompositeSteps.Ended gone = use("psm", Map.of());

    assertThat(wrong.failed()).isTrue();
    assertThat(wrong.outputs()).containsEntry("exit-code", "2");
    assertThat(wrong.log()).contains("No file is named like suites/none-*.yaml");
    assertThat(gone.outputs()).containsEntry("exit-code", "4");
    assertThat(gone.log()).contains("::error title=Dramatis is incomplete::");
  }

  @Test
  void anInputIsNeverReadAsACommand() throws Exception {
    CompositeSteps.Ended ended =
        use("psm", Map.of("judge", "$(touch owned)\n`touch owned`; touch owned"));

    assertThat(ended.failed()).isTrue();
    assertThat(repository.resolve("owned")).doesNotExist();
  }

  @Test
  void theSecondNightIsHeldAgainstTheFirstAndTheThirdHasChanged() throws Exception {
    Path remote = folder.resolve("remote.git");
    git(folder, "init", "-q", "--bare", remote.toString());
    git(repository, "remote", "add", "origin", remote.toString());
    git(repository, "push", "-q", "origin", "main");

    CompositeSteps.Ended first = night("dial@0.9");
    assertThat(first.failed()).as(first.log()).isFalse();
    keep(first, "small");
    CompositeSteps.Ended second = night("dial@0.9");
    keep(second, "small");
    CompositeSteps.Ended third = night("dial@0.2");
    keep(third, "small");

    assertThat(second.failed()).as(second.log()).isFalse();
    assertThat(second.summary())
        .contains("- Nothing changed beyond chance from", "the very same answers");
    assertThat(third.failed()).isTrue();
    assertThat(third.outputs()).containsEntry("exit-code", "3").containsEntry("changed", "true");
    assertThat(third.log()).contains("breaks-character changed::");
    git(repository, "fetch", "-q", "origin", "dramatis-history");
    String files = git(repository, "ls-tree", "-r", "--name-only", "FETCH_HEAD");
    assertThat(files)
        .contains("history/small.jsonl", "baseline/small.json", "pages/small/history.html")
        .doesNotContain("suites/");
    Path kept = folder.resolve("kept.jsonl");
    Files.writeString(kept, git(repository, "show", "FETCH_HEAD:history/small.jsonl"));
    assertThat(HistoryFile.read(kept)).hasSize(3);
    // The nights fetch what they need alone; all of it stands in the remote.
    String log = git(remote, "log", "--oneline", "dramatis-history");
    assertThat(log.lines()).hasSize(3);
  }

  /** One night of nightly.yml: what earlier ones left, then the action. */
  private CompositeSteps.Ended night(String model) throws Exception {
    JsonNode steps =
        new YAMLMapper()
            .readTree(Path.of(".github/workflows/nightly.yml").toFile())
            .at("/jobs/evaluate/steps");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-eo", "pipefail", "-c", steps.get(1).path("run").asText())
            .directory(repository.toFile())
            .redirectErrorStream(true);
    builder.environment().put("BRANCH", steps.get(1).at("/env/BRANCH").asText());
    Process restore = builder.start();
    String said = new String(restore.getInputStream().readAllBytes());
    restore.waitFor(60, TimeUnit.SECONDS);
    assertThat(restore.exitValue()).as(said).isZero();
    return use(
        model,
        Map.of(
            // The server lists some points of the dial, and takes all of them.
            "arguments",
            "--no-preflight",
            "fail-on",
            steps.get(2).path("with").path("fail-on").asText(),
            "baseline",
            steps
                .get(2)
                .path("with")
                .path("baseline")
                .asText()
                .replace("${{ matrix.name }}", "small")));
  }

  /** The last job: the artifacts, then the script. */
  private void keep(CompositeSteps.Ended night, String name) throws Exception {
    Path artifacts = Files.createTempDirectory(folder, "artifacts");
    Path run = repository.resolve(night.outputs().get("run"));
    Path target = artifacts.resolve(name);
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(run.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    ProcessBuilder builder =
        new ProcessBuilder(HERE.resolve(".github/action/keep.sh").toString(), artifacts.toString())
            .directory(repository.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(variables);
    builder.environment().put("DRAMATIS_PAUSE", "0");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("Kept on the branch dramatis-history.");
  }
}
