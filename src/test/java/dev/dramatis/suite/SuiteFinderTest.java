package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteFinderTest {
  @TempDir Path folder;

  private Path own;
  private Path shipped;
  private SuiteFinder finder;

  @BeforeEach
  void twoFolders() throws IOException {
    own = folder.resolve("suites");
    shipped = Files.createDirectory(folder.resolve("shipped"));
    Files.writeString(shipped.resolve("first.yaml"), "");
    Files.writeString(shipped.resolve("second.yaml"), "");
    Files.writeString(shipped.resolve("topics.jsonl"), "");
    finder = new SuiteFinder(List.of(own, shipped));
  }

  @Test
  void findsAnIdInTheFirstFolderThatHasIt() throws Exception {
    assertThat(finder.find("first")).isEqualTo(shipped.resolve("first.yaml"));

    Files.createDirectory(own);
    Path mine = Files.writeString(own.resolve("first.yaml"), "");

    assertThat(finder.find("first")).isEqualTo(mine);
    assertThat(finder.find("second")).isEqualTo(shipped.resolve("second.yaml"));
  }

  @Test
  void takesAPathAsItIs() throws Exception {
    String path = shipped.resolve("first.yaml").toString();

    assertThat(finder.find(path)).isEqualTo(Path.of(path));
  }

  @Test
  void listsWhatThereIsWhenNothingFits() {
    assertThatThrownBy(() -> finder.find("secnd"))
        .isInstanceOf(UnknownSuiteException.class)
        .hasMessage("there is no suite \"secnd\". Did you mean \"second\"? Suites: second, first.");
    assertThatThrownBy(() -> finder.find("elsewhere/first.yaml"))
        .isInstanceOf(UnknownSuiteException.class)
        .hasMessageContaining("there is no file \"elsewhere/first.yaml\"")
        .hasMessageContaining("Suites: first, second");
  }

  @Test
  void findsARubricWhereSuitesAreLookedUp() throws Exception {
    Path glum = Files.createDirectory(shipped.resolve("rubrics")).resolve("glum.yaml");
    Files.writeString(glum, "");

    assertThat(finder.rubric("rubrics/glum")).contains(glum);
    assertThat(finder.rubric("first")).isEmpty();
    assertThat(finder.rubric("rubrics/../first")).isEmpty();
    assertThatThrownBy(() -> finder.rubric("rubrics/first"))
        .isInstanceOf(UnknownSuiteException.class)
        .hasMessage("there is no rubric \"rubrics/first\". Rubrics: rubrics/glum.");
  }

  @Test
  void listsTheSuitesOfTheFirstFolderThatHoldsAny() throws Exception {
    Files.createDirectory(own);
    assertThat(finder.all())
        .containsExactly(shipped.resolve("first.yaml"), shipped.resolve("second.yaml"));

    Path mine = Files.writeString(own.resolve("mine.yaml"), "");

    assertThat(finder.all()).containsExactly(mine);
  }

  @Test
  void refusesToFindNothing() {
    assertThatThrownBy(() -> new SuiteFinder(List.of(own)).all())
        .isInstanceOf(UnknownSuiteException.class)
        .hasMessageContaining("there are no suites in " + own);
  }
}
