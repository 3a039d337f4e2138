package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SuiteLoaderTest {
  private static final Path REFERENCE = Path.of("src/test/resources/suite/reference.yaml");

  @Test
  void readsASuiteThatUsesEveryPartOfTheFormat() throws InvalidSuiteException {
    Suite suite = SuiteLoader.load(REFERENCE);

    assertThat(suite.arms())
        .extracting(Arm::id)
        .containsExactly(
            "zero",
            "own[k=0]",
            "own[k=1]",
            "own[k=3]",
            "quoted",
            "framed",
            "talk",
            "apart",
            "overheard",
            "tuned[heat=0,mood=warm]",
            "tuned[heat=0,mood=cold]",
            "tuned[heat=0.5,mood=warm]",
            "tuned[heat=0.5,mood=cold]");
  }
}
