package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.cli.Cli.Called;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsAndDoctorTest {
  private static final String KEY = "sk-ant-secret-0123456789";

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
    cli.suite("small", "below: 0.9");
  }

  @Test
  void listsProvidersAndNeverAKey() {
    cli.variables.put("ANTHROPIC_API_KEY", KEY);
    cli.variables.put("MISTRAL_BASE_URL", "https://example.invalid/v1");
    Called called = cli.call("models");

    assertThat(called.code()).isZero();
    assertThat(called.out())
        .containsPattern("anthropic/NAME +ANTHROPIC_API_KEY +set\\n")
        .containsPattern("google/NAME +GEMINI_API_KEY, GOOGLE_API_KEY +not set\\n")
        .containsPattern("mistral/NAME +MISTRAL_API_KEY +not set; address set")
        .containsPattern("ollama/NAME +– +none needed")
        .doesNotContain(KEY);
    assertThat(called.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void looksModelsUp() {
    Called called =
        cli.call("models", "simulated/psm", "openai-compatible/m@http://127.0.0.1:9/v1");

    assertThat(called.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(called.out())
        .contains("simulated/psm: can be asked", "It costs nothing")
        .contains("openai-compatible/m: cannot be asked", "Its price is not known");
  }

  @Test
  void showsThePriceWithItsSource() {
    cli.variables.put("ANTHROPIC_API_KEY", KEY);
    cli.variables.put("ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
    Called called = cli.call("models", "anthropic/claude-opus-4-5-20251101");

    assertThat(called.out()).contains("5 in, 25 out").contains("platform.claude.com");
  }

  @Test
  void saysWhatTheMachineIsGoodFor() {
    cli.variables.put("ANTHROPIC_API_KEY", KEY);
    Called called = cli.call("doctor");

    assertThat(called.code()).isZero();
    assertThat(called.out())
        .containsPattern("Java +\\d+")
        .contains("1 found, all valid", "ANTHROPIC_API_KEY")
        .doesNotContain(KEY);
    assertThat(called.lines()).allMatch(line -> line.length() <= 80);
    cli.write("suites/broken.yaml", "suite: broken\n");
    assertThat(cli.call("doctor").code()).isEqualTo(ExitCode.INCOMPLETE);
  }
}
