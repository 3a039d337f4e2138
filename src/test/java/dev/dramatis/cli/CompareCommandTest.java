package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.cli.Cli.Called;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs held against each other from the command line, in worlds that differ by a dial. */
class CompareCommandTest {
  private static final String SUITE =
      Path.of("suites", "template-hole-break.yaml").toAbsolutePath().toString();

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void inAFolderOfItsOwn() {
    cli = new Cli(folder);
  }

  private String run(String world, String seed, String... more) throws IOException {
    List<String> before = runs();
    String[] arguments =
        Stream.concat(
                Stream.of("run", SUITE, "--model", "simulated/" + world, "--world-seed", seed),
                Stream.of(more))
            .toArray(String[]::new);
    cli.call(arguments);
    return runs().stream().filter(run -> !before.contains(run)).findFirst().orElseThrow();
  }

  private List<String> runs() throws IOException {
    Path reports = folder.resolve("reports");
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(reports)) {
      return all.map(path -> "reports/" + path.getFileName()).toList();
    }
  }

  @Test
  void aTurnOfTheDialIsFoundAndNamedAndAnotherSeedIsNot() throws Exception {
    String one = run("dial@0.8", "1");
    String again = run("dial@0.8", "2");
    String turned = run("dial@0.3", "3");

    Called called = cli.call("compare", one, again, turned, "--out", "out");

    assertThat(called.code()).isZero();
    assertThat(called.out())
        .contains("Nothing changed beyond chance")
        .containsPattern("Differs from \\S+\\s+\\(1 primaries")
        .contains("template-hole-break / breaks-character")
        .contains("simulated/dial@0.8 → simulated/dial@0.3");
    JsonNode json = new ObjectMapper().readTree(cli.read("out/compare.json"));
    assertThat(json.at("/pairs/0/changedPrimaries")).isEmpty();
    assertThat(json.at("/pairs/1/changedPrimaries/0").asText())
        .isEqualTo("template-hole-break / breaks-character");
    assertThat(json.at("/predictions/0/runs")).hasSize(3);
    JsonNode figures = json.at("/pairs/1/differences/0/figures");
    assertThat(figures.at("/after").asDouble() - figures.at("/before").asDouble())
        .isEqualTo(figures.at("/difference").asDouble());
    assertThat(cli.read("out/compare.md"))
        .contains("## Verdicts", "| A |", "| C |", "p, Holm")
        .contains("**template-hole-break / breaks-character**");
  }

  @Test
  void aRunIsHeldAgainstTheAcceptedOneAndFailsOnlyIfAPrimaryChanged() throws Exception {
    String first = run("dial@0.8", "1");
    Called accepted = cli.call("baseline", "accept", first, "--file", "kept/base.json");
    assertThat(accepted.code()).isZero();
    assertThat(accepted.out()).contains("kept/base.json now holds run");

    Called same =
        cli.call(
            "run",
            SUITE,
            "--model",
            "simulated/dial@0.8",
            "--world-seed",
            "2",
            "--baseline",
            "kept/base.json",
            "--fail-on",
            "changed");
    Called turned =
        cli.call(
            "run",
            SUITE,
            "--model",
            "simulated/dial@0.3",
            "--world-seed",
            "3",
            "--baseline",
            "kept/base.json",
            "--fail-on",
            "changed");

    assertThat(same.code()).isZero();
    assertThat(same.out()).contains("Nothing changed beyond chance");
    assertThat(turned.code()).isEqualTo(ExitCode.FINDING);
    assertThat(turned.err()).contains("Met --fail-on: template-hole-break changed.");
    String last = runs().stream().sorted().skip(2).findFirst().orElseThrow();
    assertThat(cli.read(last + "/summary.md")).contains("- Differs from ");
    assertThat(folder.resolve(last).resolve("changes.json")).isNotEmptyFile();
    Files.delete(folder.resolve(last).resolve("changes.md"));

    assertThat(cli.call("report", last).out()).contains("template-hole-break / breaks-character");
    assertThat(folder.resolve(last).resolve("changes.md")).isNotEmptyFile();
  }

  @Test
  void comparingLeavesTheRunsAsTheyWere() throws Exception {
    String one = run("psm", "1");
    String two = run("psm", "2");
    String before = cli.read(one + "/run.json") + Files.getLastModifiedTime(manifest(one));

    cli.call("compare", one, two);

    assertThat(cli.read(one + "/run.json") + Files.getLastModifiedTime(manifest(one)))
        .isEqualTo(before);
    assertThat(folder.resolve("reports/compare/compare.md")).isNotEmptyFile();
  }

  private Path manifest(String run) {
    return folder.resolve(run).resolve("run.json");
  }

  @Test
  void whatCannotBeHeldAgainstEachOtherIsSaidBeforeAnythingIsAsked() throws Exception {
    cli.suite("other", "below: 0.9");
    cli.call("run", "other");
    String other = runs().get(0);
    cli.call("baseline", "accept", other);

    Called stranger = cli.call("run", SUITE, "--baseline", "baseline.json");
    Called missing = cli.call("run", SUITE, "--baseline", "none.json");
    Called without = cli.call("run", SUITE, "--fail-on", "changed");
    Called alone = cli.call("compare", other);

    assertThat(stranger.code()).isEqualTo(ExitCode.USAGE);
    assertThat(stranger.err()).contains("has none of these suites. It has: other.");
    assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).contains("none.json: there is no baseline", "baseline accept RUN");
    assertThat(without.code()).isEqualTo(ExitCode.USAGE);
    assertThat(without.err()).contains("--baseline FILE");
    assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
    assertThat(runs()).hasSize(1);
  }

  @Test
  @Tag("slow")
  void pairsOfRunsOfOneWorldAreCounted() {
    Called called =
        cli.call("calibrate", SUITE, "--pairs", "2", "--world", "dial@0.9", "--then", "dial@0.1");

    assertThat(called.code()).isZero();
    assertThat(called.lines()).anyMatch(line -> line.matches("dial@0.9 +dial@0.1 +2 +2 +2"));
  }
}
