package dev.dramatis.stats;

import java.util.Optional;

/** A closed range of values in which a mean lies with stated confidence. */
public record Interval(double lower, double upper) {
  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("an interval from " + lower + " to " + upper);
    }
  }

  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Whether every value is greater than {@code bound}. */
  public boolean liesAbove(double bound) {
    return lower > bound;
  }

  /** Whether every value is less than {@code bound}. */
  public boolean liesBelow(double bound) {
    return upper < bound;
  }

  /** Whether every value is strictly between {@code from} and {@code to}. */
  public boolean liesBetween(double from, double to) {
    return lower > from && upper < to;
  }

  public double width() {
    return upper - lower;
  }

  /** The interval of the mean plus {@code offset}. */
  public Interval shift(double offset) {
    return new Interval(lower + offset, upper + offset);
  }

  /** The values in both; empty if there are none. */
  public Optional<Interval> intersection(Interval other) {
    double highestLower = Math.max(lower, other.lower);
    double lowestUpper = Math.min(upper, other.upper);
    return highestLower <= lowestUpper
        ? Optional.of(new Interval(highestLower, lowestUpper))
        : Optional.empty();
  }

  /** The interval of a sum, of which the other term lies in {@code other}. */
  public Interval plus(Interval other) {
    return new Interval(lower + other.lower, upper + other.upper);
  }

  /** The interval of the mean times {@code factor}; a negative factor exchanges the ends. */
  public Interval scale(double factor) {
    return factor >= 0
        ? new Interval(lower * factor, upper * factor)
        : new Interval(upper * factor, lower * factor);
  }
}
