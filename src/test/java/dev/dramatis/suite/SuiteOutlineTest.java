package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuiteOutlineTest {
  @Test
  void countsWhatASuiteExpandsTo() throws InvalidSuiteException {
    SuiteOutline outline = SuiteOutline.of(SuiteLoader.load(ReferenceSuite.ORIGINAL));

    assertThat(outline.arms())
        .contains(
            new SuiteOutline.ArmOutline("own[k=3]", "chat", 3, 10, 1),
            new SuiteOutline.ArmOutline("talk", "chat", 0, 4, 2),
            new SuiteOutline.ArmOutline("apart", "other", 0, 4, 2));
    assertThat(outline.cells())
        .contains(
            new SuiteOutline.CellOutline(
                new Cell("zero", Optional.of("far")),
                4,
                4,
                Map.of("garden", 2, "sea", 2),
                List.of("weighed")));
    assertThat(outline.claims())
        .contains(
            new SuiteOutline.ClaimOutline(
                "weighed",
                Role.SECONDARY,
                "0.5 own[k=3]/far + 0.5 quoted/far − zero/far lies above -0.5."));
    // 5 arms take 10 probes, 4 take 4, 4 take 2; each twice. Two of the arms of 4 ask two turns.
    assertThat(outline.trials()).isEqualTo(2 * (50 + 16 + 8));
    assertThat(outline.calls()).isEqualTo(2 * (50 + 8 + 16 + 8));
  }
}
