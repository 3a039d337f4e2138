package dev.dramatis.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Gaffke's bound for the mean of independent observations between known bounds, for a sample of
 * fixed size.
 *
 * <p>The upper bound at one-sided level a is the 1 − a quantile of Σ Dᵢ x₍ᵢ₎ over i = 1…n + 1, with
 * x₍ₙ₊₁₎ = hi and D uniform on the simplex; the lower bound mirrors it. For observations that are
 * all at a bound it is the Clopper–Pearson bound. Coverage is conjectured in general and was never
 * seen to fail: Learned-Miller and Thomas, "A new confidence interval for the mean of a bounded
 * random variable", arXiv 1905.06208, section 3; Gaffke, "Three test statistics for a nonparametric
 * one-sided hypothesis on the mean of a nonnegative variable", Mathematical Methods of Statistics
 * 14 (2005).
 *
 * <p>The quantile is taken over {@value SimplexDraws#COUNT} seeded draws, the same for every call
 * with as many observations, so results are reproducible. Where only one gap between neighbouring
 * values is wide, the sum is a Beta variable and the quantile is exact. Where no draw reaches the
 * tail, p-values and bounds rest on {@link SimplexTail}, which is never too small: claims about
 * many contrasts at once need tails of less than one draw.
 *
 * <p>Safe for use by several threads.
 */
public final class GaffkeBound {
  /** Values closer than this, as a share of the range, differ by rounding. */
  private static final double TIED = 1e-12;

  private GaffkeBound() {}

  /**
   * The interval for the mean.
   *
   * @param x observations, each from {@code lo} to {@code hi}, in any order
   * @param alphaPerSide one-sided level, above 0 and at most 0.5
   * @throws IllegalArgumentException if an observation lies outside the bounds
   */
  public static Interval interval(double[] x, double lo, double hi, double alphaPerSide) {
    return new Interval(lower(x, lo, hi, alphaPerSide), upper(x, lo, hi, alphaPerSide));
  }

  /** The lower end of {@link #interval}. */
  public static double lower(double[] x, double lo, double hi, double alphaPerSide) {
    UnitScale scale = new UnitScale(lo, hi);
    return scale.fromFall(Sum.of(scale.fall(x)).upperQuantile(Level.checked(alphaPerSide)));
  }

  /** The upper end of {@link #interval}. */
  public static double upper(double[] x, double lo, double hi, double alphaPerSide) {
    UnitScale scale = new UnitScale(lo, hi);
    return scale.fromRise(Sum.of(scale.rise(x)).upperQuantile(Level.checked(alphaPerSide)));
  }

  /**
   * The one-sided p-value of the hypothesis that the mean is at most {@code m}: at most a if and
   * only if the lower bound at level a is above {@code m}.
   */
  public static double pValueAbove(double[] x, double lo, double hi, double m) {
    UnitScale scale = new UnitScale(lo, hi);
    return Sum.of(scale.fall(x)).shareAtLeast(scale.fall(m));
  }

  /**
   * The one-sided p-value of the hypothesis that the mean is at least {@code m}: at most a if and
   * only if the upper bound at level a is below {@code m}.
   */
  public static double pValueBelow(double[] x, double lo, double hi, double m) {
    UnitScale scale = new UnitScale(lo, hi);
    return Sum.of(scale.rise(x)).shareAtLeast(scale.rise(m));
  }

  /** The random sum whose upper quantile is the bound, for observations scaled to [0, 1]. */
  private sealed interface Sum {
    /** The value exceeded with probability {@code share}, never less for want of draws. */
    double upperQuantile(double share);

    double shareAtLeast(double value);

    static Sum of(double[] observations) {
      double[] sorted = observations.clone();
      Arrays.sort(sorted);
      int n = sorted.length;
      double[] gaps = new double[n];
      int wide = 0;
      int last = 0;
      for (int k = 0; k < n; k++) {
        double gap = (k + 1 < n ? sorted[k + 1] : 1) - sorted[k];
        if (gap > TIED) {
          gaps[k] = gap;
          wide++;
          last = k;
        }
      }
      if (wide == 0) {
        return new Certain();
      }
      return wide == 1
          ? new OneGap(sorted[0], gaps[last], n - last, last + 1)
          : new Drawn(sorted, gaps);
    }
  }

  /** All observations are at the upper bound, or there are none. */
  private record Certain() implements Sum {
    @Override
    public double upperQuantile(double share) {
      return 1;
    }

    @Override
    public double shareAtLeast(double value) {
      return 1;
    }
  }

  /** {@code start} plus {@code gap} times a Beta variable, the tail of a uniform simplex draw. */
  private record OneGap(double start, double gap, int above, int below) implements Sum {
    @Override
    public double upperQuantile(double share) {
      return start + gap * beta().inverseSurvivalProbability(share);
    }

    @Override
    public double shareAtLeast(double value) {
      return beta().survivalProbability((value - start) / gap);
    }

    private BetaDistribution beta() {
      return BetaDistribution.of(above, below);
    }
  }

  /** The general case, by draws. */
  private record Drawn(double[] sorted, double[] gaps) implements Sum {
    @Override
    public double upperQuantile(double share) {
      // The rank that makes "bound below m" and "p-value at most the level" the same event.
      int rank = (int) Math.floor(share * (SimplexDraws.COUNT + 1));
      double[] sums = SimplexDraws.weigh(gaps);
      if (rank == 0) {
        double largest = sorted[0] + Arrays.stream(sums).max().orElseThrow();
        return Math.max(largest, Math.min(1, SimplexTail.quantile(sorted, share)));
      }
      return Math.min(1, sorted[0] + Selection.smallest(sums, sums.length - rank));
    }

    @Override
    public double shareAtLeast(double value) {
      int count = 0;
      for (double sum : SimplexDraws.weigh(gaps)) {
        if (sorted[0] + sum >= value) {
          count++;
        }
      }
      double drawn = (count + 1.0) / (SimplexDraws.COUNT + 1.0);
      return count == 0 ? Math.min(drawn, SimplexTail.atLeast(sorted, value)) : drawn;
    }
  }
}
