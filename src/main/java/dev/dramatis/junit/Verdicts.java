package dev.dramatis.junit;

import dev.dramatis.run.RunRecord;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.ClaimText;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.Verdict;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What a verdict is to a test. */
final class Verdicts {
  /** What a provider or a model said may stand in a message, and would steer a terminal. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\\n]]");

  private Verdicts() {}

  /**
   * Passes where a prediction is supported.
   *
   * @throws AssertionFailedError if it is contradicted
   * @throws TestAbortedException if it is open or could not be tested
   * @throws IllegalStateException if the run did not come to its end or too many of its calls
   *     failed, so that nothing can be said
   */
  static void check(SuiteRun.Done run, SuiteResult suite, PredictionResult result) {
    boolean fault = result.verdict() == Verdict.NOT_TESTED && suite.isFault(result);
    if (suite.isUnfinished() || fault) {
      throw new IllegalStateException(shown(fault(run, suite, result)));
    }
    switch (result.verdict()) {
      case SUPPORTED -> {
        // That is what was predicted.
      }
      case CONTRADICTED -> throw new AssertionFailedError(shown(text(run, suite, result)));
      case INCONCLUSIVE, NOT_TESTED ->
          throw new TestAbortedException(shown(text(run, suite, result)));
    }
  }

  private static String shown(String text) {
    return CONTROLS.matcher(text).replaceAll("·");
  }

  private static String fault(SuiteRun.Done run, SuiteResult suite, PredictionResult result) {
    RunRecord.Counts counts = run.record().counts();
    return String.format(
            Locale.ROOT,
            "the run is incomplete: %,d of %,d trials were asked, %,d failed",
            counts.asked(),
            counts.planned(),
            counts.failed())
        + counts.failures().keySet().stream().findFirst().map(message -> ": " + message).orElse("")
        + places(run, suite, result);
  }

  private static String text(SuiteRun.Done run, SuiteResult suite, PredictionResult result) {
    StringBuilder text = new StringBuilder();
    text.append(result.verdict().name().replace('_', ' '));
    if (!result.reason().isEmpty()) {
      text.append(" (").append(result.reason()).append(')');
    }
    text.append(": ").append(result.prediction().says());
    for (ClaimResult claim : result.claims()) {
      text.append('\n').append(words(claim));
    }
    return text.append(places(run, suite, result)).toString();
  }

  private static String places(SuiteRun.Done run, SuiteResult suite, PredictionResult result) {
    return "\n  at "
        + suite.suite().file()
        + ':'
        + result.prediction().line()
        + "\n  report "
        + run.folder().resolve("report.html");
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
