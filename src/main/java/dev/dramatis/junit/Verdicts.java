package dev.dramatis.junit;

import dev.dramatis.run.RunRecord;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.ClaimText;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import java.util.Locale;
import java.util.OptionalDouble;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What a verdict is to a test. */
final class Verdicts {
  private Verdicts() {}

  /**
   * Passes where a prediction is supported.
   *
   * @throws AssertionFailedError if it is contradicted
   * @throws TestAbortedException if it is open or could not be tested
   * @throws IllegalStateException if the run did not come to its end, so that nothing can be said
   */
  static void check(RunRecord run, SuiteResult suite, PredictionResult result) {
    if (!run.complete() || run.counts().failed() == run.counts().planned()) {
      throw new IllegalStateException(
          "the run is incomplete: "
              + run.counts().asked()
              + " of "
              + run.counts().planned()
              + " trials were asked, "
              + run.counts().failed()
              + " failed"
              + run.counts().failures().keySet().stream()
                  .findFirst()
                  .map(message -> ": " + message)
                  .orElse("")
              + " (run "
              + run.run()
              + ")");
    }
    switch (result.verdict()) {
      case SUPPORTED -> {
        // That is what was predicted.
      }
      case CONTRADICTED -> throw new AssertionFailedError(text(suite, result, run));
      case INCONCLUSIVE, NOT_TESTED -> throw new TestAbortedException(text(suite, result, run));
    }
  }

  private static String text(SuiteResult suite, PredictionResult result, RunRecord run) {
    StringBuilder text = new StringBuilder();
    text.append(result.verdict().name().replace('_', ' '));
    if (!result.reason().isEmpty()) {
      text.append(" (").append(result.reason()).append(')');
    }
    text.append(": ").append(result.prediction().says());
    for (ClaimResult claim : result.claims()) {
      text.append('\n').append(words(claim));
    }
    return text.append("\n  at ")
        .append(suite.suite().file())
        .append(':')
        .append(result.prediction().line())
        .append("\n  run ")
        .append(run.run())
        .toString();
  }

  /** {@code fragment − plain: −0.02, 95.0 % from −0.05 to +0.01, claimed above 0.05}. */
  private static String words(ClaimResult claim) {
    Interval interval = claim.interval(claim.scope());
    return "  "
        + ClaimText.of(claim.claim().contrast())
        + ": "
        + number(claim.estimate())
        + String.format(
            Locale.ROOT,
            ", %.1f %% from %+.3f to %+.3f, claimed ",
            100 * (1 - 2 * claim.alphaPerSide()),
            interval.lower(),
            interval.upper())
        + bound(claim.claim().bound());
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%+.3f", value.getAsDouble()) : "no data";
  }

  private static String bound(Bound bound) {
    String word = bound.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return word + " " + bound.margin();
  }
}
