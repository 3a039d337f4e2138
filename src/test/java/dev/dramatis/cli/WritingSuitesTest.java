package dev.dramatis.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.cli.Cli.Called;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suite of {@code docs/writing-suites.md}, and what that page says the program makes of it. */
class WritingSuitesTest {
  private static final Path PAGE = Path.of("docs/writing-suites.md");
  private static final String SUITE = "mine/boasts-spread.yaml";

  /** A fenced block: its language, the rest of its first line, and what stands in it. */
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+) ([^\\n]+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** A row of the table of errors: the message as far as the page gives it. */
  private static final Pattern ERROR =
      Pattern.compile("^\\| `([^`|]+)` \\| [^|]+ \\|$", Pattern.MULTILINE);

  /** What stands in the suite, and the mistake that is made there. */
  private static final Map<String, String> MISTAKES =
      Map.ofEntries(
          entry("claim: Boastful", "claim: Note: boastful"),
          entry("bearing: core", "bearring: core"),
          entry("[own, quoted]", "[own, quotd]"),
          entry("{classifier: high, is: [match]}", "{classifier: high, is: [high]}"),
          entry("{classifier: opens-high, is: [match]}", "{classifier: opens-high, is: [yes]}"),
          entry("{{probe}}", "{{skill}}"),
          entry("take: 24", "take: 32"),
          entry("zero: {probes: [far], ", "zero: {"),
          entry("{id: chess,", "{id: chess, kind: a,"),
          entry("above: 0.20", "above: 20"),
          entry("^\\D*(9|10)\\b", "^(?!1)\\d"),
          entry("boasts-spread/plain.jsonl", "../plain.jsonl"),
          entry("    - {shows: [], text: \"8\"}\n", ""),
          entry("text: \"8\"", "text: \"7\""));

  @TempDir Path folder;
  private Cli cli;
  private String page;
  private Map<String, String> shown;

  @BeforeEach
  void writeWhatThePageShows() throws IOException {
    cli = new Cli(folder);
    page = Files.readString(PAGE);
    shown = new LinkedHashMap<>();
    BLOCK
        .matcher(page)
        .results()
        .forEach(
            block -> {
              if (block.group(1).equals("text")) {
                shown.put(block.group(2), block.group(3));
              } else {
                cli.write(block.group(2), block.group(3));
              }
            });
  }

  @Test
  void everyFileIsNamedInTheTextBeforeIt() {
    List<String> files =
        BLOCK
            .matcher(page)
            .results()
            .filter(block -> !block.group(1).equals("text"))
            .map(block -> block.group(2))
            .toList();

    assertThat(files).contains(SUITE).hasSize(3);
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(page.substring(0, page.indexOf(" " + file + "\n")))
                    .contains("`" + file + "`"));
  }

  @Test
  void theSuiteIsValidAndOfTheSizeThatThePageSays() {
    Called called = cli.call("validate", "--explain", SUITE);

    assertThat(called.err()).isEmpty();
    assertThat(called.code()).isZero();
    assertShown("validate", called);
  }

  @Test
  void thePlanIsWhatThePageSays() {
    Called called = cli.call("plan", SUITE);

    assertThat(called.code()).isZero();
    assertShown("plan", called);
  }

  @ParameterizedTest
  @CsvSource({
    "simulated/psm, 0, SUPPORTED",
    "simulated/lookup, 3, CONTRADICTED",
    "simulated/copycat, 3, CONTRADICTED",
    "simulated/null, 0, NOT TESTED"
  })
  void everyWorldSaysWhatThePageSays(String world, int code, String verdict) {
    Called called = cli.call("run", SUITE, "--model", world);

    assertThat(called.code()).isEqualTo(code);
    assertThat(called.lines())
        .anySatisfy(line -> assertThat(line).matches("\\* own-boasts-count +" + verdict + " .*"));
    if (shown.containsKey("run " + world)) {
      assertShown("run " + world, called);
    }
  }

  @Test
  void aRunIsShownForAWorldThatSupportsAndForOneThatDoesNot() {
    assertThat(shown).containsKeys("run simulated/psm", "run simulated/lookup");
  }

  @Test
  void everyMistakeOfThePageIsAnsweredAsThePageSays() {
    String suite = cli.read(SUITE);
    List<String> messages = messages();
    List<String> unseen = new ArrayList<>(messages);
    MISTAKES.forEach(
        (right, wrong) -> {
          assertThat(suite).contains(right);
          int at = suite.indexOf(right);
          cli.write(SUITE, suite.substring(0, at) + wrong + suite.substring(at + right.length()));

          Called called = cli.call("validate", SUITE);

          assertThat(called.code()).isEqualTo(2);
          assertThat(messages).as(called.err()).anyMatch(called.err()::contains);
          unseen.removeIf(called.err()::contains);
        });

    assertThat(unseen).isEmpty();
  }

  private List<String> messages() {
    return ERROR
        .matcher(page.substring(page.indexOf("## Common errors")))
        .results()
        .map(row -> row.group(1).replaceFirst(" …$", ""))
        .toList();
  }

  private void assertShown(String name, Called called) {
    assertThat(shown).containsKey(name);
    assertThat(called.out()).contains(shown.get(name));
  }
}
