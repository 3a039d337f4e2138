package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rubrics that ship, whether a suite asks by them or not. */
class ShippedRubricsTest {
  private static List<Path> rubrics() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("suites", "rubrics"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("rubrics")
  void haveEnoughGoldItemsOfEachLabel(Path file) throws Exception {
    assertThat(RubricLoader.isRubric(file)).isTrue();
    RubricFile read = RubricLoader.load(file);
    Rubric rubric = read.judge().rubric();

    assertThat(file).hasFileName(read.id().replace("rubrics/", "") + ".yaml");
    for (String label : rubric.form().labels()) {
      assertThat(items(read, label)).as(label).isGreaterThanOrEqualTo(50);
    }
    for (String label : rubric.escapes().keySet()) {
      assertThat(items(read, label)).as(label).isGreaterThanOrEqualTo(10);
    }
    if (rubric.seesPrompt()) {
      assertThat(read.judge().gold()).allMatch(item -> item.prompt().isPresent());
    }
  }

  private static long items(RubricFile read, String label) {
    return read.judge().gold().stream().filter(item -> item.label().equals(label)).count();
  }

  /** A reply that stood twice would count twice, or have two right labels. */
  @Test
  void holdNoReplyTwice() throws Exception {
    Set<String> seen = new HashSet<>();
    for (Path file : rubrics()) {
      for (GoldItem item : RubricLoader.load(file).judge().gold()) {
        String words =
            item.response().toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{P}]+", " ").strip();
        assertThat(seen.add(words)).as(file + " " + item.id() + ": " + words).isTrue();
      }
    }
  }

  @Test
  void aSuiteIsNoRubric() {
    assertThat(RubricLoader.isRubric(Path.of("suites", "feeling-by-circumstance.yaml"))).isFalse();
    assertThat(RubricLoader.isRubric(Path.of("suites", "topics.jsonl"))).isFalse();
    assertThat(RubricLoader.isRubric(Path.of("suites", "missing.yaml"))).isFalse();
  }
}
