package dev.dramatis.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a comparison calls something changed, in worlds where the truth is known. */
@Tag("slow")
class PairCalibrationTest {
  private static PairCalibration.Changes changes(String before, String after, int pairs)
      throws Exception {
    Suite suite = SuiteLoader.load(Path.of("suites", "template-hole-break.yaml"));
    return new PairCalibration(List.of(suite), Clock.systemUTC())
        .run(before, after, pairs, Runtime.getRuntime().availableProcessors(), () -> {});
  }

  @Test
  void nothingIsCalledChangedBetweenRunsOfOneWorld() throws Exception {
    PairCalibration.Changes changes = changes("dial@0.5", "dial@0.5", 40);

    // At most 5 % in the long run: more than 6 of 40 would happen once in 500 such tests.
    assertThat(changes.pairs()).isEqualTo(40);
    assertThat(changes.anything()).isLessThanOrEqualTo(6);
  }

  @Test
  void aTurnOfTheDialIsFound() throws Exception {
    PairCalibration.Changes changes = changes("dial@0.8", "dial@0.4", 10);

    assertThat(changes.primaries()).isEqualTo(10);
  }
}
