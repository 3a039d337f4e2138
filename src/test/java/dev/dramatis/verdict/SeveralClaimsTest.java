package dev.dramatis.verdict;

import static dev.dramatis.verdict.Answers.hits;
import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.below;
import static dev.dramatis.verdict.Claims.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.stats.ClopperPearson;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Levels where there is more than one claim. */
class SeveralClaimsTest {
  private static final Claim FIRST = above(0.05, rate("a"));
  private static final Claim SECOND = above(0.05, rate("b"));

  @Test
  void allClaimsOfAPredictionAreNeeded() {
    assertThat(both(30, 30).verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(both(30, 6).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(both(30, 0).verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(both(6, 0).verdict()).isEqualTo(Verdict.CONTRADICTED);
  }

  /**
   * No hit among n probes excludes 0.05 at 2.5 % from n = 72 on (0.95^72 = 0.0249), at its half
   * from 86 on (0.95^86 = 0.0121): a single claim contradicts at its share of the level.
   */
  @Test
  void oneClaimContradictsAtItsShareOfTheLevel() {
    Outcomes none = hits((arm, probe, repeat) -> arm.equals("a"));

    assertThat(alone(SECOND, 72, none)).isEqualTo(Verdict.CONTRADICTED);
    assertThat(sameWay(none, 85, FIRST, SECOND)).isEqualTo(Scope.THESE_PROBES);
    assertThat(sameWay(none, 86, FIRST, SECOND)).isEqualTo(Scope.PROBES_MADE_THE_SAME_WAY);
  }

  private static Scope sameWay(Outcomes outcomes, int probes, Claim... claims) {
    PredictionResult result =
        new SmallSuite()
            .repeats(3)
            .arms("a", "b")
            .probes(probes)
            .primary(claims)
            .evaluate(outcomes)
            .primary();
    assertThat(result.verdict()).isEqualTo(Verdict.CONTRADICTED);
    return result.scope();
  }

  private static Verdict alone(Claim claim, int probes, Outcomes outcomes) {
    return new SmallSuite()
        .repeats(3)
        .arms("a", "b")
        .probes(probes)
        .primary(claim)
        .evaluate(outcomes)
        .primary()
        .verdict();
  }

  /** Supported one by one at the full level: 2.5 % each, whatever their number. */
  @Test
  void eachClaimIsSupportedAtTheFullLevel() {
    ClaimResult claim = both(30, 30).claims().get(0);

    assertThat(claim.alphaPerSide()).isEqualTo(0.025);
    assertThat(claim.interval().lower())
        .isCloseTo(ClopperPearson.interval(30, 120, 0.025).lower(), within(1e-9));
  }

  @Test
  void secondariesShareTheLevelAndShowItInTheirIntervals() {
    SuiteResult result =
        new SmallSuite()
            .repeats(3)
            .arms("a")
            .probes(120)
            .primary(FIRST)
            .predicts("one", Role.SECONDARY, FIRST)
            .predicts("two", Role.SECONDARY, FIRST)
            .predicts("check", Role.CHECK, FIRST)
            .evaluate(hits((arm, probe, repeat) -> probe < 15));

    assertThat(levels(result)).containsExactly(0.025, 0.0125, 0.0125, 0.025);
    assertThat(result.predictions().get(1).claims().get(0).interval().lower())
        .isCloseTo(ClopperPearson.interval(15, 120, 0.0125).lower(), within(1e-9));
  }

  private static List<Double> levels(SuiteResult result) {
    return result.predictions().stream()
        .map(prediction -> prediction.claims().get(0).alphaPerSide())
        .toList();
  }

  /** Exact p-values: P(X ≥ 3 of 20 at 0.05) = 0.0755 and P(X ≥ 5 of 20 at 0.05) = 0.0026. */
  @Test
  void primariesAreAdjustedOverAllPlannedSuites() {
    SuiteResult weak = twenty(hits((arm, probe, repeat) -> probe < 3), FIRST);
    SuiteResult strong = twenty(hits((arm, probe, repeat) -> probe < 5), FIRST);
    SuiteResult untested = twenty(Answers.script((arm, probe, repeat) -> Answers.NOT_ASKED), FIRST);

    assertThat(PrimaryAdjustment.of(List.of(named("strong", strong)))).containsKey("strong");
    Map<String, Double> adjusted =
        PrimaryAdjustment.of(
            List.of(named("weak", weak), named("strong", strong), named("untested", untested)));

    // Benjamini and Hochberg over three: 0.0026 · 3, 0.0755 · 3 / 2, 1.
    assertThat(adjusted.get("strong")).isCloseTo(0.0077, within(0.0001));
    assertThat(adjusted.get("weak")).isCloseTo(0.1132, within(0.0002));
    assertThat(adjusted.get("untested")).isEqualTo(1);
  }

  @Test
  void aPrimaryOfSeveralClaimsHasTheLargestOfTheirPValues() {
    SuiteResult result =
        twenty(hits((arm, probe, repeat) -> probe < (arm.equals("a") ? 3 : 5)), FIRST, SECOND);

    assertThat(PrimaryAdjustment.of(List.of(result)).get("small")).isCloseTo(0.0755, within(1e-4));
  }

  private static SuiteResult twenty(Outcomes outcomes, Claim... claims) {
    return new SmallSuite().arms("a", "b").probes(20).primary(claims).evaluate(outcomes);
  }

  private static SuiteResult named(String id, SuiteResult result) {
    return new SuiteResult(
        new SmallSuite().named(id).build(),
        result.predictions(),
        result.arms(),
        result.doses(),
        result.judges(),
        result.unaskable());
  }

  private static PredictionResult both(int first, int second) {
    return new SmallSuite()
        .repeats(3)
        .arms("a", "b")
        .probes(120)
        .primary(FIRST, SECOND)
        .evaluate(hits((arm, probe, repeat) -> probe < (arm.equals("a") ? first : second)))
        .primary();
  }

  /** A band and a difference together, as a suite on errors has them. */
  @Test
  void claimsMayHaveDifferentBounds() {
    PredictionResult result =
        new SmallSuite()
            .repeats(3)
            .arms("a", "b")
            .probes(120)
            .primary(above(0.05, rate("a")), below(0.10, rate("b")))
            .evaluate(hits((arm, probe, repeat) -> arm.equals("a")))
            .primary();

    assertThat(result.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(result.scope()).isEqualTo(Scope.PROBES_MADE_THE_SAME_WAY);
  }
}
