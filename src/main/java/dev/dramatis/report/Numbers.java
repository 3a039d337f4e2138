package dev.dramatis.report;

import dev.dramatis.stats.Interval;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as readers see them: percent and percentage points, with a true minus sign. */
final class Numbers {
  static final String NONE = "–";
  private static final String MINUS = "\u2212";
  private static final double LEAST_P = 0.001;

  private Numbers() {}

  /** A share in percent, without a sign of its own: {@code 12.5 %}. */
  static String percent(double share) {
    return percentOnly(share) + " %";
  }

  /** A share in percent without the unit. */
  static String percentOnly(double share) {
    return fixed(100 * share, 1);
  }

  static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : NONE;
  }

  /** A difference in percentage points with its sign: {@code +12.5}. */
  static String points(double difference) {
    String text = fixed(100 * difference, 1);
    return text.startsWith(MINUS) || text.equals("0.0") ? text : "+" + text;
  }

  static String points(OptionalDouble difference) {
    return difference.isPresent() ? points(difference.getAsDouble()) : NONE;
  }

  /** {@code +3.1 to +9.0}. */
  static String points(Interval interval) {
    return points(interval.lower()) + " to " + points(interval.upper());
  }

  /** {@code 3.1 to 9.0 %}. */
  static String percent(Interval interval) {
    return percentOnly(interval.lower()) + " to " + percent(interval.upper());
  }

  /** A p-value to three places; smaller ones as a bound. */
  static String p(double p) {
    return p < LEAST_P ? "< 0.001" : fixed(p, 3);
  }

  /** The two-sided confidence of a tail probability per side: {@code 95 %}, {@code 98.75 %}. */
  static String confidence(double alphaPerSide) {
    String text = fixed(100 * (1 - 2 * alphaPerSide), 2);
    return text.replaceAll("\\.?0+$", "") + " %";
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A plain number: weights, doses, scores. */
  static String plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return fixed(value, 0);
    }
    return fixed(value, 3).replaceAll("0+$", "");
  }

  /** A weight with its sign. */
  static String signed(double value) {
    return value > 0 ? "+" + plain(value) : plain(value);
  }

  static String fixed(double value, int places) {
    String text = String.format(Locale.ROOT, "%." + places + "f", value);
    if (text.matches("-0(\\.0*)?")) {
      return text.substring(1);
    }
    return text.replace("-", MINUS);
  }

  /** A time in UTC to the second. */
  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", " UTC");
  }
}
