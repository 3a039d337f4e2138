package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.cli.Cli.Called;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings as a build server shows them. */
class AnnotationsTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void inAFolderOfItsOwn() {
    cli = new Cli(folder);
    cli.variables.put("GITHUB_WORKSPACE", folder.toString());
  }

  private static List<String> commands(Called called) {
    return called.lines().stream().filter(line -> line.startsWith("::")).toList();
  }

  @Test
  void aContradictionStandsAtItsLineInTheSuitesOwnFile() {
    cli.suite("wrong", "above: 0.9");

    List<String> commands = commands(cli.call("run", "--annotations", "github"));

    String suite = cli.read("suites/wrong.yaml");
    int line =
        1
            + (int)
                suite
                    .substring(0, suite.indexOf("stays-in-character:"))
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
    assertThat(commands)
        .singleElement()
        .asString()
        .startsWith(
            "::error file=suites/wrong.yaml,line="
                + line
                + ",title=wrong/stays-in-character contradicted::");
  }

  @Test
  void theyAreToldInActionsAloneUnlessAskedFor() {
    cli.suite("wrong", "above: 0.9");

    assertThat(commands(cli.call("run"))).isEmpty();
    cli.variables.put("GITHUB_ACTIONS", "true");
    assertThat(commands(cli.call("run"))).hasSize(1);
    assertThat(commands(cli.call("run", "--annotations", "none"))).isEmpty();
    assertThat(cli.call("run", "--annotations", "gitlab").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whatASuiteSaysCannotBecomeACommandOrAnotherProperty() {
    cli.suite("wrong", "above: 0.9");
    cli.write(
        "suites/wrong.yaml",
        cli.read("suites/wrong.yaml")
            .replace(
                "says: Sums are answered by the Assistant.",
                "says: \"100% :: done\\n::error::owned, yes\""));

    List<String> commands = commands(cli.call("run", "--annotations", "github"));

    assertThat(commands).hasSize(1);
    assertThat(commands.get(0)).contains("100%25 :: done").doesNotContain("\n");
  }

  @Test
  void ofManyTheWeightiestAreToldAndTheRestIsCounted() {
    for (int i = 0; i < 14; i++) {
      cli.suite("wrong-%02d".formatted(i), "above: 0.9");
    }

    List<String> commands = commands(cli.call("run", "--annotations", "github"));

    assertThat(commands).hasSize(10);
    assertThat(commands.get(9)).startsWith("::error title=5 more::");
  }
}
