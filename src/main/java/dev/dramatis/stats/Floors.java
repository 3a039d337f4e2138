package dev.dramatis.stats;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The least numbers of units with which {@link GaffkeBound} can reach a verdict at all, under the
 * data most favourable to it: every unit alike. Such data may be far from any that are expected:
 * whether a missing effect can be shown is what {@link #unitsToDecide} says.
 *
 * <p>If n units all show v, the upper bound at one-sided level a is hi − (hi − v) a^(1/n), that of
 * a binomial without failures (Clopper and Pearson 1934); the lower bound mirrors it. The numbers
 * follow by solving for n.
 */
public final class Floors {
  /**
   * Units needed for each verdict on one claim; empty where no number of units is enough, because
   * the claim is about values that the measure cannot take.
   */
  public record Units(OptionalInt supported, OptionalInt contradicted) {}

  private Floors() {}

  /**
   * The least number of units with which data without any effect, every contrast 0, show that the
   * mean is on zero's side of {@code m}: 82 for a margin of 0.05 at level 0.015.
   *
   * @throws IllegalArgumentException if 0 or {@code m} is not between the bounds, or they are equal
   */
  public static int unitsToDecide(double alphaPerSide, double m, double lo, double hi) {
    if (!(lo <= 0 && 0 <= hi && lo < m && m < hi && m != 0)) {
      throw new IllegalArgumentException(
          "no data without effect decide about " + m + " between " + lo + " and " + hi);
    }
    double kept = m > 0 ? (hi - m) / hi : (m - lo) / -lo;
    return units(alphaPerSide, kept).orElseThrow();
  }

  /** Units needed to support, and to contradict, that the mean is above {@code m}. */
  public static Units above(double alphaPerSide, double m, double lo, double hi) {
    UnitScale scale = new UnitScale(lo, hi);
    double range = scale.hi() - scale.lo();
    return new Units(units(alphaPerSide, (m - lo) / range), units(alphaPerSide, (hi - m) / range));
  }

  /** Units needed to support, and to contradict, that the mean is below {@code m}. */
  public static Units below(double alphaPerSide, double m, double lo, double hi) {
    Units mirrored = above(alphaPerSide, m, lo, hi);
    return new Units(mirrored.contradicted(), mirrored.supported());
  }

  /**
   * Units needed to support, and to contradict, that the mean is between {@code −m} and {@code m}.
   *
   * @param m above 0
   */
  public static Units within(double alphaPerSide, double m, double lo, double hi) {
    if (!(m > 0)) {
      throw new IllegalArgumentException("a band of " + m + "; it must be above 0");
    }
    // With q for a^(1/n), some v has both bounds inside if q is above the share outside the band.
    double outside = Math.max(0, hi - m) + Math.max(0, -m - lo);
    OptionalInt beyond = above(alphaPerSide, m, lo, hi).supported();
    OptionalInt beneath = below(alphaPerSide, -m, lo, hi).supported();
    return new Units(units(alphaPerSide, outside / (hi - lo)), smaller(beyond, beneath));
  }

  /**
   * The least n at which {@code kept} to the nth is at most the level; empty where there is none.
   */
  private static OptionalInt units(double alphaPerSide, double kept) {
    double level = Level.checked(alphaPerSide);
    if (kept >= 1) {
      return OptionalInt.empty();
    }
    if (kept <= level) {
      return OptionalInt.of(1);
    }
    return OptionalInt.of((int) Math.ceil(Math.log(level) / Math.log(kept)));
  }

  private static OptionalInt smaller(OptionalInt one, OptionalInt other) {
    return IntStream.concat(one.stream(), other.stream()).min();
  }
}
