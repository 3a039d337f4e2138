package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that would cost too much to read, or that are no suite at all. */
class SuiteLimitsTest {
  @TempDir Path folder;

  private List<Problem> problems(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("suite.yaml"), bytes);
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try {
            SuiteLoader.load(file);
            return List.of();
          } catch (InvalidSuiteException e) {
            return e.problems();
          }
        });
  }

  private List<Problem> problems(String text) throws IOException {
    return problems(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesABombOfFewAliases() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 9; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ",
                      List.of(alias, alias, alias, alias, alias, alias, alias, alias, alias))));
    }

    assertThat(problems(bomb.toString()))
        .singleElement()
        .asString()
        .contains("with all aliases written out", "Write it without nested aliases");
  }

  @Test
  void refusesMoreThanAHundredAliases() throws IOException {
    assertThat(problems("a: &a [x]\nb: [" + "*a, ".repeat(101) + "*a]\n"))
        .singleElement()
        .asString()
        .contains("more than 100 aliases", "Write the values out");
  }

  @Test
  void refusesAnAliasInsideWhatItRefersTo() throws IOException {
    assertThat(problems("a: &a [*a]\n"))
        .singleElement()
        .asString()
        .contains("suite.yaml:1: an alias stands inside what it refers to", "Write the value out");
  }

  @Test
  void refusesDeepNesting() throws IOException {
    assertThat(problems("a: " + "[".repeat(5_000) + "]".repeat(5_000)))
        .singleElement()
        .asString()
        .contains("nested deeper than 50 levels");
  }

  @Test
  void refusesMoreThanThreeMegabytes() throws IOException {
    assertThat(problems("a: " + "x".repeat(3_000_000)))
        .singleElement()
        .asString()
        .contains("is larger than 3 MB", "Put long material in JSONL files");
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    assertThat(problems(new byte[] {'a', ':', ' ', (byte) 0xe4}))
        .singleElement()
        .asString()
        .contains("is not UTF-8");
  }

  @Test
  void refusesAControlCharacterAtItsLine() throws IOException {
    assertThat(problems("a: b\nc: \u0001\n"))
        .singleElement()
        .asString()
        .contains(":2: the character U+0001");
  }

  @Test
  void refusesASecondDocument() throws IOException {
    assertThat(problems("a: b\n---\nc: d\n"))
        .singleElement()
        .asString()
        .contains(":2: a second document begins here");
  }

  @Test
  void refusesAnEmptyFileAListAndAFileThatIsNotThere() throws IOException {
    assertThat(problems("")).singleElement().asString().contains(":1: the file is empty");
    assertThat(problems("- a\n")).singleElement().asString().contains("a suite is a mapping");
    Files.delete(folder.resolve("suite.yaml"));
    try {
      SuiteLoader.load(folder.resolve("suite.yaml"));
    } catch (InvalidSuiteException e) {
      assertThat(e).hasMessageContaining("there is no such file");
      return;
    }
    throw new AssertionError("a missing file was loaded");
  }

  @Test
  void listsAHundredProblemsOfAFileAndSaysThatThereAreMore() throws IOException {
    ReferenceSuite suite = ReferenceSuite.copyTo(folder);
    suite.write("reference/far.jsonl", "{broken\n".repeat(150));

    List<Problem> ofFile =
        suite.problems().stream().filter(each -> each.file().endsWith("far.jsonl")).toList();

    assertThat(ofFile).hasSize(101);
    assertThat(ofFile.get(100).message()).contains("more problems follow");
  }
}
