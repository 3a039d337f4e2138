package dev.dramatis.report;

import dev.dramatis.compare.ClaimDigest;
import dev.dramatis.compare.ClaimPair;
import dev.dramatis.compare.Condition;
import dev.dramatis.compare.PredictionPair;
import dev.dramatis.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** What differs between runs, in words. */
final class ChangeWords {
  /** Suites, arms and predictions that are named one by one; of the rest their number. */
  private static final int NAMED = 3;

  private ChangeWords() {}

  /** A contrast's size: a share, or points with their sign. */
  static String effect(OptionalDouble effect, boolean rate) {
    return effect.isEmpty()
        ? Numbers.NONE
        : rate ? Numbers.percent(effect) : Numbers.points(effect) + " pp";
  }

  /** The size with its interval: {@code +12.0 pp (+3.1 to +20.0)}. */
  static String effect(ClaimDigest claim) {
    if (claim.estimate().isEmpty()) {
      return "no data";
    }
    return effect(claim.estimate(), claim.rate())
        + " ("
        + (claim.rate() ? Numbers.percent(claim.interval()) : Numbers.points(claim.interval()))
        + ")";
  }

  /** {@code +41.0 → +12.0 pp, difference −29.0 pp (−40.1 to −18.2)}. */
  static String change(ClaimPair.Paired claim, boolean rate) {
    var difference = claim.difference();
    return effect(OptionalDouble.of(difference.before()), rate)
        + " → "
        + effect(OptionalDouble.of(difference.after()), rate)
        + ", difference "
        + Numbers.points(difference.difference())
        + " pp ("
        + Numbers.points(difference.interval())
        + ")";
  }

  static boolean isRate(PredictionPair prediction, ClaimPair claim) {
    int number = prediction.claims().indexOf(claim);
    return number >= 0 && prediction.after().claims().get(number).rate();
  }

  static String verdicts(PredictionPair prediction) {
    Verdict before = prediction.before().verdict();
    Verdict after = prediction.after().verdict();
    return before == after ? upper(after) + " as before" : upper(before) + " → " + upper(after);
  }

  static String upper(Verdict verdict) {
    return Words.of(verdict).toUpperCase(Locale.ROOT);
  }

  static String name(PredictionPair prediction) {
    return prediction.suite() + " / " + prediction.prediction();
  }

  /** One condition as a clause: {@code served model of chat: a → b, in 34 suites}. */
  static String of(Condition condition) {
    String what =
        switch (condition.kind()) {
          case MODEL -> "model of " + condition.name();
          case SERVED_MODEL -> "served model of " + condition.name();
          case SETTINGS -> "settings of " + condition.name();
          case SUITE -> "the suite's text";
          case CLASSIFIER -> "classifier " + condition.name();
          case JUDGE -> "judge";
          case SAMPLING -> "sampling of " + condition.name();
          case REPEATS -> "repeats";
          case MARGIN -> "margin of " + condition.name();
          case PROGRAM -> "program";
          case WORLD_SEED -> "seed of the world";
          case SAME_ANSWERS -> "the very same answers, so that this is no second sample";
        };
    String change =
        switch (condition.kind()) {
          case SUITE, CLASSIFIER -> " was changed";
          case SAME_ANSWERS -> "";
          default -> ": " + said(condition.before()) + " → " + said(condition.after());
        };
    return what + change + (condition.suites().isEmpty() ? "" : ", in " + some(condition.suites()));
  }

  private static String said(String value) {
    return value.isEmpty() ? "none" : value;
  }

  /** A few names, or how many there are. */
  static String some(List<String> names) {
    TreeSet<String> distinct = new TreeSet<>(names);
    return distinct.size() <= NAMED ? String.join(", ", distinct) : distinct.size() + " suites";
  }
}
