package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  private final Properties before = new Properties();

  @BeforeEach
  void keepProperties() {
    before.putAll(System.getProperties());
  }

  @AfterEach
  void restoreProperties() {
    System.setProperties(before);
  }

  private static Terminal terminal(String watched, String columns, Map<String, String> variables) {
    System.setProperty("dramatis.terminal", watched);
    System.setProperty("dramatis.columns", columns);
    return Terminal.system(variables);
  }

  @Test
  void noColorTakesTheColourAndLeavesTheProgressLine() {
    Terminal plain = terminal("out,err", "80", Map.of("NO_COLOR", "1"));
    Terminal unset = terminal("out,err", "80", Map.of("NO_COLOR", ""));

    assertThat(plain.colour()).isFalse();
    assertThat(plain.live()).isTrue();
    assertThat(unset.colour()).isTrue();
  }

  @Test
  void resultsInAFileAreNotColouredWhileProgressIsWatched() {
    Terminal terminal = terminal(",err", "80", Map.of());

    assertThat(terminal.colour()).isFalse();
    assertThat(terminal.live()).isTrue();
  }

  @Test
  void aDumbTerminalIsNotRedrawn() {
    Terminal terminal = terminal("out,err", "80", Map.of("TERM", "dumb"));

    assertThat(terminal.colour()).isFalse();
    assertThat(terminal.live()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'', 80", "0, 80", "-5, 80", "wide, 80", "20, 40", "100, 100", "9999, 160"})
  void theWidthIsWithinBounds(String given, int columns) {
    assertThat(terminal("", given, Map.of()).columns()).isEqualTo(columns);
  }

  @Test
  void whatActsOnATerminalIsMadeVisible() {
    assertThat(Terminal.safe("a\u001b[2J\u009b\u202e\u2028\ud800\r\u0007b\n\tc é 漢 😀"))
        .isEqualTo("a\\u001b[2J\\u009b\\u202e\\u2028\\ud800\\u000d\\u0007b\n\tc é 漢 😀");
    assertThat(Terminal.safe(Character.toString(0xe0041))).isEqualTo("\\u{e0041}");
    assertThat(Terminal.safeLine(" a\n\n b\tc ")).isEqualTo("a b c");
  }
}
